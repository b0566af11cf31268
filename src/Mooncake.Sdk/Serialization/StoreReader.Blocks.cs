using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization;

/// <content>Bulk copies and borrowed memory.</content>
public ref partial struct StoreReader
{
    /// <summary>True if memory members become slices of the source.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly bool IsBorrowing => _isBorrowing;

    /// <summary>
    /// The remaining bytes, unchanged; for serializers that read from a span. They must be skipped with <see cref="TrySkip"/> afterwards.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly ReadOnlySpan<byte> RemainingBytes => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, _read), Remaining);

    /// <summary>Reads elements whose memory equals the format, as one copy.</summary>
    /// <typeparam name="T">A type without references.</typeparam>
    /// <param name="destination">The elements to fill, all of them.</param>
    /// <returns>False if fewer bytes are left.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryReadElements<T>(Span<T> destination)
    {
        ReferenceFree<T>.Demand();
        long size = (long)destination.Length * Unsafe.SizeOf<T>();
        if (size > Remaining)
        {
            return Fail(StoreErrorCode.MalformedTruncated);
        }

        Unsafe.CopyBlockUnaligned(
            ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(destination)),
            ref Unsafe.Add(ref _start, _read),
            (uint)size);
        _read += (int)size;
        return true;
    }

    /// <summary>Takes the next bytes, unchanged.</summary>
    /// <param name="count">The number of bytes; not negative.</param>
    /// <param name="bytes">The bytes, a part of the source.</param>
    /// <returns>False if fewer are left.</returns>
    internal bool TryTakeSpan(int count, out ReadOnlySpan<byte> bytes)
    {
        int at = _read;
        bool isThere = TrySkip(count);
        bytes = isThere ? MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _start, at), count) : default;
        return isThere;
    }

    /// <summary>Reads elements as a view into the source, if possible.</summary>
    /// <typeparam name="T">A type without references.</typeparam>
    /// <param name="length">The number of elements; their bytes were checked to be available.</param>
    /// <param name="memory">The view.</param>
    /// <returns>False if this reader copies, or the elements are not at an aligned address; nothing was read then.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryBorrow<T>(int length, out ReadOnlyMemory<T> memory)
    {
        ReferenceFree<T>.Demand();
        if (!_isBorrowing || !IsAligned<T>())
        {
            memory = default;
            return false;
        }

        int size = length * Unsafe.SizeOf<T>();
        ReadOnlyMemory<byte> bytes = _owner.Slice(_read, size);
        memory = typeof(T) == typeof(byte)
            ? Unsafe.As<ReadOnlyMemory<byte>, ReadOnlyMemory<T>>(ref bytes)
            : new BorrowedMemory<T>(bytes, length).Memory;
        _read += size;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly unsafe bool IsAligned<T>()
    {
        // The garbage collector moves objects by multiples of the word size, so alignment up to that is preserved wherever the source is.
        int alignment = Math.Min(AlignmentOf<T>.Value, sizeof(long));
        bool isKept = alignment <= Unsafe.SizeOf<nint>();
        return alignment == 1
            || (isKept && ((nuint)Unsafe.AsPointer(ref Unsafe.Add(ref _start, _read)) & (nuint)(alignment - 1)) == 0);
    }
}
