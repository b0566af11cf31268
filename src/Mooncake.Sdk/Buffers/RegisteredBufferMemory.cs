using System.Buffers;

namespace Mooncake.Buffers;

/// <summary>
/// A registered buffer's bytes as <see cref="Memory{T}"/>: throws after the buffer's disposal; a pin keeps a reference to the buffer.
/// </summary>
internal sealed unsafe class RegisteredBufferMemory : MemoryManager<byte>
{
    private readonly RegisteredBuffer _buffer;
    private readonly nint _offset;
    private readonly int _length;

    /// <summary>Covers a part of a buffer.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="offset">The start of the part.</param>
    /// <param name="length">Its size in bytes.</param>
    internal RegisteredBufferMemory(RegisteredBuffer buffer, nint offset, int length)
    {
        _buffer = buffer;
        _offset = offset;
        _length = length;
    }

    /// <summary>A slice of the part.</summary>
    internal Memory<byte> Slice(int offset, int length) => CreateMemory(offset, length);

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(_buffer.CheckedPointerTo(_offset), _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        ObjectDisposedException.ThrowIf(!_buffer.TryAddReference(), _buffer);
        return new MemoryHandle(_buffer.PointerTo(_offset) + elementIndex, pinnable: this);
    }

    /// <inheritdoc/>
    public override void Unpin() => _buffer.ReleaseReference();

    /// <summary>Does nothing: the buffer owns the memory.</summary>
    protected override void Dispose(bool disposing)
    {
    }
}
