using System.Numerics;
using Mooncake.Embedded.Eviction;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;
using Mooncake.Shared;

namespace Mooncake.Embedded.Clusters;

/// <summary>The objects and segments of one embedded cluster, and its clients.</summary>
internal sealed unsafe partial class Cluster
{
    private const int FewestShards = 16;
    private const int MostShards = 128;
    private const int MostArenas = 128;
    private const int ShardShift = 32;
    private const int ScanShift = 6;

    /// <summary>A lease with at least this fraction of its time left is not rewritten, to keep cache lines shared.</summary>
    private const int LeaseSlackShare = 64;

    private readonly Shard[] _shards;
    private readonly Arena[] _arenas;
    private readonly KeyHash _hash = new();
    private readonly ClusterClock _clock;
    private readonly long _leaseTicks;
    private readonly long _leaseSlack;
    private readonly int _scanShift;
    private readonly long _softPinTicks;
    private readonly SegmentSet _segments = new();
    private int _clients;

    /// <summary>Creates a cluster without clients.</summary>
    internal Cluster(EmbeddedOptions options, TimeProvider timeProvider)
    {
        Options = options;
        TimeProvider = timeProvider;
        _clock = new ClusterClock(timeProvider);
        _leaseTicks = _clock.ToTicks(options.LeaseDuration);
        _leaseSlack = _leaseTicks / LeaseSlackShare;
        _leaseTicks += _leaseTicks == 0 ? 0 : _clock.GrantDelay;
        _softPinTicks = _clock.ToTicks(options.SoftPinDuration);
        int shards = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(Environment.ProcessorCount * 8, FewestShards, MostShards));
        ArenaCount = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(Environment.ProcessorCount, 1, MostArenas));
        _scanShift = ScanShift + BitOperations.Log2((uint)ArenaCount);
        Oldest = new OldestEpochs(ArenaCount);
        Keys = new KeyIndex(this);
        _kept = new KeptShares(ArenaCount);
        _work = new UnfinishedWork(ArenaCount);
        _shards = new Shard[shards];
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

    /// <summary>The cluster's options.</summary>
    internal EmbeddedOptions Options { get; }

    /// <summary>The clock.</summary>
    internal TimeProvider TimeProvider { get; }

    /// <summary>Number of arenas, a power of two.</summary>
    internal int ArenaCount { get; }

    /// <summary>The entries of all objects.</summary>
    internal EntryTable Entries { get; } = new();

    /// <summary>Logical time for eviction.</summary>
    internal AgeClock Ages { get; } = new();

    /// <summary>The ages of the arenas' oldest objects.</summary>
    internal OldestEpochs Oldest { get; }

    /// <summary>The hazard scans: which objects readers were using.</summary>
    internal HazardScanner Readers { get; } = new();

    /// <summary>Counts the reads of objects.</summary>
    internal ReadCounts Reads { get; } = new();

    /// <summary>Counts the native memory of the cluster.</summary>
    internal NativeLedger Ledger { get; } = new();

    /// <summary>
    /// A fault for the stress test's positive control: memory of removed objects is freed while readers still copy from it. Set only by
    /// tests.
    /// </summary>
    internal bool FreesUnderReaders { get; set; }

    /// <summary>The segment at the index in an entry.</summary>
    internal Segment SegmentAt(ushort place) => _segments.At(place);

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

    /// <summary>The bytes of removed objects at which one arena reclaims them: a 64th of the capacity for all arenas together.</summary>
    internal long RetiredBytesPerArena => _segments.CapacityBytes >> _scanShift;

    /// <summary>Returns the cluster's statistics.</summary>
    internal EmbeddedStatistics GetStatistics()
    {
        ExpireDue();
        _ = DrainAll();
        long objects = CountObjects(), evictions = 0, evictedBytes = 0, puts = 0, removals = 0;

        foreach (Arena arena in _arenas)
        {
            evictions += arena.Evictions;
            evictedBytes += arena.EvictedBytes;
            puts += arena.Puts;
            removals += arena.Removals;
        }

        if (IsClosing)
        {
            // Those that were left have gone with the last client.
            (objects, removals) = (0, removals + objects);
        }

        (long hits, long misses) = Reads.Sum();
        return new EmbeddedStatistics(
            objects,
            _segments.UsedBytes,
            _segments.CapacityBytes,
            _segments.Mounted.Length,
            Volatile.Read(ref _clients),
            evictions,
            evictedBytes,
            puts,
            removals - Expirations,
            Expirations,
            hits,
            misses);
    }

    /// <summary>
    /// The shard of a key, selected by bits 32 to 39 of its hash. The low half selects the slot there; the top 24 bits are the slot's tag.
    /// </summary>
    internal Shard ShardOf(ulong hash) => _shards[(int)(hash >> ShardShift) & (_shards.Length - 1)];

    /// <summary>Gives an arena without free entries, whose lock the caller has, some that another one does not need.</summary>
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

    /// <summary>The arena of this processor; a thread that moves to another processor only loses speed.</summary>
    private Arena ArenaHere => _arenas[Thread.GetCurrentProcessorId() & (_arenas.Length - 1)];

    /// <summary>The arena of an object that is not retired yet.</summary>
    private Arena ArenaOf(int id) => _arenas[Entries.At(id)->Owner];
}
