namespace Mooncake.Cli.Objects;

/// <summary>What is known of an object without its bytes.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Expires">When it expires; null for never, and on engines without expiry.</param>
/// <param name="Replicas">Its copies in the memory of a cluster; null on other engines, and if the master was not asked.</param>
internal sealed record ObjectFacts(long Bytes, DateTimeOffset? Expires, IReadOnlyList<ObjectReplica>? Replicas);
