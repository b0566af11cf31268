using System.Numerics;
using Mooncake.Embedded.Eviction;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;
using Mooncake.Native;

namespace Mooncake.Embedded.Clusters;

/// <summary>The objects and segments of one embedded cluster, and its clients.</summary>
internal sealed unsafe partial class Cluster
{
    private const int FewestShards = 16;
    private const int MostShards = 128;
    private const int MostArenas = 128;
    private const int ShardShift = 32;
    private const int LimboShift = 6;

    /// <summary>A lease that has all but this part of its time left is not written anew, for the caches' sake.</summary>
    private const int LeaseSlackShare = 64;

    private readonly Shard[] _shards;
    private readonly Arena[] _arenas;
    private readonly KeyHash _hash = new();
    private readonly ClusterClock _clock;
    private readonly long _leaseTicks;
    private readonly long _leaseSlack;
    private readonly int _limboShift;
    private readonly long _softPinTicks;
    private readonly SegmentSet _segments = new();
    private int _clients;

    /// <summary>An empty cluster without clients.</summary>
    internal Cluster(EmbeddedOptions options, TimeProvider timeProvider)
    {
        Options = options;
        TimeProvider = timeProvider;
        _clock = new ClusterClock(timeProvider);
        _leaseTicks = _clock.ToTicks(options.LeaseDuration);
        _leaseSlack = _leaseTicks / LeaseSlackShare;
        _leaseTicks += _leaseTicks == 0 ? 0 : _clock.GrantDelay;
        _softPinTicks = _clock.ToTicks(options.SoftPinDuration);
        ShardCount = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(Environment.ProcessorCount * 8, FewestShards, MostShards));
        ArenaCount = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(Environment.ProcessorCount, 1, MostArenas));
        _limboShift = LimboShift + BitOperations.Log2((uint)ArenaCount);
        Oldest = new OldestEpochs(ArenaCount);
        _shards = new Shard[ShardCount];
        for (int i = 0; i < _shards.Length; i++)
        {
            _shards[i] = new Shard(this, i);
        }

        _arenas = new Arena[ArenaCount];
        for (int i = 0; i < _arenas.Length; i++)
        {
            _arenas[i] = new Arena(this, (byte)i);
        }
    }

    /// <summary>How the cluster behaves.</summary>
    internal EmbeddedOptions Options { get; }

    /// <summary>Where its time comes from.</summary>
    internal TimeProvider TimeProvider { get; }

    /// <summary>Number of shards, a power of two.</summary>
    internal int ShardCount { get; }

    /// <summary>Number of arenas, a power of two.</summary>
    internal int ArenaCount { get; }

    /// <summary>The entries of all objects.</summary>
    internal EntryTable Entries { get; } = new();

    /// <summary>Logical time for eviction.</summary>
    internal AgeClock Ages { get; } = new();

    /// <summary>What the arenas tell of their oldest objects.</summary>
    internal OldestEpochs Oldest { get; }

    /// <summary>Who was reading what when the cluster last asked.</summary>
    internal ReaderCensus Readers { get; } = new();

    /// <summary>Counts the native memory of the cluster.</summary>
    internal NativeLedger Ledger { get; } = new();

    /// <summary>
    /// A fault for the stress test's positive control: memory of removed objects is freed while readers still copy from it. Never
    /// set outside tests.
    /// </summary>
    internal bool FreesUnderReaders { get; set; }

    /// <summary>The segment at a place that an entry names.</summary>
    internal Segment SegmentAt(ushort place) => _segments.At(place);

    /// <summary>Stores an object, unless its key is taken.</summary>
    /// <returns>0 or -200.</returns>
    internal int Put(byte* key, int length, void* value, nuint size, ReplicateConfig* config)
    {
        ulong hash = _hash.Compute(key, length);
        Shard shard = ShardOf(hash);
        while (!shard.Contains(hash, key, length))
        {
            NewObject item = default;
            Arena arena = ArenaHere;
            if (!TryPrepare(arena, ref item, hash, key, length, value, size, config))
            {
                return (int)StoreErrorCode.NoAvailableHandle;
            }

            PublishOutcome outcome = arena.Publish(shard, ref item);
            if (outcome == PublishOutcome.Published)
            {
                return 0;
            }

            Discard(ref item);
            if (outcome == PublishOutcome.NoMemory)
            {
                return (int)StoreErrorCode.NoAvailableHandle;
            }
        }

        return 0;
    }

    /// <summary>Stores an object in place of the one that has its key, in one step.</summary>
    /// <returns>0, -200, or -706 if the old object is leased and <paramref name="force"/> is false.</returns>
    internal int Replace(byte* key, int length, void* value, nuint size, ReplicateConfig* config, bool force)
    {
        ulong hash = _hash.Compute(key, length);
        while (true)
        {
            NewObject item = default;
            Arena arena = ArenaHere;
            if (!TryPrepare(arena, ref item, hash, key, length, value, size, config))
            {
                return (int)StoreErrorCode.NoAvailableHandle;
            }

            PublishOutcome outcome = arena.Replace(ShardOf(hash), ref item, force, _clock.Now, out int replaced);
            if (outcome == PublishOutcome.Published)
            {
                if (replaced != 0)
                {
                    ArenaOf(replaced).Bury(replaced);
                }

                return 0;
            }

            Discard(ref item);
            if (outcome is PublishOutcome.Leased or PublishOutcome.NoMemory)
            {
                return (int)(outcome == PublishOutcome.Leased ? StoreErrorCode.ObjectHasLease : StoreErrorCode.NoAvailableHandle);
            }
        }
    }

    /// <summary>Copies a long key to native memory, counted in <see cref="Ledger"/>.</summary>
    /// <returns>False if there is none: the machine's memory is part of the room that an object needs.</returns>
    internal bool TryCopyKey(byte* key, int length, out byte* copy)
    {
        try
        {
            copy = Ledger.Allocate((nuint)length);
        }
        catch (OutOfMemoryException)
        {
            copy = null;
            return false;
        }

        Buffer.MemoryCopy(key, copy, length, length);
        return true;
    }

    /// <summary>The lease to grant now, for one read or a batch of them.</summary>
    internal Lease NewLease()
    {
        if (_leaseTicks == 0)
        {
            return Lease.None;
        }

        long until = _clock.NowForGrant + _leaseTicks;
        return new Lease(until, until - _leaseSlack);
    }

    /// <summary>Bytes of removed objects that one arena may have before it takes them back: all arenas together a 64th of the capacity.</summary>
    internal long LimboBytesPerArena => _segments.CapacityBytes >> _limboShift;

    /// <summary>Copies an object out and renews its lease.</summary>
    /// <returns>Its size, -704 or -600.</returns>
    internal long Get(byte* key, int length, void* buffer, nuint room, in Lease lease)
    {
        ulong hash = _hash.Compute(key, length);
        return ShardOf(hash).Read(hash, key, length, buffer, room, lease, Ages.Epoch);
    }

    /// <summary>The size of an object, whose lease is renewed.</summary>
    /// <returns>Its size or -704.</returns>
    internal long SizeOf(byte* key, int length, in Lease lease)
    {
        ulong hash = _hash.Compute(key, length);
        return ShardOf(hash).SizeOf(hash, key, length, lease, Ages.Epoch);
    }

    /// <summary>Removes an object.</summary>
    /// <returns>0, -704 or -706.</returns>
    internal int Remove(byte* key, int length, bool force)
    {
        ulong hash = _hash.Compute(key, length);
        int answer = ShardOf(hash).Remove(hash, key, length, force, force ? 0 : _clock.Now, out int removed);
        if (removed != 0)
        {
            ArenaOf(removed).Bury(removed);
        }

        return answer;
    }

    /// <summary>Removes every object, or every one without a lease.</summary>
    /// <returns>How many were removed.</returns>
    internal long RemoveAll(bool force)
    {
        long count = 0;
        List<int> removed = [];
        foreach (Shard shard in _shards)
        {
            removed.Clear();
            shard.RemoveAll(removed, force, _clock.Now);
            foreach (int id in removed)
            {
                ArenaOf(id).Bury(id);
            }

            count += removed.Count;
        }

        return count;
    }

    /// <summary>The cluster's figures.</summary>
    internal EmbeddedStatistics GetStatistics()
    {
        _ = DrainAll();
        long objects = 0, evictions = 0, evictedBytes = 0, puts = 0, removals = 0;
        foreach (Shard shard in _shards)
        {
            objects += shard.Count;
        }

        foreach (Arena arena in _arenas)
        {
            evictions += arena.Evictions;
            evictedBytes += arena.EvictedBytes;
            puts += arena.Puts;
            removals += arena.Removals;
        }

        return new EmbeddedStatistics(
            objects, _segments.UsedBytes, _segments.CapacityBytes, _segments.Mounted.Length, Volatile.Read(ref _clients), evictions, evictedBytes, puts, removals);
    }

    // Bits 32 to 39 of the hash choose the shard, the low half the slot there, the top 24 are the slot's tag.
    internal Shard ShardOf(ulong hash) => _shards[(int)(hash >> ShardShift) & (_shards.Length - 1)];

    /// <summary>The arena of this processor; a thread that goes on elsewhere loses nothing but speed.</summary>
    private Arena ArenaHere => _arenas[Thread.GetCurrentProcessorId() & (_arenas.Length - 1)];

    /// <summary>The arena of an object that is not buried yet.</summary>
    private Arena ArenaOf(int id) => _arenas[Entries.At(id)->Owner];

    /// <summary>Lets an arena without free entries, whose lock the caller holds, have some that another does not need.</summary>
    internal void LendEntries(Arena needy)
    {
        foreach (Arena arena in _arenas)
        {
            if (arena != needy && arena.TryLendEntriesTo(needy))
            {
                return;
            }
        }
    }

    /// <summary>Finds room for an object and puts its bytes there; nobody knows of it yet.</summary>
    /// <returns>False if there is no room.</returns>
    private bool TryPrepare(Arena arena, ref NewObject item, ulong hash, byte* key, int length, void* value, nuint size, ReplicateConfig* config)
    {
        if (!TryPlace(arena, size, config, (int)hash, out item.Placement))
        {
            return false;
        }

        item.Hash = hash;
        item.Key = key;
        item.KeyLength = length;
        item.Size = size;
        if (length > Entry.InlineKeyBytes && !TryCopyKey(key, length, out item.LongKey))
        {
            item.Placement.Free(size);
            return false;
        }

        if (config != null)
        {
            item.IsHardPinned = config->WithHardPin != 0;
            item.SoftPinUntil = config->WithSoftPin != 0 && _softPinTicks > 0 ? _clock.Now + _softPinTicks : 0;
        }

        item.Placement.Fill(value, size);
        return true;
    }

    private void Discard(ref NewObject item)
    {
        item.Placement.Free(item.Size);
        if (item.LongKey != null)
        {
            Ledger.Free(item.LongKey, (nuint)item.KeyLength);
        }
    }
}
