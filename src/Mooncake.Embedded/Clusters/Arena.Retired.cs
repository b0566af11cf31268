using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Removed objects whose memory is not freed yet because readers may have found them.</content>
internal sealed unsafe partial class Arena
{
    /// <summary>
    /// The number of removed objects examined together: enough to share the cost of a scan of the readers, few enough that their memory is
    /// still in the caches when the next puts use it.
    /// </summary>
    private const int ScanBatch = 1024;

    private RetiredObject[] _retired = new RetiredObject[16];
    private ulong[] _hazards = [];
    private int _retiredCount;
    private long _retiredBytes;

    // Objects that the last attempt had to leave do not count towards the next one.
    private int _stuckCount;
    private long _stuckBytes;

    /// <summary>
    /// Reclaims the memory of removed objects without readers, now, and returns all kept ranges to the segments.
    /// </summary>
    /// <param name="after">The scan that had begun when the caller started: all arenas share the next one.</param>
    /// <returns>True if readers still use something.</returns>
    internal bool Drain(long after)
    {
        if (Volatile.Read(ref _retiredCount) == 0 && KeptBytes == 0)
        {
            return false;
        }

        using (_lock.Hold())
        {
            if (_retiredCount != 0)
            {
                ReclaimRetired(after, mayKeep: false);
            }

            GiveBackRanges();
            return _retiredCount != 0;
        }
    }

    /// <summary>Reclaims the memory of removed objects without readers.</summary>
    /// <param name="after">The scan that had begun when the caller started.</param>
    /// <returns>True if readers still use something.</returns>
    internal bool DrainRetired(long after)
    {
        using (_lock.Hold())
        {
            if (_retiredCount != 0)
            {
                ReclaimRetired(after, mayKeep: true);
            }

            return _retiredCount != 0;
        }
    }

    private void AddToRetired(int id)
    {
        if (_retiredCount == _retired.Length)
        {
            MakeRoomForRetired();
        }

        // Filled in place: copying a value that was just written in parts is slow.
        Entry* entry = _table.At(id);
        ref RetiredObject retired = ref _retired[_retiredCount];
        retired.DiedAt = _cluster.Readers.Begun;
        retired.Hash = HazardSlot.Normalize(entry->Hash);
        retired.Value = entry->Value;
        retired.Size = Entry.RangeBytes(entry);
        retired.Id = id;
        retired.Segment = entry->Segment;
        retired.HasCopies = HasCopies(id);
        if (_cluster.FreesUnderReaders)
        {
            SegmentFrees frees = default;
            Reclaim(retired, mayKeep: true, ref frees);
            frees.Dispose();
            TellKept();
            return;
        }

        _retiredBytes += (long)retired.Size;
        Volatile.Write(ref _retiredCount, _retiredCount + 1);
    }

    private void MakeRoomForRetired()
    {
        try
        {
            Array.Resize(ref _retired, _retiredCount * 2);
        }
        catch (OutOfMemoryException)
        {
            // The object is dead and must not be lost: one of those before it has to be freed first, as soon as its readers are done.
            SpinWait wait = default;
            while (_retiredCount == _retired.Length)
            {
                ReclaimRetired(_cluster.Readers.Begun, mayKeep: false);
                wait.SpinOnce();
            }
        }
    }

    private void ReclaimIfMuch()
    {
        if (_retiredBytes - _stuckBytes > _cluster.RetiredBytesPerArena)
        {
            ReclaimRetired(_cluster.Readers.Begun, mayKeep: true);
        }
        else if (_retiredCount - _stuckCount >= ScanBatch)
        {
            // A scan that another arena has made meanwhile may be sufficient for some of them.
            ReclaimRetired(_retired[_stuckCount].DiedAt, mayKeep: true);
        }
    }

    /// <summary>Reclaims what no reader used at a scan that is later than the given one; there is something.</summary>
    /// <param name="after">The scan.</param>
    /// <param name="mayKeep">
    /// True to keep ranges for the arena's next objects; false to return all to the segments, where all arenas find them.
    /// </param>
    private void ReclaimRetired(long after, bool mayKeep)
    {
        long scan = _cluster.Readers.Take(after, ref _hazards, out int count);
        ReadOnlySpan<ulong> hazards = _hazards.AsSpan(0, count);
        SegmentFrees frees = default;
        int kept = 0;
        int stuck = 0;
        long keptBytes = 0;
        long stuckBytes = 0;
        for (int i = 0; i < _retiredCount; i++)
        {
            ref RetiredObject retired = ref _retired[i];
            bool isCovered = retired.DiedAt < scan;
            if (isCovered && (count == 0 || !hazards.Contains(retired.Hash)))
            {
                Reclaim(retired, mayKeep, ref frees);
                continue;
            }

            keptBytes += (long)retired.Size;
            if (isCovered)
            {
                // To be checked again, in a later scan; it stays before those that have not been checked yet.
                retired.DiedAt = scan;
                stuckBytes += (long)retired.Size;
                (_retired[kept], _retired[stuck]) = (_retired[stuck], retired);
                stuck++;
            }
            else
            {
                _retired[kept] = retired;
            }

            kept++;
        }

        frees.Dispose();
        TellKept();
        (_stuckCount, _stuckBytes) = (stuck, stuckBytes);
        _retiredBytes = keptBytes;
        Volatile.Write(ref _retiredCount, kept);
    }

    /// <summary>Frees the memory of an object, which no thread can reach any more, and its entry.</summary>
    private void Reclaim(in RetiredObject retired, bool mayKeep, ref SegmentFrees frees)
    {
        Segment segment = _cluster.SegmentAt(retired.Segment);
        if (!mayKeep || !TryKeepRange(segment, retired.Value, retired.Size))
        {
            frees.Free(segment, retired.Value, retired.Size);
        }

        if (retired.HasCopies && _copies.Remove(retired.Id, out Replica[]? copies))
        {
            foreach (Replica copy in copies)
            {
                frees.Free(copy.Segment, copy.Address, retired.Size);
            }
        }

        _entries.Return(retired.Id);
    }

    /// <summary>
    /// The remains of a removed object: all that is needed to free it, in one place, so that its entry is not accessed again.
    /// </summary>
    private struct RetiredObject
    {
        /// <summary>The scan that had begun when the object died; a later one shows its readers.</summary>
        internal long DiedAt;

        /// <summary>The key's hash, as in hazard slots.</summary>
        internal ulong Hash;

        /// <summary>The start of the object's range.</summary>
        internal byte* Value;

        /// <summary>The requested size of the range in bytes.</summary>
        internal nuint Size;

        /// <summary>The entry.</summary>
        internal int Id;

        /// <summary>The index of the segment that contains the bytes.</summary>
        internal ushort Segment;

        /// <summary>True if the arena has recorded additional replicas.</summary>
        internal bool HasCopies;
    }
}
