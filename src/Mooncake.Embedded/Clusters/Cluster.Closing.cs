using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>The end of the cluster, with its last client. No object is visited: the segment is freed in one step.</content>
internal sealed unsafe partial class Cluster
{
    private const int ClosingPollMilliseconds = 50;

    private readonly UnfinishedWork _work;
    private ulong[] _closingHazards = [];
    private volatile bool _isClosing;

    /// <summary>True once the last client leaves: nothing is published, found, removed or evicted any more.</summary>
    internal bool IsClosing => _isClosing;

    /// <summary>The resources of calls in progress.</summary>
    internal UnfinishedWork Work => _work;

    /// <summary>
    /// Frees the last client's segment as soon as no call copies from it or into it. Waits for such calls for a limited time; a call that
    /// takes longer keeps the memory until it ends, and a thread waits instead of the caller.
    /// </summary>
    /// <param name="segment">The segment, which accepts no new objects any more.</param>
    private void Close(Segment segment)
    {
        // Another client that is about to leave may be moving objects to this segment.
        lock (_evacuating)
        {
            _isClosing = true;
            foreach (Shard shard in _shards)
            {
                shard.Close();
            }
        }

        // Objects published before the shards closed have been counted once their arena's lock is free.
        foreach (Arena arena in _arenas)
        {
            arena.Settle();
        }

        long deadline = Environment.TickCount64 + LeaveWaitMilliseconds;
        SpinWait wait = default;
        while (!TryRelease(segment))
        {
            if (Environment.TickCount64 > deadline)
            {
                new Thread(() => ReleaseLate(segment)) { IsBackground = true, Name = "Mooncake segment" }.Start();
                return;
            }

            wait.SpinOnce();
        }
    }

    private void ReleaseLate(Segment segment)
    {
        while (!TryRelease(segment))
        {
            Thread.Sleep(ClosingPollMilliseconds);
        }
    }

    private bool TryRelease(Segment segment)
    {
        if (_segments.UnpublishedRanges + _work.KeptRangesLessPublished != 0 || IsRead())
        {
            return false;
        }

        segment.Release();
        return true;
    }

    /// <summary>True if a thread may still be reading an object of the cluster.</summary>
    private bool IsRead()
    {
        long after = Readers.Begun;
        long removed = 0;
        foreach (Shard shard in _shards)
        {
            removed += shard.Removals;
        }

        if (removed != _work.Retirements)
        {
            return true;
        }

        // An object is in a shard, or in an arena's retired list.
        _ = Readers.Take(after, ref _closingHazards, out int count);
        foreach (ulong hash in _closingHazards.AsSpan(0, count))
        {
            if (ShardOf(hash).MayHoldHazard(hash))
            {
                return true;
            }
        }

        bool isWaiting = false;
        foreach (Arena arena in _arenas)
        {
            isWaiting |= arena.DrainRetired(after);
        }

        return isWaiting;
    }
}
