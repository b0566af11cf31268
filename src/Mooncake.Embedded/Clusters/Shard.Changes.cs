using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>What changes the shard's objects: publishing, replacing and removing.</content>
internal sealed unsafe partial class Shard
{
    /// <summary>Makes an object known, unless its key is taken.</summary>
    /// <returns>Anything but <see cref="PublishOutcome.Published"/> leaves the placement with the caller.</returns>
    internal PublishOutcome Publish(ref NewObject item)
    {
        using (_lock.Hold())
        {
            ReclaimIfMuch();
            if (_index.FindSlot(item.Hash, item.Key, item.KeyLength) >= 0)
            {
                return PublishOutcome.Exists;
            }

            if (item.Placement.IsLeaving)
            {
                return PublishOutcome.SegmentLeaving;
            }

            _index.Insert(Create(ref item, CountPut()));
            return PublishOutcome.Published;
        }
    }

    /// <summary>Makes an object known in place of the one that has its key, in one step; readers find the one or the other.</summary>
    /// <param name="item">The object.</param>
    /// <param name="force">True to replace a leased object.</param>
    /// <param name="now">The present.</param>
    /// <returns>Anything but <see cref="PublishOutcome.Published"/> leaves the placement with the caller.</returns>
    internal PublishOutcome Replace(ref NewObject item, bool force, long now)
    {
        using (_lock.Hold())
        {
            ReclaimIfMuch();
            if (item.Placement.IsLeaving)
            {
                return PublishOutcome.SegmentLeaving;
            }

            int slot = _index.FindSlot(item.Hash, item.Key, item.KeyLength);
            if (slot < 0)
            {
                _index.Insert(Create(ref item, CountPut()));
                return PublishOutcome.Published;
            }

            int old = _index.IdAt(slot);
            if (!force && _entries.At(old)->LeaseUntil > now)
            {
                return PublishOutcome.Leased;
            }

            // The slot first: a reader that finds the old entry dead sees that its slot has changed, and looks again.
            _index.Replace(slot, Create(ref item, CountPut()));
            Retire(old);
            Removals++;
            return PublishOutcome.Published;
        }
    }

    /// <summary>Removes an object.</summary>
    /// <returns>0, -704 or -706.</returns>
    internal int Remove(ulong hash, byte* key, int length, bool force, long now)
    {
        using (_lock.Hold())
        {
            ReclaimIfMuch();
            int slot = _index.FindSlot(hash, key, length);
            if (slot < 0)
            {
                return (int)StoreErrorCode.ObjectNotFound;
            }

            return TryRemoveAt(slot, force, now) ? 0 : (int)StoreErrorCode.ObjectHasLease;
        }
    }

    /// <summary>Removes every object that is not leased, or every object at all.</summary>
    /// <returns>How many were removed.</returns>
    internal long RemoveAll(bool force, long now)
    {
        using (_lock.Hold())
        {
            ReclaimIfMuch();
            long removed = 0;
            for (int slot = 0; slot < _index.SlotCount; slot++)
            {
                if (_index.IdAt(slot) != 0 && TryRemoveAt(slot, force, now))
                {
                    removed++;
                }
            }

            return removed;
        }
    }

    /// <summary>Lists the shard's objects by entry and generation.</summary>
    internal void Collect(List<(int Id, int Generation)> objects)
    {
        using (_lock.Hold())
        {
            for (int slot = 0; slot < _index.SlotCount; slot++)
            {
                int id = _index.IdAt(slot);
                if (id != 0)
                {
                    objects.Add((id, _entries.At(id)->Generation));
                }
            }
        }
    }

    /// <summary>Gives a copy of an object's key, unless the object is gone.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="generation">Its generation when the object was listed.</param>
    /// <param name="buffer">Holds the key; exchanged for a larger one where needed.</param>
    /// <returns>The key's length, or -1.</returns>
    internal int CopyKey(int id, int generation, ref byte[] buffer)
    {
        using (_lock.Hold())
        {
            Entry* entry = _entries.At(id);
            if ((entry->State & Entry.Alive) == 0 || entry->Generation != generation)
            {
                return -1;
            }

            ReadOnlySpan<byte> key = Entry.KeyOf(entry);
            if (buffer.Length < key.Length)
            {
                buffer = new byte[key.Length * 2];
            }

            key.CopyTo(buffer);
            return key.Length;
        }
    }

    /// <summary>Removes an object that was listed, unless it is gone or leased.</summary>
    /// <returns>True if it was removed.</returns>
    internal bool RemoveListed(int id, int generation, bool force, long now)
    {
        using (_lock.Hold())
        {
            Entry* entry = _entries.At(id);
            return (Volatile.Read(ref entry->State) & Entry.Alive) != 0
                && entry->Generation == generation
                && TryRemoveAt(_index.SlotOf(id), force, now);
        }
    }

    /// <summary>Removes the objects whose only replica lies in a leaving segment, and the other objects' replicas there.</summary>
    internal void Evacuate(Segment leaving, long epoch)
    {
        using (_lock.Hold())
        {
            ReclaimIfMuch();
            for (int slot = 0; slot < _index.SlotCount; slot++)
            {
                int id = _index.IdAt(slot);
                if (id == 0)
                {
                    continue;
                }

                Entry* entry = _entries.At(id);
                Replica[] remaining = entry->HasCopies != 0 ? DropCopiesIn(id, leaving) : [];
                if (entry->Segment != leaving.Place)
                {
                    continue;
                }

                if (remaining.Length > 0)
                {
                    MoveToCopy(slot, id, remaining, epoch);
                }
                else
                {
                    _index.Clear(slot);
                    Retire(id);
                    Removals++;
                }
            }
        }
    }

    private bool TryRemoveAt(int slot, bool force, long now)
    {
        int id = _index.IdAt(slot);
        Entry* entry = _entries.At(id);
        while (true)
        {
            // A reader that is granted a lease between the two looks has changed the state: look again.
            long state = Volatile.Read(ref entry->State);
            if (!force && Volatile.Read(ref entry->LeaseUntil) > now)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref entry->State, state & ~Entry.Alive, state) == state)
            {
                break;
            }
        }

        _index.Clear(slot);
        Bury(id);
        Removals++;
        return true;
    }

    private int Create(ref NewObject item, long epoch)
    {
        int id = _entries.Take();
        Entry* entry = _entries.At(id);
        entry->LeaseUntil = 0;
        entry->Stamp = (int)epoch;
        entry->Size = item.Size;
        entry->Value = item.Placement.First.Address;
        entry->Segment = item.Placement.First.Segment.Place;
        entry->HasCopies = 0;
        if (item.Placement.Copies is { Length: > 0 } copies)
        {
            entry->HasCopies = 1;
            _copies.Add(id, copies);
        }

        entry->KeyLength = item.KeyLength;
        if (item.LongKey != null)
        {
            entry->LongKey = item.LongKey;
        }
        else
        {
            new ReadOnlySpan<byte>(item.Key, item.KeyLength).CopyTo(new Span<byte>(entry->InlineKey, Entry.InlineKeyBytes));
        }

        entry->SoftPinUntil = item.IsHardPinned ? 0 : item.SoftPinUntil;
        Enqueue(id, item.IsHardPinned ? EntryQueue.None : item.SoftPinUntil != 0 ? EntryQueue.SoftPinned : EntryQueue.Ordinary, epoch);

        // A reader that sees its own hash here may read everything above; see ShardIndex.Find.
        Volatile.Write(ref entry->Hash, item.Hash);
        Volatile.Write(ref entry->State, entry->State | Entry.Alive);
        return id;
    }

    /// <summary>Ends an object that is out of the index: its memory goes back as soon as no reader can have found it.</summary>
    private void Retire(int id)
    {
        Interlocked.And(ref _entries.At(id)->State, ~Entry.Alive);
        Bury(id);
    }

    /// <summary>What remains to be done for an object that is out of the index and not alive.</summary>
    private void Bury(int id)
    {
        Dequeue(id);
        AddToLimbo(id);
    }

    /// <summary>Counts a put, and lets time pass for the order of eviction.</summary>
    /// <returns>The new object's epoch; reads that came before it may have an older one, so that they count as older.</returns>
    private long CountPut()
    {
        Puts++;
        return _cluster.Ages.CountPut(_number, _index.Count);
    }

    private Replica[] DropCopiesIn(int id, Segment leaving)
    {
        Entry* entry = _entries.At(id);
        Replica[] copies = _copies[id];
        List<Replica> remaining = new(copies.Length);
        foreach (Replica copy in copies)
        {
            // Reads take the first replica only, so nobody can be looking at this one.
            if (copy.Segment == leaving)
            {
                copy.Free(entry->Size);
            }
            else
            {
                remaining.Add(copy);
            }
        }

        if (remaining.Count == 0)
        {
            _copies.Remove(id);
            entry->HasCopies = 0;
            return [];
        }

        Replica[] kept = [.. remaining];
        _copies[id] = kept;
        return kept;
    }

    /// <summary>Lets another replica of an object be its first: a new entry takes the object over, readers of the old one finish there.</summary>
    private void MoveToCopy(int slot, int id, Replica[] remaining, long epoch)
    {
        Entry* old = _entries.At(id);
        _copies.Remove(id);
        old->HasCopies = 0;
        bool isLong = old->KeyLength > Entry.InlineKeyBytes;
        NewObject moved = new()
        {
            Hash = old->Hash,
            Key = isLong ? old->LongKey : old->InlineKey,
            LongKey = isLong ? _cluster.CopyKey(old->LongKey, old->KeyLength) : null,
            KeyLength = old->KeyLength,
            Size = old->Size,
            Placement = new Placement { First = remaining[0], Copies = remaining.Length > 1 ? remaining[1..] : null },
            SoftPinUntil = old->SoftPinUntil,
            IsHardPinned = old->Queue == EntryQueue.None,
        };
        int created = Create(ref moved, epoch);
        Entry* entry = _entries.At(created);
        entry->LeaseUntil = Volatile.Read(ref old->LeaseUntil);
        entry->Stamp = old->Stamp;
        _index.Replace(slot, created);
        Retire(id);
    }
}
