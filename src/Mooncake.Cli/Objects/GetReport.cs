namespace Mooncake.Cli.Objects;

/// <summary>The answer of <see cref="GetCommand"/>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Bytes">The object's size.</param>
/// <param name="File">The file that the object was written to; null if <paramref name="Base64"/> has it.</param>
/// <param name="Base64">The object, null if it was written to a file.</param>
internal sealed record GetReport(string Key, long Bytes, string? File, byte[]? Base64);
