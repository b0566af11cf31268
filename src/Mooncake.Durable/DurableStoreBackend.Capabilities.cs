using Mooncake.Backends;
using Mooncake.Durable.Rocks;

namespace Mooncake.Durable;

/// <content>Key listings, statistics, and removals of many objects.</content>
public sealed unsafe partial class DurableStoreBackend : IKeyScanner, IStatisticsSource, IBulkRemover, ISpaceReporter
{
    /// <inheritdoc/>
    /// <remarks>Each page is read from a snapshot. No value is read.</remarks>
    public int ScanKeys(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, bool isInclusive, Span<byte> keys, Span<int> lengths)
    {
        if (!IsReady || lengths.IsEmpty)
        {
            return InvalidParams;
        }

        using RocksCall call = _store!.Enter();
        return call.IsEntered ? _store.ScanKeys(prefix, from, isInclusive, keys, lengths) : InvalidParams;
    }

    /// <inheritdoc/>
    /// <remarks>No value is read.</remarks>
    public int FloorKey(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> at, bool isInclusive, Span<byte> key)
    {
        using RocksCall call = EnterIfReady();
        return call.IsEntered ? _store!.FloorKey(prefix, at, isInclusive, key) : InvalidParams;
    }

    /// <inheritdoc/>
    /// <remarks>Without a prefix it costs nothing; with one it iterates over the keys with the prefix.</remarks>
    public long CountKeys(ReadOnlySpan<byte> prefix)
    {
        using RocksCall call = EnterIfReady();
        return call.IsEntered ? _store!.CountKeys(prefix) : InvalidParams;
    }

    /// <inheritdoc/>
    public int RandomKey(Span<byte> key)
    {
        using RocksCall call = EnterIfReady();
        return call.IsEntered ? _store!.RandomKey(key) : InvalidParams;
    }

    /// <inheritdoc/>
    public int GetStatistics(out StoreStatistics statistics)
    {
        using RocksCall call = EnterIfReady();
        statistics = call.IsEntered ? _store!.GetStatistics() : default;
        return call.IsEntered ? 0 : InvalidParams;
    }

    /// <inheritdoc/>
    public long RemoveByPrefix(ReadOnlySpan<byte> prefix, KeyFilter? filter, bool force, out long skipped)
    {
        skipped = 0;
        using RocksCall call = EnterIfReady();
        return call.IsEntered ? _store!.RemoveByPrefix(prefix, filter, force, out skipped) : InvalidParams;
    }

    /// <inheritdoc/>
    public long RemoveByRegex(ReadOnlySpan<byte> pattern, bool force, out long skipped)
    {
        skipped = 0;
        using RocksCall call = EnterIfReady();
        return call.IsEntered ? _store!.RemoveByRegex(pattern, force, out skipped) : InvalidParams;
    }

    /// <inheritdoc/>
    public OutOfSpaceReport ReportOutOfSpace(nuint size, int keyLength)
    {
        using RocksCall call = EnterIfReady();
        return call.IsEntered ? _store!.ReportOutOfSpace(size, keyLength) : default;
    }

    private RocksCall EnterIfReady() => IsReady ? _store!.Enter() : default;
}
