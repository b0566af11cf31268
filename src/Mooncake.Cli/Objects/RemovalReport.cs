namespace Mooncake.Cli.Objects;

/// <summary>The answer of <see cref="RemoveCommand"/> with <c>--prefix</c>.</summary>
/// <param name="Removed">The number of objects removed.</param>
/// <param name="Skipped">The number of objects that are leased and were kept; null if the engine does not count them.</param>
internal sealed record RemovalReport(long Removed, long? Skipped);
