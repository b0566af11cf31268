using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Eviction;

/// <summary>
/// The epochs of the arenas' oldest evictable objects, so that an evictor finds the oldest of all without examining each arena.
/// </summary>
/// <remarks>Every arena writes its own slots under its lock; every thread may read, and the values may be slightly outdated.</remarks>
internal sealed class OldestEpochs
{
    private readonly long[] _ordinary;
    private readonly long[] _softPinned;
    private readonly long[] _due;

    /// <summary>Nothing evictable in any arena.</summary>
    internal OldestEpochs(int arenas)
    {
        _ordinary = new long[arenas];
        _softPinned = new long[arenas];
        _due = new long[arenas];
        Array.Fill(_ordinary, long.MaxValue);
        Array.Fill(_softPinned, long.MaxValue);
        Array.Fill(_due, long.MaxValue);
    }

    /// <summary>Publishes the state of an arena.</summary>
    /// <param name="arena">The arena.</param>
    /// <param name="ordinary">The epoch of its oldest ordinary object; <see cref="long.MaxValue"/> for none.</param>
    /// <param name="softPinned">The epoch of its oldest soft-pinned object; <see cref="long.MaxValue"/> for none.</param>
    /// <param name="due">
    /// When the next of its parked objects may be evictable again, or its next soft pin ends; <see cref="long.MaxValue"/> for never.
    /// </param>
    internal void Publish(int arena, long ordinary, long softPinned, long due)
    {
        // Usually unchanged: then the cache line stays shared.
        WriteIfChanged(ref _ordinary[arena], ordinary);
        WriteIfChanged(ref _softPinned[arena], softPinned);
        WriteIfChanged(ref _due[arena], due);
    }

    /// <summary>Finds an arena with something due, from <paramref name="start"/> on; -1 if there is none.</summary>
    internal int NextDue(int start, long now)
    {
        for (int arena = start; arena < _due.Length; arena++)
        {
            if (Volatile.Read(ref _due[arena]) <= now)
            {
                return arena;
            }
        }

        return -1;
    }

    /// <summary>Chooses the arena with the oldest object of a kind; among equals the first from <paramref name="start"/> on.</summary>
    /// <param name="queue">Ordinary or soft-pinned objects.</param>
    /// <param name="start">The first arena to examine: the one that the caller shares least with others.</param>
    /// <param name="nextOldest">The epoch of the oldest object in the other arenas.</param>
    /// <returns>The arena, or -1 if none has an object of the kind.</returns>
    internal int Choose(EntryQueue queue, int start, out long nextOldest)
    {
        long[] epochs = queue == EntryQueue.Ordinary ? _ordinary : _softPinned;
        int mask = epochs.Length - 1;
        int chosen = -1;
        long oldest = long.MaxValue;
        nextOldest = long.MaxValue;
        for (int i = 0; i < epochs.Length; i++)
        {
            int arena = (start + i) & mask;
            long epoch = Volatile.Read(ref epochs[arena]);
            if (epoch < oldest)
            {
                nextOldest = oldest;
                oldest = epoch;
                chosen = arena;
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
