namespace Mooncake.Cli.Objects;

/// <summary>The answer of <see cref="CopyCommand"/>.</summary>
/// <param name="Copied">The number of objects copied.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Existing">The number of objects that the destination had already and kept.</param>
/// <param name="Failed">The number of objects that could not be read or written.</param>
/// <param name="WithoutExpiry">The number of objects that lost their expiry, because the destination has none.</param>
internal sealed record CopyReport(long Copied, long Bytes, long Existing, long Failed, long WithoutExpiry);
