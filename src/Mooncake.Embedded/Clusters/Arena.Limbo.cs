using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Removed objects whose memory waits for readers that may have found them.</content>
internal sealed unsafe partial class Arena
{
    /// <summary>
    /// So many removed objects are looked at together: enough to share the costs of a census of the readers, few enough that their memory
    /// is still in the caches when the next puts take it.
    /// </summary>
    private const int LimboBatch = 1024;

    private Remains[] _limbo = new Remains[16];
    private ulong[] _marks = [];
    private int _limboCount;
    private long _limboBytes;

    // What the last attempt had to leave is not counted towards the next one.
    private int _stuckCount;
    private long _stuckBytes;

    /// <summary>Takes back the memory of removed objects that nobody reads any more, now, and gives all that is kept back to the segments.</summary>
    /// <param name="after">The census that had begun when the caller set out: all arenas share the next one.</param>
    /// <returns>True if readers still hold something.</returns>
    internal bool Drain(long after)
    {
        if (Volatile.Read(ref _limboCount) == 0 && KeptBytes == 0)
        {
            return false;
        }

        using (_lock.Hold())
        {
            if (_limboCount != 0)
            {
                ReclaimLimbo(after, mayKeep: false);
            }

            GiveBackRanges();
            return _limboCount != 0;
        }
    }

    /// <summary>Takes back the memory of removed objects that nobody reads any more.</summary>
    /// <param name="after">The census that had begun when the caller set out.</param>
    /// <returns>True if readers still hold something.</returns>
    internal bool DrainLimbo(long after)
    {
        using (_lock.Hold())
        {
            if (_limboCount != 0)
            {
                ReclaimLimbo(after, mayKeep: true);
            }

            return _limboCount != 0;
        }
    }

    private void AddToLimbo(int id)
    {
        if (_limboCount == _limbo.Length)
        {
            MakeRoomInLimbo();
        }

        // Filled in its place: copying what was just written in parts is slow.
        Entry* entry = _table.At(id);
        ref Remains remains = ref _limbo[_limboCount];
        remains.DiedAt = _cluster.Readers.Begun;
        remains.Hash = ReadMark.Normalize(entry->Hash);
        remains.Value = entry->Value;
        remains.Size = Entry.RangeBytes(entry);
        remains.Id = id;
        remains.Segment = entry->Segment;
        remains.HasCopies = HasCopies(id);
        if (_cluster.FreesUnderReaders)
        {
            SegmentFrees frees = default;
            Reclaim(remains, mayKeep: true, ref frees);
            frees.Dispose();
            TellKept();
            return;
        }

        _limboBytes += (long)remains.Size;
        Volatile.Write(ref _limboCount, _limboCount + 1);
    }

    private void MakeRoomInLimbo()
    {
        try
        {
            Array.Resize(ref _limbo, _limboCount * 2);
        }
        catch (OutOfMemoryException)
        {
            // The object is dead and must not be forgotten: one of those before it has to go, as soon as its readers are done.
            SpinWait wait = default;
            while (_limboCount == _limbo.Length)
            {
                ReclaimLimbo(_cluster.Readers.Begun, mayKeep: false);
                wait.SpinOnce();
            }
        }
    }

    private void ReclaimIfMuch()
    {
        if (_limboBytes - _stuckBytes > _cluster.LimboBytesPerArena)
        {
            ReclaimLimbo(_cluster.Readers.Begun, mayKeep: true);
        }
        else if (_limboCount - _stuckCount >= LimboBatch)
        {
            // A census that another arena has taken meanwhile may do for some of them.
            ReclaimLimbo(_limbo[_stuckCount].DiedAt, mayKeep: true);
        }
    }

    /// <summary>Takes back what no reader held at a census that is later than the given one; there is something.</summary>
    /// <param name="after">The census.</param>
    /// <param name="mayKeep">True to keep ranges for the arena's next objects; false to give all to the segments, where everybody finds them.</param>
    private void ReclaimLimbo(long after, bool mayKeep)
    {
        long census = _cluster.Readers.Take(after, ref _marks, out int count);
        ReadOnlySpan<ulong> marked = _marks.AsSpan(0, count);
        SegmentFrees frees = default;
        int kept = 0;
        int stuck = 0;
        long keptBytes = 0;
        long stuckBytes = 0;
        for (int i = 0; i < _limboCount; i++)
        {
            ref Remains remains = ref _limbo[i];
            bool isCovered = remains.DiedAt < census;
            if (isCovered && (count == 0 || !marked.Contains(remains.Hash)))
            {
                Reclaim(remains, mayKeep, ref frees);
                continue;
            }

            keptBytes += (long)remains.Size;
            if (isCovered)
            {
                // To be asked about again, in a later census; it stays before those that nobody has been asked about yet.
                remains.DiedAt = census;
                stuckBytes += (long)remains.Size;
                (_limbo[kept], _limbo[stuck]) = (_limbo[stuck], remains);
                stuck++;
            }
            else
            {
                _limbo[kept] = remains;
            }

            kept++;
        }

        frees.Dispose();
        TellKept();
        (_stuckCount, _stuckBytes) = (stuck, stuckBytes);
        _limboBytes = keptBytes;
        Volatile.Write(ref _limboCount, kept);
    }

    /// <summary>Frees what an object held, which nobody can reach any more, and its entry.</summary>
    private void Reclaim(in Remains remains, bool mayKeep, ref SegmentFrees frees)
    {
        Segment segment = _cluster.SegmentAt(remains.Segment);
        if (!mayKeep || !TryKeepRange(segment, remains.Value, remains.Size))
        {
            frees.Free(segment, remains.Value, remains.Size);
        }

        if (remains.HasCopies && _copies.Remove(remains.Id, out Replica[]? copies))
        {
            foreach (Replica copy in copies)
            {
                frees.Free(copy.Segment, copy.Address, remains.Size);
            }
        }

        _entries.Return(remains.Id);
    }

    /// <summary>What is left of a removed object: all that is needed to free it, in one place, so that its entry is not looked at again.</summary>
    private struct Remains
    {
        /// <summary>The census that had begun when the object died; a later one tells of its readers.</summary>
        internal long DiedAt;

        /// <summary>The key's hash, as marks have it.</summary>
        internal ulong Hash;

        /// <summary>The start of the object's range.</summary>
        internal byte* Value;

        /// <summary>The range's size in bytes, as it was asked for.</summary>
        internal nuint Size;

        /// <summary>The entry.</summary>
        internal int Id;

        /// <summary>The place of the segment that holds the bytes.</summary>
        internal ushort Segment;

        /// <summary>True if the arena knows of further replicas.</summary>
        internal bool HasCopies;
    }
}
