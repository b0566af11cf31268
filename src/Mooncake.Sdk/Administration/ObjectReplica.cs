namespace Mooncake;

/// <summary>One copy of an object in a cluster's memory.</summary>
/// <param name="Endpoint">
/// Where transfers reach the segment that has it, as host and port; see <see cref="ClusterSegment.Endpoint"/>.
/// </param>
/// <param name="Protocol">The transport, such as <c>tcp</c> or <c>rdma</c>.</param>
/// <param name="Bytes">The object's size in bytes.</param>
public sealed record ObjectReplica(string Endpoint, string Protocol, long Bytes);
