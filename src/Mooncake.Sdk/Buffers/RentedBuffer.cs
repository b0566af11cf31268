namespace Mooncake.Buffers;

/// <summary>
/// A rental of registered memory. A handle of 24 bytes that may be copied: once one copy was returned, every copy is invalid, and using or
/// returning it throws.
/// </summary>
/// <remarks>
/// The check is one comparison. It detects a mistake but does not make it safe: a pointer or span that was taken before the return still
/// points to the memory, which has its next user.
/// </remarks>
internal readonly unsafe struct RentedBuffer
{
    private readonly BufferRun? _run;
    private readonly int _index;
    private readonly int _generation;

    /// <summary>Creates a rental; called only by the pool.</summary>
    internal RentedBuffer(BlockRef block, int generation, nint length)
    {
        _run = block.Run;
        _index = block.Index;
        _generation = generation;
        Length = length;
    }

    /// <summary>Bytes requested.</summary>
    internal nint Length { get; }

    /// <summary>Bytes that may be used: the whole block, at least <see cref="Length"/>.</summary>
    internal nint Capacity => Run.BlockBytes;

    /// <summary>True for <c>default</c>, which is not a rental.</summary>
    internal bool IsDefault => _run is null;

    /// <summary>The start of the memory, aligned to 16 bytes. Valid until the return.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was returned.</exception>
    internal byte* Pointer
    {
        get
        {
            BufferRun run = Run;
            run.ThrowIfEnded(_index, _generation);
            return run.PointerTo(_index);
        }
    }

    /// <summary>The <see cref="Length"/> bytes. Valid until the return.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was returned.</exception>
    /// <exception cref="OverflowException">There are more bytes than a span can hold (2 GiB).</exception>
    internal Span<byte> Span => new(Pointer, checked((int)Length));

    /// <summary>The block.</summary>
    internal BlockRef Block => new(Run, _index);

    /// <summary>The generation of the block during this rental.</summary>
    internal int Generation => _generation;

    private BufferRun Run => _run ?? throw new InvalidOperationException("The value is default(RentedBuffer): no buffer was rented.");

    /// <summary>Returns the memory to its pool. See <see cref="RegisteredBufferPool.Return"/>.</summary>
    /// <exception cref="InvalidOperationException">The buffer was already returned, or this is <c>default</c>.</exception>
    internal void Return() => Run.Slab.Pool.Return(this);

    /// <summary>Returns the memory, unless it was already returned. See <see cref="RegisteredBufferPool.TryReturn"/>.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    internal bool TryReturn() => Run.Slab.Pool.TryReturn(in this);
}
