using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Eviction;

/// <summary>What the shards tell of their oldest evictable objects, so that an evictor finds the oldest of all without asking each.</summary>
/// <remarks>Every shard writes its own places under its lock; everybody reads, and may be behind by a moment.</remarks>
internal sealed class OldestEpochs
{
    private readonly long[] _ordinary;
    private readonly long[] _softPinned;

    /// <summary>Nothing evictable in any shard.</summary>
    internal OldestEpochs(int shards)
    {
        _ordinary = new long[shards];
        _softPinned = new long[shards];
        Array.Fill(_ordinary, long.MaxValue);
        Array.Fill(_softPinned, long.MaxValue);
    }

    /// <summary>Tells the epoch of a shard's oldest object of each kind, <see cref="long.MaxValue"/> for none.</summary>
    internal void Publish(int shard, long ordinary, long softPinned)
    {
        // Unchanged most of the time: then the line stays shared.
        if (_ordinary[shard] != ordinary)
        {
            Volatile.Write(ref _ordinary[shard], ordinary);
        }

        if (_softPinned[shard] != softPinned)
        {
            Volatile.Write(ref _softPinned[shard], softPinned);
        }
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
}
