using Mooncake.Backends;
using Mooncake.Embedded.Eviction;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Synchronization;

namespace Mooncake.Embedded.Clusters;

/// <summary>
/// The objects that one processor's threads have put: their entries, their eviction order, removed ones that wait for their readers, and
/// the ranges that these leave. Putting and removing one's own objects therefore shares no cache line with other processors except those of
/// the key's <see cref="Shard"/>. All changes take the arena's lock.
/// </summary>
/// <remarks>
/// A thread that has an arena's lock may take a shard's, never the other way round, and a second arena's only with a try-lock. An object is
/// either published in its shard or dead; in between, and until it is retired here, its entry does not change.
/// </remarks>
internal sealed unsafe partial class Arena
{
    /// <summary>An arena lends entries only if it has many more than one chunk of them.</summary>
    private const int FewestToLend = 4 * EntryTable.ChunkEntries;

    /// <summary>
    /// After a put whose key had an object, the number of other puts that must succeed until no further such put is expected.
    /// </summary>
    private const int PutsUntilForgotten = 64;

    private readonly Cluster _cluster;
    private readonly EntryTable _table;
    private readonly EntryStore _entries;
    private readonly int _number;
    private readonly AgeLists _ordinary;
    private readonly AgeLists _softPinned;
    private readonly ParkedEntries _parked;
    private BriefLock _lock;
    private int _expectsTakenKeysFor = PutsUntilForgotten;

    /// <summary>Creates an empty arena.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="number">Its index in the cluster.</param>
    internal Arena(Cluster cluster, byte number)
    {
        _cluster = cluster;
        _number = number;
        _table = cluster.Entries;
        _entries = new EntryStore(_table, number);
        _ordinary = new AgeLists(_table);
        _softPinned = new AgeLists(_table);
        _parked = new ParkedEntries(_table);
    }

    /// <summary>The arena's index in its cluster.</summary>
    internal int Number => _number;

    /// <summary>Number of objects stored since the cluster was opened.</summary>
    internal long Puts { get; private set; }

    /// <summary>Number of objects removed by calls or with a leaving client.</summary>
    internal long Removals => _cluster.Work.RetirementsOf(_number);

    /// <summary>Number of objects evicted.</summary>
    internal long Evictions { get; private set; }

    /// <summary>Total size of the objects evicted, in bytes.</summary>
    internal long EvictedBytes { get; private set; }

    /// <summary>
    /// True if the next put is likely to find that its key has an object; also if the arena keeps no range for it, so that other objects
    /// might be evicted for nothing. May be read without the lock, and may be slightly outdated.
    /// </summary>
    internal bool ExpectsTakenKeys => Volatile.Read(ref _expectsTakenKeysFor) != 0 || KeptBytes == 0;

    /// <summary>Publishes an object, unless its key has one.</summary>
    /// <returns>With anything but <see cref="PublishOutcome.Published"/>, the caller still owns the placement.</returns>
    internal PublishOutcome Publish(Shard shard, ref NewObject item)
    {
        using (_lock.Hold())
        {
            int id = Fill(ref item);
            if (id == 0)
            {
                return PublishOutcome.NoMemory;
            }

            PublishOutcome outcome = shard.TryPublish(id, ref item, out long epoch);
            Settle(id, ref item, outcome, epoch);
            return outcome;
        }
    }

    /// <summary>
    /// Publishes an object if a condition holds, in place of the existing one; readers find one or the other.
    /// </summary>
    /// <param name="shard">The key's shard.</param>
    /// <param name="item">The object.</param>
    /// <param name="terms">The condition and the expiry.</param>
    /// <param name="version">The object's version; 0 if it was not published.</param>
    /// <param name="replaced">The entry of the old object, which the caller must retire; 0 if there was none.</param>
    /// <param name="hasExpired">True if the old object had expired.</param>
    /// <returns>With anything but <see cref="PublishOutcome.Published"/>, the caller still owns the placement.</returns>
    internal PublishOutcome PublishIf(
        Shard shard, ref NewObject item, in PutTerms terms, out ulong version, out int replaced, out bool hasExpired)
    {
        version = 0;
        replaced = 0;
        hasExpired = false;
        using (_lock.Hold())
        {
            int id = Fill(ref item);
            if (id == 0)
            {
                return PublishOutcome.NoMemory;
            }

            PublishOutcome outcome = shard.TryPublishIf(id, ref item, in terms, out long epoch, out replaced, out hasExpired);
            Settle(id, ref item, outcome, epoch);
            version = outcome == PublishOutcome.Published ? Entry.VersionOf(_table.At(id), id) : 0;
            return outcome;
        }
    }

    /// <summary>
    /// Completes the removal of an object: its memory is reclaimed as soon as no reader can have found it.
    /// </summary>
    internal void Retire(int id)
    {
        using (_lock.Hold())
        {
            ReclaimIfMuch();
            RetireHere(id);
            _cluster.Work.CountRetirement(_number);
        }
    }

    /// <summary>Waits until everything that was in progress in the arena when the call began has ended.</summary>
    internal void Settle()
    {
        using (_lock.Hold())
        {
        }
    }

    /// <summary>Gives half of its free entries to another arena, whose lock the caller has, if it has many and is not busy.</summary>
    /// <returns>True if it did.</returns>
    internal bool TryLendEntriesTo(Arena other)
    {
        if (_entries.FreeCount < FewestToLend || !_lock.TryEnter())
        {
            return false;
        }

        bool isGiven = _entries.FreeCount >= FewestToLend && _entries.TryGiveHalfTo(other._entries);
        _lock.Exit();
        return isGiven;
    }

    /// <summary>Fills an entry for an object; 0 if there is no memory for one.</summary>
    private int Fill(ref NewObject item)
    {
        if (item.Placement.Copies is { Length: > 0 } && !TryMakeRoomForCopies())
        {
            return 0;
        }

        if (_entries.FreeCount == 0)
        {
            _cluster.LendEntries(this);
        }

        int id = _entries.Take();
        if (id == 0)
        {
            return 0;
        }

        Entry* entry = _table.At(id);
        entry->LeaseUntil = 0;
        entry->Size = item.Size;
        entry->Value = item.Placement.First.Address;
        entry->Segment = item.Placement.First.Segment.Place;
        entry->KeyLength = item.KeyLength;
        if (item.KeyLength > Entry.InlineKeyBytes)
        {
            entry->LongKey = item.Placement.First.Address + item.Size;
        }
        else
        {
            Entry.SetInlineKey(entry, item.Key, item.KeyLength);
        }

        entry->SoftPinUntil = item.IsHardPinned ? 0 : item.SoftPinUntil;
        return id;
    }

    /// <summary>Links a filled entry, or takes it back if no thread has seen it.</summary>
    private void Settle(int id, ref NewObject item, PublishOutcome outcome, long epoch)
    {
        if (outcome != PublishOutcome.Published)
        {
            _entries.Return(id);
            _expectsTakenKeysFor = PutsUntilForgotten;
            return;
        }

        Puts++;
        _cluster.Work.CountPublished(_number, item.Placement.Count);
        _expectsTakenKeysFor -= _expectsTakenKeysFor == 0 ? 0 : 1;
        Adopt(id, ref item, epoch);
    }

    private void Adopt(int id, ref NewObject item, long epoch)
    {
        if (_stored is not null)
        {
            Record(id);
        }

        if (item.Placement.Copies is { Length: > 0 } copies)
        {
            _copies.Add(id, copies);
        }

        Enqueue(id, item.IsHardPinned ? EntryQueue.HardPinned : item.SoftPinUntil != 0 ? EntryQueue.SoftPinned : EntryQueue.Ordinary, epoch);
    }

    private void RetireHere(int id)
    {
        if ((_table.At(id)->State & Entry.Expires) != 0)
        {
            _cluster.Expiries.Clear(id);
        }

        Dequeue(id);
        AddToRetired(id);
    }
}
