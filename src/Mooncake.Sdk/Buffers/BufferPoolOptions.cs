namespace Mooncake.Buffers;

/// <summary>How a <see cref="RegisteredBufferPool"/> grows and what it keeps.</summary>
internal sealed record BufferPoolOptions
{
    /// <summary>The unit in which slabs are sized and cut.</summary>
    internal const int PageBytes = 4096;

    /// <summary>The least bytes of a slab.</summary>
    internal const int SmallestSlab = 64 << 10;

    /// <summary>The most bytes of a slab.</summary>
    internal const int LargestSlab = 1 << 30;

    /// <summary>Bytes of a slab, 64 KiB to 1 GiB; rounded up to whole pages.</summary>
    /// <value>16 MiB.</value>
    internal nint SlabBytes { get; init; } = 16 << 20;

    /// <summary>The most bytes that the pool registers, slabs and dedicated buffers together; at least one slab.</summary>
    /// <value>1 GiB.</value>
    internal long MaxBytes { get; init; } = 1L << 30;

    /// <summary>
    /// True to align slabs and dedicated buffers to 2 MiB, to size them in multiples of it, and to ask the kernel to back them with huge
    /// pages; see <see cref="Shared.HugePages.Advise"/>.
    /// </summary>
    /// <value>False.</value>
    internal bool HugePages { get; init; }

    /// <summary>The most bytes of returned dedicated buffers that stay registered for reuse; 0 to keep none.</summary>
    /// <value>256 MiB.</value>
    internal long MaxIdleDedicatedBytes { get; init; } = 256L << 20;

    /// <summary>The most returned dedicated buffers that stay registered for reuse; 0 to keep none.</summary>
    /// <value>8.</value>
    internal int MaxIdleDedicatedCount { get; init; } = 8;

    /// <summary>
    /// True to overwrite returned memory with 0xDD, and to check on the next rental that nobody has written to it since.
    /// </summary>
    /// <value>True in Debug builds of the SDK, false in Release.</value>
#if DEBUG
    internal bool Poison { get; init; } = true;
#else
    internal bool Poison { get; init; }
#endif

    /// <summary>
    /// Null to let the pool drive its deadlines with a timer of its <see cref="TimeProvider"/>, whose callback may need a thread of the
    /// thread pool. Otherwise called, outside the pool's locks, with the timestamp of the next deadline whenever it changes
    /// (<see cref="long.MaxValue"/> for none); the owner then calls <see cref="RegisteredBufferPool.ExpireWaiters"/> at that time, from a
    /// thread of its own.
    /// </summary>
    internal Action<long>? DeadlineScheduler { get; init; }

    /// <summary>What an application has set.</summary>
    internal static BufferPoolOptions Of(PoolOptions options) => new()
    {
        SlabBytes = options.SlabBytes,
        HugePages = options.HugePages,

        // A slab that was rounded up has to fit under the ceiling.
        MaxBytes = Math.Max(options.MaxBytes, RoundUp(options.SlabBytes, options.HugePages ? Shared.HugePages.Bytes : Math.Max(PageBytes, Environment.SystemPageSize))),
    };

    /// <summary>Checks the values and rounds the sizes.</summary>
    /// <returns>The options to work with.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal BufferPoolOptions Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SlabBytes, SmallestSlab);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SlabBytes, LargestSlab);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxIdleDedicatedBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxIdleDedicatedCount);
        nint slabBytes = RoundUp(SlabBytes, Alignment);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBytes, slabBytes);
        return this with { SlabBytes = slabBytes };
    }

    /// <summary>Bytes to which slabs are aligned, and of which their sizes are multiples.</summary>
    internal nint Alignment => HugePages ? Shared.HugePages.Bytes : Math.Max(PageBytes, Environment.SystemPageSize);

    /// <summary>Rounds up to a multiple of a power of two; what would overflow stays near the top, where no ceiling admits it.</summary>
    internal static nint RoundUp(nint bytes, nint powerOfTwo) =>
        bytes > nint.MaxValue - powerOfTwo ? nint.MaxValue : (bytes + powerOfTwo - 1) & -powerOfTwo;
}
