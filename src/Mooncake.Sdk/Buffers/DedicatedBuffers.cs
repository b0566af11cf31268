namespace Mooncake.Buffers;

/// <summary>
/// The buffers that are too large for a slab: each has its own registration, and is retained for a while after its return. Not thread-safe:
/// protected by the pool's gate.
/// </summary>
internal sealed class DedicatedBuffers
{
    private const int WasteDivisor = 4;

    private readonly List<BufferSlab> _all = [];
    private readonly List<BufferSlab> _idle = [];
    private readonly long _maxIdleBytes;
    private readonly int _maxIdleCount;

    /// <summary>Creates an empty set.</summary>
    /// <param name="options">What to retain.</param>
    internal DedicatedBuffers(BufferPoolOptions options)
    {
        _maxIdleBytes = options.MaxIdleDedicatedBytes;
        _maxIdleCount = options.MaxIdleDedicatedCount;
    }

    /// <summary>Every registered one, rented and idle.</summary>
    internal IReadOnlyList<BufferSlab> All => _all;

    /// <summary>Number of idle ones.</summary>
    internal int IdleCount => _idle.Count;

    /// <summary>Bytes of the idle ones.</summary>
    internal long IdleBytes { get; private set; }

    /// <summary>Bytes of the rented ones.</summary>
    internal long RentedBytes { get; private set; }

    /// <summary>Number of rented ones.</summary>
    internal int RentedCount => _all.Count - _idle.Count;

    /// <summary>Bytes to register for a request: whole pages, or whole huge pages if that wastes at most a quarter.</summary>
    internal static nint BytesFor(nint size, BufferPoolOptions options)
    {
        nint huge = BufferPoolOptions.RoundUp(size, options.Alignment);
        return huge - size <= size / WasteDivisor
            ? huge
            : BufferPoolOptions.RoundUp(size, Math.Max(BufferPoolOptions.PageBytes, Environment.SystemPageSize));
    }

    /// <summary>Adds a new one, which is idle until it is taken.</summary>
    internal void Add(BufferSlab slab)
    {
        _all.Add(slab);
        _idle.Add(slab);
        IdleBytes += slab.Bytes;
    }

    /// <summary>Takes the idle one that fits best, if one fits with at most a quarter of the request wasted.</summary>
    internal bool TryTake(nint size, out BlockRef block)
    {
        int best = -1;
        for (int i = 0; i < _idle.Count; i++)
        {
            nint waste = _idle[i].Bytes - size;
            if (waste >= 0 && waste <= size / WasteDivisor && (best < 0 || _idle[i].Bytes < _idle[best].Bytes))
            {
                best = i;
            }
        }

        if (best < 0)
        {
            block = default;
            return false;
        }

        BufferSlab slab = RemoveIdleAt(best);
        RentedBytes += slab.Bytes;
        block = slab.DedicatedBlock;
        return true;
    }

    /// <summary>Returns a rented one.</summary>
    internal void Give(BufferSlab slab)
    {
        _idle.Add(slab);
        IdleBytes += slab.Bytes;
        RentedBytes -= slab.Bytes;
    }

    /// <summary>Moves the idle ones beyond the limits, the longest idle first, to a queue.</summary>
    internal void Trim(Queue<BufferSlab> releases)
    {
        while (_idle.Count > 0 && (_idle.Count > _maxIdleCount || IdleBytes > _maxIdleBytes))
        {
            EvictOldest(releases);
        }
    }

    /// <summary>Moves the one that has been idle for longest to a queue; there is one.</summary>
    internal void EvictOldest(Queue<BufferSlab> releases)
    {
        BufferSlab slab = RemoveIdleAt(0);
        _all.Remove(slab);
        releases.Enqueue(slab);
    }

    private BufferSlab RemoveIdleAt(int index)
    {
        BufferSlab slab = _idle[index];
        _idle.RemoveAt(index);
        IdleBytes -= slab.Bytes;
        return slab;
    }
}
