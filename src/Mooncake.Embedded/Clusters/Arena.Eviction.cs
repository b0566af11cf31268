using Mooncake.Embedded.Eviction;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>The order of eviction, and eviction itself.</content>
internal sealed unsafe partial class Arena
{
    private long _pinnedBytes;

    /// <summary>
    /// Bytes of the hard-pinned objects' first replicas, in whole granules; may be read without the lock, and may be slightly outdated.
    /// </summary>
    internal long PinnedBytes => Volatile.Read(ref _pinnedBytes);

    /// <summary>
    /// Bytes of the objects that are set aside until their leases end; may be read without the lock, and may be slightly outdated.
    /// </summary>
    internal long ParkedBytes => _parked.Bytes;

    /// <summary>Evicts the arena's oldest object of a kind that is not leased.</summary>
    /// <param name="queue">Ordinary or soft-pinned objects.</param>
    /// <param name="now">The current time.</param>
    /// <param name="epoch">The current age epoch.</param>
    /// <param name="budget">The maximum number of entries to examine.</param>
    /// <param name="notAfter">Stops when the arena's oldest object is from a later epoch.</param>
    /// <param name="atOnce">True if the memory is needed now; false to reclaim it together with that of others, which costs less.</param>
    /// <returns>The bytes of its range; 0 if nothing was evicted.</returns>
    internal nuint TryEvict(EntryQueue queue, long now, long epoch, int budget, long notAfter, bool atOnce)
    {
        using (_lock.Hold())
        {
            AgeLists lists = queue == EntryQueue.Ordinary ? _ordinary : _softPinned;
            nuint freed = 0;
            for (; budget > 0 && freed == 0 && !_cluster.IsClosing; budget--)
            {
                int id = lists.Oldest;
                if (id == 0 || lists.OldestEpoch > notAfter)
                {
                    break;
                }

                freed = EvictOrMove(id, lists, now, epoch);
            }

            PublishAges();
            if (!atOnce)
            {
                ReclaimIfMuch();
            }
            else if (_retiredCount != 0)
            {
                ReclaimRetired(_cluster.Readers.Begun, mayKeep: false);
            }

            return freed;
        }
    }

    /// <summary>Returns parked objects whose lease has ended, and soft-pinned ones whose pin has ended, to the ordinary objects.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="epoch">The current age epoch.</param>
    /// <param name="budget">The maximum number of objects to return.</param>
    internal void Wake(long now, long epoch, int budget)
    {
        using (_lock.Hold())
        {
            WakeUnderLock(now, epoch, budget);
            PublishAges();
        }
    }

    /// <summary>The epoch of a stamp, which may be younger than the epoch that the caller has read.</summary>
    private static long Widen(int stamp, long epoch) => epoch - (int)((int)epoch - stamp);

    private nuint EvictOrMove(int id, AgeLists lists, long now, long epoch)
    {
        Entry* entry = _table.At(id);
        long state = Volatile.Read(ref entry->State);
        if ((state & Entry.Alive) == 0)
        {
            // The thread that removed it is about to retire it.
            Dequeue(id);
            return 0;
        }

        long used = Widen(entry->Stamp, epoch);
        if (used > lists.OldestEpoch)
        {
            lists.Unlink(id);
            lists.Link(id, used);
            return 0;
        }

        long lease = Volatile.Read(ref entry->LeaseUntil);
        if (lease > now)
        {
            lists.Unlink(id);
            if (_parked.TryAdd(id, lease))
            {
                entry->Queue = lists == _ordinary ? EntryQueue.ParkedOrdinary : EntryQueue.ParkedSoftPinned;
            }
            else
            {
                // As if it had just been used: an entry that cannot be parked must at least not block older ones.
                lists.Link(id, epoch);
            }

            return 0;
        }

        // Fails if a lease was granted since the state was read, or if the cluster ends.
        if (!_cluster.ShardOf(entry->Hash).TryEvict(id, state))
        {
            return 0;
        }

        nuint freed = Entry.RangeBytes(entry);
        EvictedBytes += (long)entry->Size;
        RetireHere(id);
        Evictions++;
        return freed;
    }

    private void WakeUnderLock(long now, long epoch, int budget)
    {
        for (; budget > 0 && _parked.FirstDeadline <= now; budget--)
        {
            int id = _parked.First;
            Entry* entry = _table.At(id);
            _parked.Remove(id);
            long lease = Volatile.Read(ref entry->LeaseUntil);
            if (lease > now)
            {
                // Into the slot that it has just left: this needs no memory.
                _ = _parked.TryAdd(id, lease);
                continue;
            }

            entry->Queue = entry->Queue == EntryQueue.ParkedOrdinary ? EntryQueue.Ordinary : EntryQueue.SoftPinned;
            (entry->Queue == EntryQueue.Ordinary ? _ordinary : _softPinned).Link(id, Widen(entry->Stamp, epoch));
        }

        for (; budget > 0 && _oldestSoftPin != 0 && _table.At(_oldestSoftPin)->SoftPinUntil <= now; budget--)
        {
            int id = _oldestSoftPin;
            Entry* entry = _table.At(id);
            UnlinkSoftPin(id);
            if (entry->Queue == EntryQueue.SoftPinned)
            {
                _softPinned.Unlink(id);
                entry->Queue = EntryQueue.Ordinary;
                _ordinary.Link(id, Widen(entry->Stamp, epoch));
            }
            else
            {
                entry->Queue = EntryQueue.ParkedOrdinary;
            }
        }
    }

    private void Enqueue(int id, EntryQueue queue, long epoch)
    {
        Entry* entry = _table.At(id);
        entry->Queue = queue;
        if (queue == EntryQueue.Ordinary)
        {
            _ordinary.Link(id, epoch);

            // An evictor is guided by the oldest object: another young one changes nothing.
            if (_ordinary.Count == 1)
            {
                PublishAges();
            }
        }
        else if (queue == EntryQueue.SoftPinned)
        {
            _softPinned.Link(id, epoch);
            LinkSoftPin(id);
            PublishAges();
        }
        else
        {
            CountPinned(id, 1);
        }
    }

    /// <summary>
    /// Removes an entry from the eviction order. The published values may be outdated afterwards; the first thread to notice corrects them.
    /// </summary>
    private void Dequeue(int id)
    {
        Entry* entry = _table.At(id);
        switch (entry->Queue)
        {
            case EntryQueue.Ordinary:
                _ordinary.Unlink(id);
                break;
            case EntryQueue.SoftPinned:
                _softPinned.Unlink(id);
                UnlinkSoftPin(id);
                break;
            case EntryQueue.ParkedOrdinary:
                _parked.Remove(id);
                break;
            case EntryQueue.ParkedSoftPinned:
                _parked.Remove(id);
                UnlinkSoftPin(id);
                break;
            case EntryQueue.HardPinned:
                CountPinned(id, -1);
                break;
            default:
                return;
        }

        entry->Queue = EntryQueue.None;
    }

    private void CountPinned(int id, int sign)
    {
        Entry* entry = _table.At(id);
        Segment segment = _cluster.SegmentAt(entry->Segment);
        Volatile.Write(ref _pinnedBytes, _pinnedBytes + (sign * (long)segment.BytesOf(segment.GranulesOf(Entry.RangeBytes(entry)))));
    }

    private void PublishAges()
    {
        long due = _oldestSoftPin == 0 ? long.MaxValue : _table.At(_oldestSoftPin)->SoftPinUntil;
        _cluster.Oldest.Publish(_number, _ordinary.OldestEpoch, _softPinned.OldestEpoch, Math.Min(due, _parked.FirstDeadline));
    }
}
