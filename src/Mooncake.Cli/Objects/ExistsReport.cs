namespace Mooncake.Cli.Objects;

/// <summary>One line of <see cref="ExistsCommand"/>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Exists">Whether it has an object.</param>
internal sealed record ExistsReport(string Key, bool Exists);
