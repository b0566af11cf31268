namespace Mooncake;

/// <summary>Memory that a client lends to the cluster.</summary>
/// <param name="Name">Its name, as <see cref="PutOptions.PreferredSegments"/> expects it: the client's host name and port.</param>
/// <param name="Endpoint">Where transfers reach it, as host and port.</param>
/// <param name="Protocol">The transport, such as <c>tcp</c> or <c>rdma</c>.</param>
/// <param name="Status">The master's word for its state; <c>OK</c> in normal operation.</param>
/// <param name="UsedBytes">Bytes that objects occupy.</param>
/// <param name="TotalBytes">Its size in bytes.</param>
public sealed record ClusterSegment(string Name, string Endpoint, string Protocol, string Status, long UsedBytes, long TotalBytes);
