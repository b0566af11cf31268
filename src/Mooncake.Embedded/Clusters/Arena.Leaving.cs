using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Objects whose client leaves with its segment.</content>
internal sealed unsafe partial class Arena
{
    /// <summary>
    /// Removes an object whose only replica is in a leaving segment. If there is another replica, that one takes over, and those in leaving
    /// segments are dropped.
    /// </summary>
    internal void Evacuate(Shard shard, ListedObject listed, Segment leaving, long epoch)
    {
        using (_lock.Hold())
        {
            if (_retiredCount - _stuckCount >= ScanBatch)
            {
                ReclaimRetired(_retired[_stuckCount].DiedAt, mayKeep: false);
            }

            // Entries change owner and generation under the lock of their arena, so those of this arena do not change now.
            Entry* entry = _table.At(listed.Id);
            bool isHere = entry->Owner == _number && entry->Generation == listed.Generation && Entry.IsAlive(entry);
            if (!isHere)
            {
                return;
            }

            // Another client may begin to leave at any time: its segment takes over no object once it does.
            Replica[] remaining;
            bool isMoved;
            do
            {
                remaining = HasCopies(listed.Id) ? DropLeavingCopies(listed.Id) : [];
                if (entry->Segment != leaving.Place)
                {
                    return;
                }

                isMoved = remaining.Length > 0 && TryMoveToCopy(shard, listed.Id, remaining, epoch);
            }
            while (!isMoved && Array.Exists(remaining, static copy => copy.Segment.IsLeaving));

            if (!isMoved && shard.RemoveListed(listed, force: true, now: 0) == 0)
            {
                RetireHere(listed.Id);
                _cluster.Work.CountRetirement(_number);
            }
        }
    }

    /// <summary>Lists the objects with an additional replica in a leaving segment.</summary>
    /// <param name="objects">Receives them.</param>
    internal void CollectLeavingCopies(List<ListedObject> objects)
    {
        using (_lock.Hold())
        {
            foreach ((int id, Replica[] copies) in _copies)
            {
                if (Array.Exists(copies, static copy => copy.Segment.IsLeaving))
                {
                    objects.Add(new ListedObject(id, _table.At(id)->Generation));
                }
            }
        }
    }

    private Replica[] DropLeavingCopies(int id)
    {
        Entry* entry = _table.At(id);
        Replica[] copies = _copies[id];
        List<Replica> remaining = new(copies.Length);
        foreach (Replica copy in copies)
        {
            // Reads use the first replica only, so no thread can be reading this one.
            if (copy.Segment.IsLeaving)
            {
                copy.Segment.Free(copy.Address, Entry.RangeBytes(entry));
            }
            else
            {
                remaining.Add(copy);
            }
        }

        if (remaining.Count == 0)
        {
            _copies.Remove(id);
            return [];
        }

        Replica[] kept = [.. remaining];
        _copies[id] = kept;
        return kept;
    }

    /// <summary>
    /// Makes another replica of an object its first: a new entry takes over the object, and readers of the old one finish there.
    /// </summary>
    /// <returns>
    /// False if there is no memory for that, if the other replica's segment leaves too, or if the object was removed meanwhile; then
    /// nothing was changed.
    /// </returns>
    private bool TryMoveToCopy(Shard shard, int id, Replica[] remaining, long epoch)
    {
        Entry* old = _table.At(id);
        NewObject moved = new()
        {
            Hash = old->Hash,
            Key = old->KeyLength > Entry.InlineKeyBytes ? old->LongKey : old->InlineKey,
            KeyLength = old->KeyLength,
            Size = old->Size,
            Placement = new Placement { First = remaining[0], Copies = remaining.Length > 1 ? remaining[1..] : null },
            SoftPinUntil = old->SoftPinUntil,
            IsHardPinned = old->Queue == EntryQueue.HardPinned,
        };
        int successor = Fill(ref moved);
        if (successor == 0 || !shard.TryMove(id, successor, in moved.Placement))
        {
            if (successor != 0)
            {
                _entries.Return(successor);
            }

            return false;
        }

        _copies.Remove(id);
        Adopt(successor, ref moved, epoch);
        RetireHere(id);
        return true;
    }
}
