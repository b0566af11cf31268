using Mooncake.Backends;
using Mooncake.Embedded.Clusters;

namespace Mooncake.Embedded;

/// <content>Calls for many objects: processed in order, so duplicate keys are allowed.</content>
public sealed unsafe partial class EmbeddedStoreBackend
{
    /// <inheritdoc/>
    protected override int BatchPutFromCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        ReplicateConfig* config,
        Span<int> results)
    {
        Cluster cluster = _cluster!;
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = cluster.Put((byte*)keys[i], keyLengths[i], (void*)buffers[i], sizes[i], config);
        }

        GC.KeepAlive(this);
        return 0;
    }

    /// <inheritdoc/>
    protected override int BatchGetIntoCore(
        ReadOnlySpan<nint> keys,
        ReadOnlySpan<int> keyLengths,
        ReadOnlySpan<nint> buffers,
        ReadOnlySpan<nuint> sizes,
        Span<long> results)
    {
        Cluster cluster = _cluster!;
        Lease lease = cluster.NewLease();
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = cluster.Get((byte*)keys[i], keyLengths[i], (void*)buffers[i], sizes[i], lease);
        }

        GC.KeepAlive(this);
        return 0;
    }

    /// <inheritdoc/>
    protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results)
    {
        Cluster cluster = _cluster!;
        Lease lease = cluster.NewLease();
        for (int i = 0; i < keys.Length; i++)
        {
            results[i] = cluster.SizeOf((byte*)keys[i], keyLengths[i], lease) >= 0 ? 1 : 0;
        }

        GC.KeepAlive(this);
        return 0;
    }
}
