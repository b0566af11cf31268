using Mooncake.Backends;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable;

/// <content>Calls for many objects. A batch of puts is one write to the log; duplicate keys are allowed.</content>
public sealed unsafe partial class DurableStoreBackend
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
        using RocksCall call = _store!.Enter();
        if (!call.IsEntered)
        {
            return InvalidParams;
        }

        _store.PutMany(keys, keyLengths, buffers, sizes, config, results);
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
        using RocksCall call = _store!.Enter();
        if (!call.IsEntered)
        {
            return InvalidParams;
        }

        _store.GetMany(keys, keyLengths, buffers, sizes, results);
        return 0;
    }

    /// <inheritdoc/>
    protected override int BatchIsExistCore(ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, Span<int> results)
    {
        using RocksCall call = _store!.Enter();
        if (!call.IsEntered)
        {
            return InvalidParams;
        }

        _store.ExistMany(keys, keyLengths, results);
        return 0;
    }
}
