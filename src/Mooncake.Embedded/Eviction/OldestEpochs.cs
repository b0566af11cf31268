using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Eviction;

/// <summary>What the shards tell of their oldest evictable objects, so that an evictor finds the oldest of all without asking each.</summary>
/// <remarks>Every shard writes its own places under its lock; everybody reads, and may be behind by a moment.</remarks>
internal sealed class OldestEpochs
{
    private readonly long[] _ordinary;
    private readonly long[] _softPinned;
    private readonly long[] _due;

    /// <summary>Nothing evictable in any shard.</summary>
    internal OldestEpochs(int shards)
    {
        _ordinary = new long[shards];
        _softPinned = new long[shards];
        _due = new long[shards];
        Array.Fill(_ordinary, long.MaxValue);
        Array.Fill(_softPinned, long.MaxValue);
        Array.Fill(_due, long.MaxValue);
    }

    /// <summary>Tells what has become of a shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="ordinary">The epoch of its oldest ordinary object; <see cref="long.MaxValue"/> for none.</param>
    /// <param name="softPinned">The epoch of its oldest soft-pinned object; <see cref="long.MaxValue"/> for none.</param>
    /// <param name="due">When the next of its parked objects may be evictable again, or its next soft pin ends; <see cref="long.MaxValue"/> for never.</param>
    internal void Publish(int shard, long ordinary, long softPinned, long due)
    {
        // Unchanged most of the time: then the line stays shared.
        WriteIfChanged(ref _ordinary[shard], ordinary);
        WriteIfChanged(ref _softPinned[shard], softPinned);
        WriteIfChanged(ref _due[shard], due);
    }

    /// <summary>Finds a shard in which something is due, from <paramref name="start"/> on; -1 if there is none.</summary>
    internal int NextDue(int start, long now)
    {
        for (int shard = start; shard < _due.Length; shard++)
        {
            if (Volatile.Read(ref _due[shard]) <= now)
            {
                return shard;
            }
        }

        return -1;
    }

    /// <summary>Chooses the shard with the oldest object of a kind; among equals the first from <paramref name="start"/> on.</summary>
    /// <param name="queue">Ordinary or soft-pinned objects.</param>
    /// <param name="start">Where to begin, so that equals take turns.</param>
    /// <param name="nextOldest">The epoch of the oldest object in the other shards.</param>
    /// <returns>The shard, or -1 if none has an object of the kind.</returns>
    internal int Choose(EntryQueue queue, int start, out long nextOldest)
    {
        long[] epochs = queue == EntryQueue.Ordinary ? _ordinary : _softPinned;
        int mask = epochs.Length - 1;
        int chosen = -1;
        long oldest = long.MaxValue;
        nextOldest = long.MaxValue;
        for (int i = 0; i < epochs.Length; i++)
        {
            int shard = (start + i) & mask;
            long epoch = Volatile.Read(ref epochs[shard]);
            if (epoch < oldest)
            {
                nextOldest = oldest;
                oldest = epoch;
                chosen = shard;
            }
            else if (epoch < nextOldest)
            {
                nextOldest = epoch;
            }
        }

        return chosen;
    }

    private static void WriteIfChanged(ref long place, long value)
    {
        if (place != value)
        {
            Volatile.Write(ref place, value);
        }
    }
}
