namespace Mooncake.Cli.Objects;

/// <summary>One line of <see cref="StatCommand"/>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Exists">Whether it has an object; if not, the rest is null.</param>
/// <param name="Bytes">The object's size.</param>
/// <param name="Expires">When it expires; null for never.</param>
/// <param name="Replicas">The number of its copies in the memory of a cluster.</param>
internal sealed record StatReport(string Key, bool Exists, long? Bytes, DateTimeOffset? Expires, int? Replicas);
