using System.Buffers;
using System.ComponentModel;

namespace Mooncake.Serialization;

/// <summary>
/// What a serializer of another package writes into: it either keeps the bytes, or only counts them and lets each block overwrite
/// the one before. One is kept for each thread, with at most 64 KiB; larger blocks come from the shared pool and go back. For
/// generated code; not thread-safe, and disposed where it was rented.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackageBuffer : IBufferWriter<byte>, IDisposable
{
    private const int SmallestBlock = 256;
    private const int LargestKept = 64 * 1024;

    // Callbacks of the user's types may serialize too, while their type is being serialized: who finds no spare makes a new one.
    [ThreadStatic]
    private static PackageBuffer? _spare;

    private byte[] _block = [];
    private bool _isCounting;
    private bool _isRented;

    private PackageBuffer()
    {
    }

    /// <summary>How many bytes were written.</summary>
    public long Length { get; private set; }

    /// <summary>The bytes that were written, until the buffer is disposed; none if it only counts.</summary>
    public ReadOnlySpan<byte> WrittenBytes => _isCounting ? default : _block.AsSpan(0, (int)Length);

    private int Position => _isCounting ? 0 : (int)Length;

    /// <summary>A buffer that counts: it needs room for the largest block, not for the sum of them.</summary>
    public static PackageBuffer RentToCount() => Rent(isCounting: true);

    /// <summary>A buffer that keeps the bytes.</summary>
    public static PackageBuffer RentToWrite() => Rent(isCounting: false);

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">More than the last block has.</exception>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _block.Length - Position);
        Length += count;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">More bytes than an array can have.</exception>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _block.AsMemory(Position);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">More bytes than an array can have.</exception>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _block.AsSpan(Position);
    }

    /// <summary>Ends the use; the bytes are no longer there.</summary>
    public void Dispose()
    {
        if (!_isRented)
        {
            return;
        }

        _isRented = false;
        Length = 0;
        if (_block.Length > LargestKept || _spare is not null)
        {
            Replace([]);
        }

        _spare ??= this;
    }

    private static PackageBuffer Rent(bool isCounting)
    {
        PackageBuffer buffer = _spare ?? new PackageBuffer();
        _spare = null;
        buffer._isCounting = isCounting;
        buffer._isRented = true;
        return buffer;
    }

    private void Reserve(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        ObjectDisposedException.ThrowIf(!_isRented, this);
        long needed = (long)Position + Math.Max(sizeHint, 1);
        if (needed > _block.Length)
        {
            Grow(needed);
        }
    }

    private void Grow(long needed)
    {
        if (needed > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"The serializer wrote {Length} bytes and asks for room for {needed - Position} more; {Array.MaxLength} fit. Store the value in parts.");
        }

        long roomy = Math.Clamp(2L * _block.Length, SmallestBlock, Array.MaxLength);
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(needed, roomy));
        WrittenBytes.CopyTo(larger);
        Replace(larger);
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
