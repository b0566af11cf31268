using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Removed objects whose memory waits for readers that may have found them.</content>
internal sealed unsafe partial class Shard
{
    /// <summary>Asking for all readers' marks costs about as much as two puts, so it is done for many objects at once.</summary>
    private const int LimboBatch = 64;

    private int[] _limbo = new int[LimboBatch];
    private ulong[] _marks = [];
    private int _limboCount;
    private long _limboBytes;

    // What the last attempt had to leave is not counted towards the next one.
    private int _stuckCount;
    private long _stuckBytes;

    private void AddToLimbo(int id)
    {
        if (_cluster.FreesUnderReaders)
        {
            SegmentFrees atOnce = default;
            Reclaim(id, ref atOnce);
            atOnce.Dispose();
            return;
        }

        if (_limboCount == _limbo.Length)
        {
            Array.Resize(ref _limbo, _limboCount * 2);
        }

        _limbo[_limboCount] = id;
        _limboBytes += (long)_entries.At(id)->Size;
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
            int id = _limbo[i];
            Entry* entry = _entries.At(id);
            if (marked.Contains(ReadMark.Normalize(entry->Hash)))
            {
                _limbo[kept++] = id;
                keptBytes += (long)entry->Size;
            }
            else
            {
                Reclaim(id, ref frees);
            }
        }

        frees.Dispose();

        (_stuckCount, _stuckBytes) = (kept, keptBytes);
        _limboBytes = keptBytes;
        Volatile.Write(ref _limboCount, kept);
    }
}
