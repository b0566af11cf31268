namespace Mooncake.Cli.Objects;

/// <summary>One line of <see cref="ListCommand"/>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Bytes">The object's size; null unless sizes were asked for.</param>
internal sealed record ListReport(string Key, long? Bytes);
