namespace Mooncake.Buffers;

/// <summary>Diagnostics of the pool.</summary>
internal sealed partial class RegisteredBufferPool
{
    /// <summary>The pool's figures.</summary>
    internal BufferPoolStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return StatisticsLocked();
            }
        }
    }

    /// <summary>The holders of buffers, those with the most bytes first. Examines every block: for reports, not for metrics.</summary>
    internal IReadOnlyList<BufferHolder> Holders
    {
        get
        {
            lock (_gate)
            {
                return HoldersLocked();
            }
        }
    }

    /// <summary>
    /// Counts returned buffers that were written to since, if the pool poisons. Examines every byte, and is meaningful only while no buffer
    /// is rented: for tests.
    /// </summary>
    internal int CountTouched()
    {
        lock (_gate)
        {
            return _heap.Slabs.Sum(static slab => slab.CountTouched()) + _dedicated.All.Sum(static slab => slab.CountTouched());
        }
    }

    private BufferPoolStatistics StatisticsLocked()
    {
        long cachedBlocks = 0;
        long cachedBytes = 0;
        foreach (BufferStripe stripe in _stripes)
        {
            stripe.Count(ref cachedBlocks, ref cachedBytes);
        }

        return new BufferPoolStatistics(
            _heap.Slabs.Count,
            _dedicated.All.Count,
            _dedicated.IdleCount,
            _registeredBytes,
            _options.MaxBytes,
            Math.Max(0, _heap.TakenBlocks - cachedBlocks) + _dedicated.RentedCount,
            Math.Max(0, _heap.TakenBytes - cachedBytes) + _dedicated.RentedBytes,
            cachedBlocks,
            _slabQueue.Waiters.Count + _dedicatedQueue.Waiters.Count,
            _quarantinedBytes,
            _failedRegistrations);
    }

    private List<BufferHolder> HoldersLocked()
    {
        Dictionary<RentalTag, BufferHolder> holders = [];
        foreach (BufferSlab slab in _heap.Slabs)
        {
            slab.CollectHolders(holders);
        }

        foreach (BufferSlab slab in _dedicated.All)
        {
            slab.CollectHolders(holders);
        }

        List<BufferHolder> sorted = [.. holders.Values];
        sorted.Sort(static (left, right) => right.Bytes.CompareTo(left.Bytes));
        return sorted;
    }
}
