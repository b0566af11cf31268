using System.Runtime.InteropServices;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;
using Mooncake.Native;

namespace Mooncake.Embedded.Clusters;

/// <content>Where new objects go, and what is evicted for them.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>How many entries one put may look at to bring the cluster below its watermark; there is no hurry.</summary>
    private const int RoundBudget = 64;

    /// <summary>A round frees this many times what is put meanwhile, so that it ends.</summary>
    private const int RoundSpeed = 2;

    /// <summary>How long a put may wait for readers of evicted objects before it says that the store is full.</summary>
    private const int LongestWaitMilliseconds = 1000;

    private bool _isEvicting;

    private bool TryPlace(Arena arena, nuint size, ReplicateConfig* config, int start, out Placement placement)
    {
        placement = default;
        nuint wanted = config == null ? 1 : config->ReplicaCount;
        nuint freed = 0;
        bool isFirst = true;
        bool hasDrained = false;
        long started = 0;
        SpinWait wait = default;
        while (true)
        {
            Segment[] segments = _segments.Mounted;
            if (segments.Length == 0 || !CanHold(segments, size))
            {
                return false;
            }

            if (isFirst)
            {
                isFirst = false;
                EvictAboveWatermark(size, start);
            }

            if (Extend(arena, ref placement, segments, size, config, wanted, thorough: false))
            {
                return true;
            }

            if (placement.Count > 0)
            {
                // Nothing is evicted for the sake of further replicas.
                return true;
            }

            if (!hasDrained)
            {
                // What was removed but not taken back may be enough.
                hasDrained = true;
                started = Environment.TickCount64;
                DrainAll();
                continue;
            }

            // One large object needs many small ones to go: searching is worth while again only when enough has been freed.
            bool any = false;
            do
            {
                nuint evicted = EvictOne(EntryQueue.Ordinary, start);
                evicted = evicted != 0 ? evicted : EvictOne(EntryQueue.SoftPinned, start);
                any |= evicted != 0;
                freed += evicted;
                if (evicted == 0)
                {
                    break;
                }
            }
            while (freed < size);

            if (any)
            {
                continue;
            }

            // Readers may still be copying what was evicted; they are done in no time.
            bool isWaiting = DrainAll();
            if (Extend(arena, ref placement, segments, size, config, wanted, thorough: true) || placement.Count > 0)
            {
                return true;
            }

            if (!isWaiting || Environment.TickCount64 - started > LongestWaitMilliseconds)
            {
                return false;
            }

            wait.SpinOnce();
        }
    }

    private static bool CanHold(Segment[] segments, nuint size)
    {
        foreach (Segment segment in segments)
        {
            if (size <= (nuint)segment.CapacityBytes)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds replicas until the placement has as many as wanted, or as there are segments.</summary>
    private static bool Extend(Arena arena, ref Placement placement, Segment[] segments, nuint size, ReplicateConfig* config, nuint wanted, bool thorough)
    {
        // The usual case: one segment, one replica.
        if (segments.Length == 1 && placement.First.Segment is null)
        {
            return TryAdd(arena, ref placement, segments[0], size, thorough);
        }

        int missing = (int)Math.Min(wanted, (nuint)segments.Length) - placement.Count;
        for (nuint i = 0; config != null && i < config->PreferredSegmentCount && missing > 0; i++)
        {
            byte* name = config->PreferredSegments == null ? null : config->PreferredSegments[i];
            Segment? preferred = name == null ? null : Find(segments, MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
            if (preferred is not null && !placement.LiesIn(preferred) && TryAdd(arena, ref placement, preferred, size, thorough))
            {
                missing--;
            }
        }

        HashSet<Segment>? full = null;
        while (missing > 0)
        {
            Segment? roomiest = null;
            long most = -1;
            foreach (Segment segment in segments)
            {
                long free = segment.CapacityBytes - segment.UsedBytes;
                if (free > most && !placement.LiesIn(segment) && full?.Contains(segment) != true)
                {
                    (roomiest, most) = (segment, free);
                }
            }

            if (roomiest is null)
            {
                return false;
            }

            if (TryAdd(arena, ref placement, roomiest, size, thorough))
            {
                missing--;
            }
            else
            {
                (full ??= []).Add(roomiest);
            }
        }

        return true;
    }

    private static Segment? Find(Segment[] segments, ReadOnlySpan<byte> name)
    {
        foreach (Segment segment in segments)
        {
            if (name.SequenceEqual(segment.Name))
            {
                return segment;
            }
        }

        return null;
    }

    private static bool TryAdd(Arena arena, ref Placement placement, Segment segment, nuint size, bool thorough)
    {
        byte* address = arena.TryTakeRange(segment, size);
        if (address == null)
        {
            address = segment.TryAllocate(size, thorough);
        }

        if (address == null)
        {
            return false;
        }

        placement.Add(new Replica(segment, address));
        return true;
    }

    /// <summary>
    /// Makes way for an object before it is placed, so that it cannot be its own victim: keeps the cluster below its watermark, a
    /// bounded step at a time.
    /// </summary>
    private void EvictAboveWatermark(nuint put, int start)
    {
        long used = _segments.UsedBytes + (long)put;
        long capacity = _segments.CapacityBytes;
        double high = capacity * Options.EvictionWatermark;
        if (used <= high && !Volatile.Read(ref _isEvicting))
        {
            return;
        }

        foreach (Arena arena in _arenas)
        {
            used -= arena.KeptBytes;
        }

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

        // Soft-pinned objects are not evicted for the watermark's sake: they wait until there is no room at all.
        nuint goal = Math.Min(RoundSpeed * put, (nuint)(used - low));
        nuint freed = 0;
        long now = _clock.Now;
        long epoch = Ages.Epoch;
        WakeDue(now, epoch, RoundBudget);
        for (int looks = RoundBudget; freed < goal && looks > 0; looks -= RoundBudget / 8)
        {
            int arena = Oldest.Choose(EntryQueue.Ordinary, start, out long next);
            if (arena < 0)
            {
                return;
            }

            freed += _arenas[arena].TryEvict(EntryQueue.Ordinary, now, epoch, RoundBudget / 8, next, atOnce: false);
        }
    }

    /// <summary>Evicts the oldest object of a kind, however long it takes to find it.</summary>
    /// <returns>The bytes freed; 0 if no object of the kind can be evicted.</returns>
    private nuint EvictOne(EntryQueue queue, int start)
    {
        long now = _clock.Now;
        long epoch = Ages.Epoch;
        WakeDue(now, epoch, int.MaxValue);
        while (true)
        {
            int arena = Oldest.Choose(queue, start, out long next);
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
    }

    private void WakeDue(long now, long epoch, int budget)
    {
        for (int arena = Oldest.NextDue(0, now); arena >= 0; arena = Oldest.NextDue(arena + 1, now))
        {
            _arenas[arena].Wake(now, epoch, budget);
        }
    }

    /// <summary>Takes back what no reader holds any more, and what arenas keep for new objects.</summary>
    /// <returns>True if readers still hold something.</returns>
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
