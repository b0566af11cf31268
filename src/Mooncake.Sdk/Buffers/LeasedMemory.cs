using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Buffers;

/// <summary>
/// The memory of a rental that a caller of the store holds through a <see cref="StoreLease{T}"/>. It throws once the lease has ended.
/// </summary>
/// <remarks>It has no finalizer on purpose: a span of the memory does not keep this object alive, so that a finalizer could return memory in use.</remarks>
internal sealed unsafe class LeasedMemory : MemoryManager<byte>
{
    private readonly byte* _pointer;
    private readonly int _length;
    private readonly RentedBuffer _rental;
    private bool _hasEnded;

    /// <summary>Takes a rental over.</summary>
    /// <param name="rental">The rental; returned when the lease ends.</param>
    /// <param name="bytes">Those of its bytes that the lease covers.</param>
    internal LeasedMemory(in RentedBuffer rental, ReadOnlySpan<byte> bytes)
    {
        _rental = rental;

        // Registered memory is native: it stays where it is.
        _pointer = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
        _length = bytes.Length;
    }

    /// <summary>True once the lease has ended: the rental is returned, or about to be.</summary>
    internal bool HasEnded => Volatile.Read(ref _hasEnded);

    /// <summary>The bytes, as memory that lasts as long as the lease.</summary>
    internal ReadOnlyMemory<byte> Bytes => CreateMemory(_length);

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
        if (!HasEnded)
        {
            // Of several threads that come this far, one returns the rental: its generation decides.
            Volatile.Write(ref _hasEnded, true);
            _ = _rental.TryReturn();
        }
    }

    private void ThrowIfEnded() => ObjectDisposedException.ThrowIf(HasEnded, typeof(StoreLease<>));
}
