namespace Mooncake.Backends;

/// <summary>Why an engine has no room for an object.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="LargestObjectBytes">The largest object that an empty engine takes, in bytes: the size of its largest segment.</param>
/// <param name="CapacityBytes">The bytes of all segments.</param>
/// <param name="PinnedBytes">The bytes of the hard-pinned objects, without further replicas.</param>
/// <param name="LeasedBytes">The bytes of the objects that eviction left because of a lease, without further replicas.</param>
public readonly record struct NoRoomReport(NoRoomCause Cause, long LargestObjectBytes, long CapacityBytes, long PinnedBytes, long LeasedBytes);
