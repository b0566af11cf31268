using Mooncake.Backends;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Clients that join and leave.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>The smallest segment that a client may lend, in bytes.</summary>
    internal const ulong SmallestSegment = 16UL << 20;

    /// <summary>
    /// How long a leaving client waits for copies in progress before it leaves its memory to the calls of others. Changed by tests only.
    /// </summary>
    internal int LeaveWaitMilliseconds { get; set; } = 10_000;

    /// <summary>Objects move to other replicas, and thus to other entries, only under this lock. Taken before any other.</summary>
    private readonly Lock _evacuating = new();
    private long _evacuations;

    /// <summary>Adds a client, with or without a segment.</summary>
    /// <param name="setup">Its arguments.</param>
    /// <param name="client">The client; null if the return value is not 0.</param>
    /// <returns>0; -600 for an invalid segment size; -200 if there is no memory for it.</returns>
    internal int Join(StoreSetup setup, out ClusterClient? client)
    {
        client = null;
        if (setup.SegmentBytes is > 0 and < SmallestSegment
            || setup.SegmentBytes > (ulong)nint.MaxValue
            || setup.LocalBufferBytes > (ulong)nint.MaxValue)
        {
            return (int)StoreErrorCode.InvalidParams;
        }

        string name = ClientName.Create(setup.LocalHostname);
        Segment? segment = null;
        if (setup.SegmentBytes > 0)
        {
            try
            {
                segment = _segments.Mount(name, (nuint)setup.SegmentBytes, Ledger);
            }
            catch (OutOfMemoryException)
            {
                // The machine's memory is the room for segments: there is none.
            }

            if (segment is null)
            {
                return (int)StoreErrorCode.NoAvailableHandle;
            }
        }

        Interlocked.Increment(ref _clients);
        client = new ClusterClient(name, segment, (nuint)setup.LocalBufferBytes);
        return 0;
    }

    /// <summary>Removes a client, with its segment and the objects that are stored nowhere else.</summary>
    /// <param name="client">The client.</param>
    /// <param name="isLast">True if the cluster has no other client, and never will.</param>
    internal void Leave(ClusterClient client, bool isLast)
    {
        if (Interlocked.Decrement(ref _clients) == 0)
        {
            StopExpiring();
        }

        if (client.Segment is not { } segment)
        {
            return;
        }

        _segments.Unmount(segment);
        if (isLast || !TryEvacuate(segment))
        {
            Close(segment);
            return;
        }

        long deadline = Environment.TickCount64 + LeaveWaitMilliseconds;
        SpinWait wait = default;
        while (!segment.IsGone && Environment.TickCount64 < deadline)
        {
            DrainAll();
            wait.SpinOnce();
        }

        // If a thread is still in a copy, the segment keeps its index, and its memory is freed with the next drain that finds it unused.
        if (segment.IsGone)
        {
            _segments.Forget(segment);
        }
    }

    /// <summary>Removes the objects whose only replica is in a leaving segment, and the other objects' replicas there.</summary>
    /// <returns>False if the cluster ends, and nothing must be moved or removed any more.</returns>
    private bool TryEvacuate(Segment leaving)
    {
        lock (_evacuating)
        {
            if (IsClosing)
            {
                return false;
            }

            // A shard whose lock was taken since the segment began to leave publishes nothing there any more: no further objects will be
            // added.
            foreach (Shard shard in _shards)
            {
                shard.Settle();
            }

            List<ListedObject> copied = [];
            foreach (Arena arena in _arenas)
            {
                arena.CollectLeavingCopies(copied);
            }

            foreach (ListedObject candidate in copied)
            {
                Evacuate(candidate, leaving);
            }

            EvacuateFirstReplicas(leaving);
            Volatile.Write(ref _evacuations, _evacuations + 1);
            return true;
        }
    }

    /// <summary>
    /// Evacuates every object whose first replica is in a leaving segment. Entries are examined in memory order and without a lock, so the
    /// objects of other segments cost one cache line each.
    /// </summary>
    private void EvacuateFirstReplicas(Segment leaving)
    {
        int limit = Entries.Limit;
        for (int id = 1; id < limit; id++)
        {
            // An object of this segment keeps its entry until it is removed or evacuated. Anything else that is read here is detected under
            // the lock of the arena.
            Entry* entry = Entries.At(id);
            if (Volatile.Read(ref entry->Segment) == leaving.Place && Entry.IsAlive(entry))
            {
                Evacuate(new ListedObject(id, Volatile.Read(ref entry->Generation)), leaving);
            }
        }
    }

    private void Evacuate(ListedObject listed, Segment leaving) =>
        ArenaOf(listed.Id).Evacuate(ShardOf(Volatile.Read(ref Entries.At(listed.Id)->Hash)), listed, leaving, Ages.Epoch);
}
