using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Backends;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Memory for new objects.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>How long a put may wait for readers of evicted objects before it reports that the store is full.</summary>
    private const int LongestWaitMilliseconds = 1000;

    /// <summary>Allocates memory for an object's replicas; if there is none, evicts others until there is.</summary>
    /// <returns>False if there is no room.</returns>
    private bool TryPlace(Arena arena, nuint size, ReplicateConfig* config, out Placement placement)
    {
        placement = default;
        Segment[] segments = _segments.Mounted;
        if (!CanHold(segments, size))
        {
            return false;
        }

        EvictAboveWatermark(size, arena.Number);
        return (segments.Length == 1 && TryAdd(arena, ref placement, segments[0], size, thorough: false))
            || TryMakeWay(arena, size, config, ref placement);
    }

    // Not inlined: the usual case, one segment with free memory, needs none of its locals.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryMakeWay(Arena arena, nuint size, ReplicateConfig* config, ref Placement placement)
    {
        nuint wanted = config == null ? 1 : config->ReplicaCount;
        nuint freed = 0;
        bool hasDrained = false;
        long started = 0;
        SpinWait wait = default;
        while (true)
        {
            Segment[] segments = _segments.Mounted;
            if (!CanHold(segments, size))
            {
                // Memory already allocated is returned if it cannot be published.
                return placement.Count > 0;
            }

            if (Extend(arena, ref placement, segments, size, config, wanted, thorough: false))
            {
                return true;
            }

            if (!hasDrained)
            {
                // Objects that were removed but not reclaimed may be enough.
                hasDrained = true;
                started = Environment.TickCount64;
                ExpireDue();
                DrainAll();
                continue;
            }

            if (placement.Count > 0)
            {
                // Nothing is evicted for additional replicas.
                return true;
            }

            // One large object needs many small ones to be evicted: another search is worthwhile only when enough has been freed.
            bool any = false;
            do
            {
                nuint evicted = EvictOne(EntryQueue.Ordinary, arena.Number);
                evicted = evicted != 0 ? evicted : EvictOne(EntryQueue.SoftPinned, arena.Number);
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

            // Readers may still be copying evicted objects; they finish very soon.
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
    private static bool Extend(
        Arena arena, ref Placement placement, Segment[] segments, nuint size, ReplicateConfig* config, nuint wanted, bool thorough)
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
}
