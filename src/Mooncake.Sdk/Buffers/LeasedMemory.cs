using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Buffers;

/// <summary>
/// The memory of a rental that an application holds through a <see cref="StoreLease{T}"/>. Throws once the lease has ended.
/// </summary>
/// <remarks>
/// Deliberately has no finalizer: a span of the memory does not keep this object alive, so a finalizer could return memory in use.
/// </remarks>
internal sealed unsafe class LeasedMemory : MemoryManager<byte>
{
    private readonly byte* _pointer;
    private readonly int _length;
    private readonly RentedBuffer _rental;
    private bool _hasEnded;

    /// <summary>Takes ownership of a rental.</summary>
    /// <param name="rental">The rental; returned when the lease ends.</param>
    /// <param name="bytes">The bytes of the rental that the lease covers.</param>
    internal LeasedMemory(in RentedBuffer rental, ReadOnlySpan<byte> bytes)
    {
        _rental = rental;

        // Registered memory is native and does not move.
        _pointer = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
        _length = bytes.Length;
    }

    /// <summary>True once the lease has ended: the rental is returned, or about to be.</summary>
    internal bool HasEnded => Volatile.Read(ref _hasEnded);

    /// <summary>The bytes, as memory that is valid as long as the lease.</summary>
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

        // Native memory does not move, so there is nothing to pin.
        return new MemoryHandle(_pointer + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Nothing was pinned.
    }

    /// <summary>Ends the lease; only the first call has an effect.</summary>
    internal void End() => ((IDisposable)this).Dispose();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!HasEnded)
        {
            // Of several threads that get here, only one returns the rental: its generation decides.
            Volatile.Write(ref _hasEnded, true);
            _ = _rental.TryReturn();
        }
    }

    private void ThrowIfEnded() => ObjectDisposedException.ThrowIf(HasEnded, typeof(StoreLease<>));
}
