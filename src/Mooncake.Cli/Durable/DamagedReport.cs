namespace Mooncake.Cli.Durable;

/// <summary>A damaged object in a <see cref="VerifyReport"/>.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Code">The error code of reading it.</param>
internal sealed record DamagedReport(string Key, string Code);
