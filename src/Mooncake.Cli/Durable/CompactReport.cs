namespace Mooncake.Cli.Durable;

/// <summary>The answer of <see cref="CompactCommand"/>.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="BytesBefore">The bytes of its files before.</param>
/// <param name="BytesAfter">The bytes of its files after.</param>
internal sealed record CompactReport(string Folder, long BytesBefore, long BytesAfter);
