using System.Buffers;
using System.ComponentModel;

namespace Mooncake.Serialization;

/// <summary>
/// Where MemoryPack writes to. The bytes go to memory of the SDK that was reserved for the object, as long as they fit, and else to a
/// pooled array. One buffer is kept for each thread, with an array of at most 64 KiB; larger arrays go back to the shared pool. For
/// generated code; not thread-safe, and disposed once.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class PackageBuffer : IBufferWriter<byte>, IDisposable
{
    private const int SmallestBlock = 256;
    private const int LargestKept = 64 * 1024;

    // Callbacks of the user's types may serialize too, while their type is being serialized: they find no spare and make a new buffer.
    [ThreadStatic]
    private static PackageBuffer? _spare;

    private byte[] _block = [];
    private byte* _place;
    private int _placeRoom;
    private bool _isRented;

    private PackageBuffer()
    {
    }

    /// <summary>How many bytes were written.</summary>
    public long Length { get; private set; }

    /// <summary>The bytes that were written, until the buffer is disposed.</summary>
    public ReadOnlySpan<byte> WrittenBytes => IsInPlace ? new(_place, Position) : _block.AsSpan(0, Position);

    /// <summary>True while all bytes lie in the memory that <see cref="WriteTo"/> named.</summary>
    internal bool IsInPlace => _place != null;

    /// <summary>
    /// The room that would have kept all bytes in that memory: at least <see cref="Length"/>, for strings reserve more than they write.
    /// </summary>
    internal long RoomNeeded { get; private set; }

    /// <summary>True if the buffer refused to grow: the value takes more bytes than an array can have.</summary>
    internal bool IsExhausted { get; private set; }

    private int Position => (int)Length;

    private int Capacity => IsInPlace ? _placeRoom : _block.Length;

    /// <summary>An empty buffer.</summary>
    public static PackageBuffer Rent()
    {
        PackageBuffer buffer = _spare ?? new PackageBuffer();
        _spare = null;
        buffer._isRented = true;
        buffer.IsExhausted = false;
        buffer.RoomNeeded = 0;
        return buffer;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">More than the last block has.</exception>
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
    /// <exception cref="InsufficientExecutionStackException">The value nests deeper than the stack has room for.</exception>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        Span<byte> room = IsInPlace ? new Span<byte>(_place + Position, _placeRoom - Position) : _block.AsSpan(Position);
        return NestingGuard.Watch(room, sizeHint);
    }

    /// <summary>Ends the use; the bytes are no longer there.</summary>
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

    /// <summary>Has the bytes written to other memory, as long as they fit. Called before anything is written.</summary>
    /// <param name="place">The memory; valid until the buffer is disposed.</param>
    /// <param name="room">Its size in bytes.</param>
    internal void WriteTo(byte* place, int room)
    {
        _place = place;
        _placeRoom = room;
    }

    /// <summary>Takes bytes at the end back.</summary>
    /// <param name="length">How many bytes are left; not more than were written.</param>
    internal void Truncate(long length) => Length = length;

    /// <summary>Moves bytes at the end to a buffer of their own.</summary>
    /// <param name="length">How many bytes stay.</param>
    internal PackageBuffer Split(long length)
    {
        PackageBuffer tail = Rent();
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

    /// <summary>Goes on in an array, because the memory does not suffice.</summary>
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
                $"The serializer wrote {Length} bytes and asks for room for {needed - Position} more; {Array.MaxLength} fit. Store the value in parts.");
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
