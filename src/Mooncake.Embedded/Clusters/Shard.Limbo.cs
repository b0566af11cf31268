using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Removed objects whose memory waits for readers that may have found them.</content>
internal sealed unsafe partial class Shard
{
    /// <summary>Asking for all readers' marks costs about as much as two puts, so it is done for many objects at once.</summary>
    private const int LimboBatch = 64;

    private Remains[] _limbo = new Remains[LimboBatch];
    private ulong[] _marks = [];
    private int _limboCount;
    private long _limboBytes;

    // What the last attempt had to leave is not counted towards the next one.
    private int _stuckCount;
    private long _stuckBytes;

    private void AddToLimbo(int id)
    {
        if (_limboCount == _limbo.Length)
        {
            Array.Resize(ref _limbo, _limboCount * 2);
        }

        // Filled in its place: copying what was just written in parts is slow.
        Entry* entry = _entries.At(id);
        ref Remains remains = ref _limbo[_limboCount];
        remains.Hash = ReadMark.Normalize(entry->Hash);
        remains.Value = entry->Value;
        remains.Size = entry->Size;
        remains.LongKey = entry->KeyLength > Entry.InlineKeyBytes ? entry->LongKey : null;
        remains.KeyLength = entry->KeyLength;
        remains.Id = id;
        remains.Segment = entry->Segment;
        remains.HasCopies = entry->HasCopies != 0;
        if (_cluster.FreesUnderReaders)
        {
            SegmentFrees frees = default;
            Reclaim(remains, ref frees);
            frees.Dispose();
            return;
        }

        _limboBytes += (long)remains.Size;
        Volatile.Write(ref _limboCount, _limboCount + 1);
    }

    private void ReclaimIfMuch()
    {
        if (_limboCount - _stuckCount >= LimboBatch || (_limboCount > _stuckCount && _limboBytes - _stuckBytes > _cluster.LimboBytesPerShard))
        {
            ReclaimLimbo();
        }
    }

    private void ReclaimLimbo()
    {
        if (_limboCount == 0)
        {
            return;
        }

        int marks = ReadMark.CollectAll(ref _marks);
        ReadOnlySpan<ulong> marked = _marks.AsSpan(0, marks);
        SegmentFrees frees = default;
        int kept = 0;
        long keptBytes = 0;
        for (int i = 0; i < _limboCount; i++)
        {
            ref Remains remains = ref _limbo[i];
            if (marked.Contains(remains.Hash))
            {
                keptBytes += (long)remains.Size;
                _limbo[kept++] = remains;
            }
            else
            {
                Reclaim(remains, ref frees);
            }
        }

        frees.Dispose();
        (_stuckCount, _stuckBytes) = (kept, keptBytes);
        _limboBytes = keptBytes;
        Volatile.Write(ref _limboCount, kept);
    }

    /// <summary>Frees what an object held, which nobody can reach any more, and its entry.</summary>
    private void Reclaim(in Remains remains, ref SegmentFrees frees)
    {
        frees.Free(_cluster.SegmentAt(remains.Segment), remains.Value, remains.Size);
        if (remains.HasCopies && _copies.Remove(remains.Id, out Replica[]? copies))
        {
            foreach (Replica copy in copies)
            {
                frees.Free(copy.Segment, copy.Address, remains.Size);
            }
        }

        if (remains.LongKey != null)
        {
            _cluster.Ledger.Free(remains.LongKey, (nuint)remains.KeyLength);
        }

        _entries.Return(remains.Id);
    }

    /// <summary>What is left of a removed object: all that is needed to free it, in one place, so that its entry is not looked at again.</summary>
    private struct Remains
    {
        /// <summary>The key's hash, as marks have it.</summary>
        internal ulong Hash;

        /// <summary>The object's bytes.</summary>
        internal byte* Value;

        /// <summary>The object's size in bytes.</summary>
        internal nuint Size;

        /// <summary>The key's bytes if they lie outside of the entry, else null.</summary>
        internal byte* LongKey;

        /// <summary>The key's length in bytes.</summary>
        internal int KeyLength;

        /// <summary>The entry.</summary>
        internal int Id;

        /// <summary>The place of the segment that holds the bytes.</summary>
        internal ushort Segment;

        /// <summary>True if the shard knows of further replicas.</summary>
        internal bool HasCopies;
    }
}
