namespace Mooncake.Cli.Objects;

/// <summary>The answer of <see cref="ListCommand"/> with <c>--count</c>.</summary>
/// <param name="Count">The number of keys.</param>
/// <param name="Bytes">The size of their objects; null unless sizes were asked for.</param>
internal sealed record CountReport(long Count, long? Bytes);
