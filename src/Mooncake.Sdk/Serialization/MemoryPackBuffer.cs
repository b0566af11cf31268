using System.Buffers;
using System.ComponentModel;

namespace Mooncake.Serialization;

/// <summary>
/// The destination of MemoryPack's writes. The bytes go to memory of the SDK reserved for the object as long as they fit, otherwise to a
/// pooled array. Each thread keeps one buffer, with an array of at most 64 KiB; larger arrays are returned to the shared pool. For
/// generated code; not thread-safe, and disposed once.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class MemoryPackBuffer : IBufferWriter<byte>, IDisposable
{
    private const int SmallestBlock = 256;
    private const int LargestKept = 64 * 1024;

    // Callbacks of the user's types may serialize while their type is being serialized: they find no spare buffer and create a new one.
    [ThreadStatic]
    private static MemoryPackBuffer? _spare;

    private byte[] _block = [];
    private byte* _place;
    private int _placeRoom;
    private bool _isRented;

    private MemoryPackBuffer()
    {
    }

    /// <summary>The number of bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>The bytes that were written, until the buffer is disposed.</summary>
    public ReadOnlySpan<byte> WrittenBytes => IsInPlace ? new(_place, Position) : _block.AsSpan(0, Position);

    /// <summary>True while all bytes are in the memory passed to <see cref="WriteTo"/>.</summary>
    internal bool IsInPlace => _place != null;

    /// <summary>
    /// The size of the memory that would have held all bytes: at least <see cref="Length"/>, because strings reserve more than they write.
    /// </summary>
    internal long RoomNeeded { get; private set; }

    /// <summary>True if the buffer refused to grow: the value needs more bytes than an array can have.</summary>
    internal bool IsExhausted { get; private set; }

    private int Position => (int)Length;

    private int Capacity => IsInPlace ? _placeRoom : _block.Length;

    /// <summary>An empty buffer.</summary>
    public static MemoryPackBuffer Rent()
    {
        MemoryPackBuffer buffer = _spare ?? new MemoryPackBuffer();
        _spare = null;
        buffer._isRented = true;
        buffer.IsExhausted = false;
        buffer.RoomNeeded = 0;
        return buffer;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The count exceeds the last block.</exception>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity - Position);
        Length += count;
        RoomNeeded = Math.Max(RoomNeeded, Length);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">More bytes than an array can have.</exception>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        // The memory of the SDK is not an array: as Memory it could be kept beyond its lifetime.
        if (IsInPlace)
        {
            Spill(Position + (long)Math.Max(sizeHint, 1));
        }

        Reserve(sizeHint);
        return _block.AsMemory(Position);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">More bytes than an array can have.</exception>
    /// <exception cref="InsufficientExecutionStackException">The value is nested more deeply than the stack allows.</exception>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        Span<byte> room = IsInPlace ? new Span<byte>(_place + Position, _placeRoom - Position) : _block.AsSpan(Position);
        return NestingGuard.Watch(room, sizeHint);
    }

    /// <summary>Ends the use; the bytes are no longer valid.</summary>
    public void Dispose()
    {
        if (!_isRented)
        {
            return;
        }

        _isRented = false;
        _place = null;
        Length = 0;
        if (_block.Length > LargestKept || _spare is not null)
        {
            Replace([]);
        }

        _spare ??= this;
    }

    /// <summary>Directs the writes to other memory, as long as they fit. Called before anything is written.</summary>
    /// <param name="place">The memory; valid until the buffer is disposed.</param>
    /// <param name="room">Its size in bytes.</param>
    internal void WriteTo(byte* place, int room)
    {
        _place = place;
        _placeRoom = room;
    }

    /// <summary>Removes bytes at the end.</summary>
    /// <param name="length">The number of bytes to keep; not more than were written.</param>
    internal void Truncate(long length) => Length = length;

    /// <summary>Moves bytes at the end to a separate buffer.</summary>
    /// <param name="length">The number of bytes to keep.</param>
    internal MemoryPackBuffer Split(long length)
    {
        MemoryPackBuffer tail = Rent();
        ReadOnlySpan<byte> moved = WrittenBytes[(int)length..];
        moved.CopyTo(tail.GetSpan(moved.Length));
        tail.Advance(moved.Length);
        Truncate(length);
        return tail;
    }

    private void Reserve(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        ObjectDisposedException.ThrowIf(!_isRented, this);
        long needed = (long)Position + Math.Max(sizeHint, 1);
        if (needed <= Capacity)
        {
            return;
        }

        if (IsInPlace)
        {
            Spill(needed);
        }
        else
        {
            Grow(needed);
        }
    }

    /// <summary>Continues in an array, because the memory is too small.</summary>
    private void Spill(long needed)
    {
        ReadOnlySpan<byte> written = WrittenBytes;
        RoomNeeded = Math.Max(RoomNeeded, needed);
        if (_block.Length < needed)
        {
            Replace(RentBlock(needed, _placeRoom));
        }

        written.CopyTo(_block);
        _place = null;
    }

    private void Grow(long needed)
    {
        byte[] larger = RentBlock(needed, _block.Length);
        WrittenBytes.CopyTo(larger);
        Replace(larger);
    }

    private byte[] RentBlock(long needed, long before)
    {
        if (needed > Array.MaxLength)
        {
            IsExhausted = true;
            throw new InvalidOperationException(
                $"The serializer wrote {Length} bytes and requested {needed - Position} more, but at most {Array.MaxLength} bytes fit. Store the value in parts.");
        }

        return ArrayPool<byte>.Shared.Rent((int)Math.Max(needed, Math.Clamp(2 * before, SmallestBlock, Array.MaxLength)));
    }

    private void Replace(byte[] block)
    {
        if (_block.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_block);
        }

        _block = block;
    }
}
