using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>What lies ready for new objects: ranges that the arena keeps, and entries that others lack.</content>
internal sealed unsafe partial class Arena
{
    /// <summary>An arena lends entries only if it has many more than one chunk of them.</summary>
    private const int FewestToLend = 4 * EntryTable.ChunkEntries;

    private KeptRanges?[] _kept = [];
    private long _keptBytes;

    /// <summary>Bytes of segments that the arena keeps for new objects; anybody may ask, and be behind by a moment.</summary>
    internal long KeptBytes => Volatile.Read(ref _keptBytes);

    /// <summary>Takes a range that the arena has kept, or answers null.</summary>
    internal byte* TryTakeRange(Segment segment, nuint size)
    {
        if (KeptBytes == 0)
        {
            return null;
        }

        using (_lock.Hold())
        {
            KeptRanges? kept = segment.Place < _kept.Length ? _kept[segment.Place] : null;
            if (kept?.Segment != segment)
            {
                return null;
            }

            long before = kept.Bytes;
            byte* address = kept.TryTake(size);
            CountKept(kept.Bytes - before);
            return address;
        }
    }

    /// <summary>Gives half of its free entries to another arena, whose lock the caller holds, if it has many and is not busy.</summary>
    /// <returns>True if it did.</returns>
    internal bool TryLendEntriesTo(Arena other)
    {
        if (_entries.FreeCount < FewestToLend || !_lock.TryEnter())
        {
            return false;
        }

        bool hasMany = _entries.FreeCount >= FewestToLend;
        if (hasMany)
        {
            _entries.GiveHalfTo(other._entries);
        }

        _lock.Exit();
        return hasMany;
    }

    private bool TryKeepRange(Segment segment, byte* address, nuint size)
    {
        if (segment.Place >= _kept.Length)
        {
            Array.Resize(ref _kept, segment.Place + 1);
        }

        KeptRanges? kept = _kept[segment.Place];
        if (kept?.Segment != segment)
        {
            // The place had another segment, which is gone: nothing of it is kept.
            _kept[segment.Place] = kept = new KeptRanges(segment, _cluster.ArenaCount);
        }

        long before = kept.Bytes;
        bool isKept = kept.TryKeep(address, size);
        CountKept(kept.Bytes - before);
        return isKept;
    }

    private void GiveBackRanges()
    {
        SegmentFrees frees = default;
        foreach (KeptRanges? kept in _kept)
        {
            kept?.GiveBack(ref frees);
        }

        frees.Dispose();
        CountKept(-_keptBytes);
    }

    private void CountKept(long bytes)
    {
        Volatile.Write(ref _keptBytes, _keptBytes + bytes);
        _cluster.TellKept(_number, _keptBytes);
    }
}
