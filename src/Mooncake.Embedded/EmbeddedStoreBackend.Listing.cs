using Mooncake.Backends;

namespace Mooncake.Embedded;

/// <content>Key listings and statistics.</content>
public sealed unsafe partial class EmbeddedStoreBackend : IKeyScanner, IStatisticsSource
{
    /// <inheritdoc/>
    /// <remarks>
    /// The first listing builds an index of all keys: half a second and about 100 MiB for a million keys of 40 bytes. Later ones add the
    /// keys stored since. Listings wait for each other, but puts and gets do not wait for them.
    /// </remarks>
    public int ScanKeys(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> from, bool isInclusive, Span<byte> keys, Span<int> lengths)
    {
        if (!IsReady || lengths.IsEmpty)
        {
            return (int)StoreErrorCode.InvalidParams;
        }

        int answer = _cluster!.Keys.Scan(prefix, from, isInclusive, keys, lengths);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    /// <remarks>It uses the index of <see cref="ScanKeys"/>, and builds it if there is none.</remarks>
    public int FloorKey(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> at, bool isInclusive, Span<byte> key)
    {
        if (!IsReady)
        {
            return (int)StoreErrorCode.InvalidParams;
        }

        int answer = _cluster!.Keys.Floor(prefix, at, isInclusive, key);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    /// <remarks>Without a prefix it costs nothing; with one it examines all objects, about ten nanoseconds each.</remarks>
    public long CountKeys(ReadOnlySpan<byte> prefix)
    {
        if (!IsReady)
        {
            return (int)StoreErrorCode.InvalidParams;
        }

        long answer = _cluster!.CountKeys(prefix);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    public int RandomKey(Span<byte> key)
    {
        if (!IsReady)
        {
            return (int)StoreErrorCode.InvalidParams;
        }

        int answer = _cluster!.RandomKey(key);
        GC.KeepAlive(this);
        return answer;
    }

    /// <inheritdoc/>
    public int GetStatistics(out StoreStatistics statistics)
    {
        statistics = default;
        if (!IsReady)
        {
            return (int)StoreErrorCode.InvalidParams;
        }

        EmbeddedStatistics all = GetStatistics();
        statistics = new StoreStatistics(
            all.Objects, all.UsedBytes, all.CapacityBytes, all.Evictions, all.Expirations, all.Hits, all.Misses);
        return 0;
    }
}
