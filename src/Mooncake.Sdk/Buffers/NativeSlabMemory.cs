using System.Buffers;

namespace Mooncake.Buffers;

/// <summary>A slab's bytes as <see cref="Memory{T}"/>; one instance for the slab's lifetime, so slices allocate nothing.</summary>
internal sealed unsafe class NativeSlabMemory : MemoryManager<byte>
{
    private readonly int _length;
    private byte* _pointer;

    /// <summary>Covers memory that the slab owns.</summary>
    /// <param name="pointer">The start.</param>
    /// <param name="length">Number of bytes; of a slab larger than 2 GiB the first ones.</param>
    internal NativeSlabMemory(byte* pointer, int length)
    {
        _pointer = pointer;
        _length = length;
    }

    /// <summary>A part of the slab.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The part is not within the slab.</exception>
    internal Memory<byte> Slice(int offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _length - offset);
        return CreateMemory(offset, length);
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        byte* pointer = _pointer;
        ObjectDisposedException.ThrowIf(pointer == null, this);
        return new Span<byte>(pointer, _length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        byte* pointer = _pointer;
        ObjectDisposedException.ThrowIf(pointer == null, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        return new MemoryHandle(pointer + elementIndex);
    }

    /// <summary>Does nothing: native memory does not move, and the rental keeps it allocated.</summary>
    public override void Unpin()
    {
    }

    /// <summary>Makes later uses throw.</summary>
    internal void Detach() => _pointer = null;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => Detach();
}
