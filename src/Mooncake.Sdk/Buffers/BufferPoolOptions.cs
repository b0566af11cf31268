namespace Mooncake.Buffers;

/// <summary>How a <see cref="RegisteredBufferPool"/> grows, and what it retains.</summary>
internal sealed record BufferPoolOptions
{
    /// <summary>The unit in which slabs are sized and divided.</summary>
    internal const int PageBytes = 4096;

    /// <summary>The minimum size of a slab in bytes.</summary>
    internal const int SmallestSlab = 64 << 10;

    /// <summary>The maximum size of a slab in bytes.</summary>
    internal const int LargestSlab = 1 << 30;

    /// <summary>Bytes of a slab, 64 KiB to 1 GiB; rounded up to whole pages.</summary>
    /// <value>16 MiB.</value>
    internal nint SlabBytes { get; init; } = 16 << 20;

    /// <summary>The maximum number of bytes that the pool registers, slabs and dedicated buffers together; at least one slab.</summary>
    /// <value>1 GiB.</value>
    internal long MaxBytes { get; init; } = 1L << 30;

    /// <summary>
    /// True to align slabs and dedicated buffers to 2 MiB, to size them in multiples of it, and to ask the kernel to back them with huge
    /// pages; see <see cref="Shared.HugePages.Advise"/>.
    /// </summary>
    /// <value>False.</value>
    internal bool HugePages { get; init; }

    /// <summary>The maximum number of bytes of returned dedicated buffers that stay registered for reuse; 0 for none.</summary>
    /// <value>256 MiB.</value>
    internal long MaxIdleDedicatedBytes { get; init; } = 256L << 20;

    /// <summary>The maximum number of returned dedicated buffers that stay registered for reuse; 0 for none.</summary>
    /// <value>8.</value>
    internal int MaxIdleDedicatedCount { get; init; } = 8;

    /// <summary>
    /// True to overwrite returned memory with 0xDD, and to check on the next rental that it has not been written to since.
    /// </summary>
    /// <value>True in Debug builds of the SDK, false in Release.</value>
#if DEBUG
    internal bool Poison { get; init; } = true;
#else
    internal bool Poison { get; init; }
#endif

    /// <summary>The options set by an application.</summary>
    internal static BufferPoolOptions Of(PoolOptions options) => new()
    {
        SlabBytes = (nint)options.SlabBytes,
        HugePages = options.HugePages,

        // A slab that was rounded up must fit within the limit.
        MaxBytes = Math.Max(
            options.MaxBytes,
            RoundUp(
                (nint)options.SlabBytes,
                options.HugePages ? Shared.HugePages.Bytes : Math.Max(PageBytes, Environment.SystemPageSize))),
    };

    /// <summary>Checks the values and rounds the sizes.</summary>
    /// <returns>The checked options.</returns>
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

    /// <summary>Alignment of slabs in bytes; their sizes are multiples of it.</summary>
    internal nint Alignment => HugePages ? Shared.HugePages.Bytes : Math.Max(PageBytes, Environment.SystemPageSize);

    /// <summary>
    /// Rounds up to a multiple of a power of two; a result that would overflow stays near the maximum, which no limit admits.
    /// </summary>
    internal static nint RoundUp(nint bytes, nint powerOfTwo) =>
        bytes > nint.MaxValue - powerOfTwo ? nint.MaxValue : (bytes + powerOfTwo - 1) & -powerOfTwo;
}
