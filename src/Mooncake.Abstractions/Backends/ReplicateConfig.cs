using System.Runtime.InteropServices;

namespace Mooncake.Backends;

/// <summary>
/// The memory layout of <c>mooncake_replicate_config</c>: 32 bytes, members at 0, 8, 12, 16 and 24. A null pointer to it means the store's
/// default (one replica, no pin).
/// </summary>
/// <remarks>
/// The memory that it points to belongs to the caller and is not used after the call returns. Source:
/// <c>mooncake-store/include/store_c.h</c>, commit 3b5a5941.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct ReplicateConfig
{
    /// <summary>Number of replicas, at least 1; a number above that of the segments is reduced silently. 0 returns -600.</summary>
    public nuint ReplicaCount;

    /// <summary>Not 0: evict the object only if nothing else can be evicted, until its soft pin expires (30 minutes by default).</summary>
    public int WithSoftPin;

    /// <summary>Not 0: never evict the object.</summary>
    public int WithHardPin;

    /// <summary>Names of the segments to prefer: <c>[PreferredSegmentCount x char*]</c>, NUL-terminated UTF-8; may be null.</summary>
    public byte** PreferredSegments;

    /// <summary>Number of pointers at <see cref="PreferredSegments"/>.</summary>
    public nuint PreferredSegmentCount;
}
