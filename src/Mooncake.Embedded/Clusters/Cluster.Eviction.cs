using Mooncake.Embedded.Eviction;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>Which objects are evicted, and when.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>The maximum number of entries that one put examines to bring the cluster below its watermark; this is not urgent.</summary>
    private const int RoundBudget = 64;

    /// <summary>A round frees this many times the bytes that are put meanwhile, so that it ends.</summary>
    private const int RoundSpeed = 2;

    private readonly KeptShares _kept;
    private bool _isEvicting;

    /// <summary>Records how many bytes an arena keeps for new objects.</summary>
    internal void TellKept(int arena, long bytes) => _kept.Tell(arena, bytes);

    /// <summary>Bytes that the arenas keep for new objects, as they published them.</summary>
    internal long ToldKeptBytes => _kept.Sum;

    /// <summary>
    /// Makes room for an object before it is placed, so that it cannot evict itself: keeps the cluster below its watermark, in bounded
    /// steps.
    /// </summary>
    private void EvictAboveWatermark(nuint put, int nearest)
    {
        long used = _segments.UsedBytes + (long)put;
        long capacity = _segments.CapacityBytes;
        double high = capacity * Options.EvictionWatermark;
        if (used <= high && !Volatile.Read(ref _isEvicting))
        {
            return;
        }

        // Expired objects are reclaimed before anything is evicted.
        ExpireDue();
        used = _segments.UsedBytes + (long)put - ToldKeptBytes;
        if (!Volatile.Read(ref _isEvicting))
        {
            if (used <= high)
            {
                return;
            }

            Volatile.Write(ref _isEvicting, true);
        }

        double low = Math.Max(0, high - (capacity * Options.EvictionRatio));
        if (used <= low)
        {
            Volatile.Write(ref _isEvicting, false);
            return;
        }

        // Soft-pinned objects are not evicted for the watermark: only if there is no room at all.
        nuint goal = Math.Min(RoundSpeed * put, (nuint)(used - low));
        nuint freed = 0;
        long now = _clock.Now;
        long epoch = Ages.Epoch;
        WakeDue(now, epoch, RoundBudget);
        for (int looks = RoundBudget; freed < goal && looks > 0; looks -= RoundBudget / 8)
        {
            int arena = Oldest.Choose(EntryQueue.Ordinary, nearest, out long next);
            if (arena < 0)
            {
                return;
            }

            freed += _arenas[arena].TryEvict(EntryQueue.Ordinary, now, epoch, RoundBudget / 8, next, atOnce: false);
        }
    }

    /// <summary>Evicts the oldest object of a kind, however long it takes to find it.</summary>
    /// <returns>The bytes freed; 0 if no object of the kind can be evicted.</returns>
    private nuint EvictOne(EntryQueue queue, int nearest)
    {
        long now = _clock.Now;
        long epoch = Ages.Epoch;
        WakeDue(now, epoch, int.MaxValue);
        while (!IsClosing)
        {
            int arena = Oldest.Choose(queue, nearest, out long next);
            if (arena < 0)
            {
                return 0;
            }

            nuint freed = _arenas[arena].TryEvict(queue, now, epoch, int.MaxValue, next, atOnce: true);
            if (freed != 0)
            {
                return freed;
            }
        }

        return 0;
    }

    private void WakeDue(long now, long epoch, int budget)
    {
        for (int arena = Oldest.NextDue(0, now); arena >= 0; arena = Oldest.NextDue(arena + 1, now))
        {
            _arenas[arena].Wake(now, epoch, budget);
        }
    }

    /// <summary>Reclaims what no reader uses any more, and what arenas keep for new objects.</summary>
    /// <returns>True if readers still use something.</returns>
    private bool DrainAll()
    {
        bool isWaiting = false;
        long after = Readers.Begun;
        foreach (Arena arena in _arenas)
        {
            isWaiting |= arena.Drain(after);
        }

        return isWaiting;
    }
}
