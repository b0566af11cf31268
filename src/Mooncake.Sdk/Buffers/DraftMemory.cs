using System.Buffers;
using System.Runtime.CompilerServices;

namespace Mooncake.Buffers;

/// <summary>
/// The payload of a draft as memory. It has one state for the draft and all copies of the memory: open, put or disposed; once it has ended,
/// every use throws.
/// </summary>
/// <remarks>
/// Deliberately has no finalizer: a span of the memory does not keep this object alive, so a finalizer could return memory in use.
/// </remarks>
/// <typeparam name="TElement">The type of the elements.</typeparam>
/// <param name="rental">The rental that contains the object.</param>
/// <param name="pointer">The first byte of the payload.</param>
/// <param name="length">The number of elements.</param>
internal sealed unsafe class DraftMemory<TElement>(RentedBuffer rental, byte* pointer, int length) : MemoryManager<TElement>
    where TElement : unmanaged
{
    private const int Open = 0;
    private const int Put = 1;
    private const int Disposed = 2;

    private readonly byte* _pointer = pointer;
    private int _state = Open;

    /// <summary>The number of elements.</summary>
    internal int Length => length;

    /// <summary>The first byte of the payload, for the owner of the rental.</summary>
    internal byte* Pointer => _pointer;

    /// <summary>True once the draft was put.</summary>
    internal bool IsPut => Volatile.Read(ref _state) == Put;

    /// <inheritdoc/>
    public override Memory<TElement> Memory
    {
        get
        {
            ThrowIfEnded();
            return CreateMemory(length);
        }
    }

    /// <inheritdoc/>
    public override Span<TElement> GetSpan()
    {
        ThrowIfEnded();
        return new Span<TElement>(_pointer, length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ThrowIfEnded();
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)length, nameof(elementIndex));

        // Native memory does not move, so there is nothing to pin.
        return new MemoryHandle(_pointer + ((nint)elementIndex * Unsafe.SizeOf<TElement>()));
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Nothing was pinned.
    }

    /// <summary>Ends the draft in order to put it.</summary>
    /// <param name="taken">The rental; the caller owns it.</param>
    /// <returns>False if the draft has ended before.</returns>
    internal bool TryTake(out RentedBuffer taken)
    {
        bool isTaken = Interlocked.CompareExchange(ref _state, Put, Open) == Open;
        taken = isTaken ? rental : default;
        return isTaken;
    }

    /// <summary>Opens a draft again whose rental was taken and has not been used.</summary>
    internal void GiveBack() => Volatile.Write(ref _state, Open);

    /// <summary>Ends the draft and returns the rental, unless it has ended before.</summary>
    internal void Discard()
    {
        if (Interlocked.CompareExchange(ref _state, Disposed, Open) == Open)
        {
            rental.Return();
        }
    }

    /// <summary>Throws if the draft has ended.</summary>
    /// <exception cref="ObjectDisposedException">It was put or disposed.</exception>
    internal void ThrowIfEnded() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _state) != Open, typeof(StoreDraft<,>));

    /// <summary>Does nothing: the draft owns the memory.</summary>
    protected override void Dispose(bool disposing)
    {
    }
}
