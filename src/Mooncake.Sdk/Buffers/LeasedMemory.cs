using System.Buffers;

namespace Mooncake.Buffers;

/// <summary>
/// The memory of a rental that a caller of the store holds through a <see cref="StoreLease{T}"/>. It throws once the lease has ended.
/// </summary>
/// <remarks>It has no finalizer on purpose: a span of the memory does not keep this object alive, so that a finalizer could return memory in use.</remarks>
internal sealed unsafe class LeasedMemory : MemoryManager<byte>
{
    private readonly byte* _pointer;
    private readonly int _length;
    private RentedBuffer _rental;
    private int _hasEnded;

    /// <summary>Takes a rental over.</summary>
    /// <param name="rental">The rental; returned when the lease ends.</param>
    /// <param name="length">How many of its bytes the lease covers.</param>
    internal LeasedMemory(RentedBuffer rental, int length)
    {
        _rental = rental;
        _pointer = rental.Pointer;
        _length = length;
    }

    /// <summary>True once the rental was returned.</summary>
    internal bool HasEnded => Volatile.Read(ref _hasEnded) != 0;

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ThrowIfEnded();
        return new Span<byte>(_pointer, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ThrowIfEnded();
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));

        // Native memory does not move: there is nothing to hold.
        return new MemoryHandle(_pointer + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Nothing was pinned.
    }

    /// <summary>Ends the lease; only the first call does anything.</summary>
    internal void End() => ((IDisposable)this).Dispose();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
        {
            RentedBuffer rental = _rental;
            _rental = default;
            rental.Return();
        }
    }

    private void ThrowIfEnded() => ObjectDisposedException.ThrowIf(HasEnded, typeof(StoreLease<>));
}
