using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Serialization.CompilerServices;

namespace Mooncake.Serialization;

/// <summary>
/// Reads a value from bytes that may be hostile; never past their end. Every method that returns false has recorded the reason in
/// <see cref="Error"/>. User code that the SDK calls (constructors, setters, comparers of elements) may throw; such exceptions are caught
/// only once, by the code that reads the object.
/// </summary>
public ref partial struct StoreReader
{
    private readonly ref byte _start;
    private readonly int _length;
    private readonly ReadOnlyMemory<byte> _owner;
    private readonly bool _isBorrowing;
    private readonly bool _isVerified;
    private readonly bool _isChecked;
    private int _read;
    private int _depth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal StoreReader(ReadOnlySpan<byte> source, ReadOnlyMemory<byte> owner, bool isBorrowing, bool isVerified = false)
    {
        _start = ref MemoryMarshal.GetReference(source);
        _length = source.Length;
        _owner = owner;
        _isBorrowing = isBorrowing;
        _isVerified = isVerified;
    }

    /// <summary>A reader inside a value that MemoryPack reads.</summary>
    /// <param name="source">The rest of that value's bytes.</param>
    /// <param name="call">The state of the surrounding codec.</param>
    internal StoreReader(ReadOnlySpan<byte> source, NestedCall call)
    {
        _start = ref MemoryMarshal.GetReference(source);
        _length = source.Length;
        _depth = call.Depth;
        _isVerified = !call.IsUnverified;
        _isChecked = call.IsChecked;
    }

    /// <summary>Why a read returned false; <see cref="StoreErrorCode.Ok"/> until then.</summary>
    public StoreErrorCode Error { get; private set; }

    /// <summary>The remaining bytes. The format ignores bytes after a value; the caller decides what they mean.</summary>
    public readonly int Remaining => _length - _read;

    /// <summary>The source as memory, if memory members become slices of it; otherwise empty.</summary>
    internal readonly ReadOnlyMemory<byte> Owner => _owner;

    /// <summary>The bytes read so far.</summary>
    internal readonly int Position => _read;

    /// <summary>The nesting depth: the number of objects that contain the value.</summary>
    internal readonly int Depth => _depth;

    /// <summary>True if a checksum covers the bytes and was correct.</summary>
    internal readonly bool IsVerified => _isVerified;

    /// <summary>True if the surrounding codec has already checked the bytes.</summary>
    internal readonly bool IsChecked => _isChecked;

    /// <summary>A reader that copies memory members from the source.</summary>
    /// <param name="source">The bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StoreReader Copying(ReadOnlySpan<byte> source) => new(source, default, isBorrowing: false);

    /// <summary>
    /// A reader whose <c>ReadOnlyMemory</c> and <c>ReadOnlySequence</c> members are slices of the source. Elements of more than a byte are
    /// viewed in place if their address is aligned, and copied otherwise.
    /// </summary>
    /// <param name="source">The bytes; the owner of the value keeps them valid.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StoreReader Borrowing(ReadOnlyMemory<byte> source) => new(source.Span, source, isBorrowing: true);

    /// <summary>Takes the next bytes as one run, to be read at constant offsets.</summary>
    /// <param name="size">The number of bytes.</param>
    /// <param name="run">The bytes.</param>
    /// <returns>False if fewer are left.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(int size, out StoreRun run)
    {
        int at = _read;
        if ((uint)size > (uint)(_length - at))
        {
            run = default;
            return Fail(StoreErrorCode.MalformedTruncated);
        }

        run = new StoreRun(ref Unsafe.Add(ref _start, at));
        _read = at + size;
        return true;
    }

    /// <summary>Skips bytes.</summary>
    /// <param name="count">The number.</param>
    /// <returns>False if fewer are left.</returns>
    public bool TrySkip(int count) => TryTake(count, out _);

    /// <summary>Reads the first byte of an object.</summary>
    /// <param name="members">The number of members of the type.</param>
    /// <param name="count">The number of members in the bytes, 0 to <paramref name="members"/>, or -1 for null.</param>
    /// <returns>False if there is no byte, or it is not a valid count for this type.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadHeader(int members, out int count)
    {
        int at = _read;
        if (at < _length)
        {
            count = Unsafe.Add(ref _start, at);
            _read = at + 1;
            return count <= members || IsNullHeader(ref count);
        }

        count = 0;
        return Fail(StoreErrorCode.MalformedTruncated);
    }

    /// <summary>Reads the first byte of something with one form only.</summary>
    /// <param name="expected">Its value if the object is not null.</param>
    /// <param name="isNull">True for the null mark.</param>
    /// <returns>False if there is no byte, or it is neither.</returns>
    public bool TryReadExactHeader(byte expected, out bool isNull)
    {
        isNull = false;
        if (!TryTake(sizeof(byte), out StoreRun run))
        {
            return false;
        }

        byte header = run.Read<byte>(0);
        isNull = header == SerializationLimits.NullHeader;
        return header == expected || isNull || Fail(StoreErrorCode.MalformedHeader);
    }

    /// <summary>Reads a union's tag.</summary>
    /// <param name="tag">The tag, in its narrow or wide form, or -1 for null.</param>
    /// <returns>False if the bytes end, or are not a tag.</returns>
    public bool TryReadTag(out int tag)
    {
        tag = -1;
        if (!TryTake(sizeof(byte), out StoreRun head))
        {
            return false;
        }

        byte header = head.Read<byte>(0);
        if (header == SerializationLimits.NullHeader)
        {
            return true;
        }

        if (header < SerializationLimits.WideTag)
        {
            tag = header;
            return true;
        }

        if (header != SerializationLimits.WideTag)
        {
            return Fail(StoreErrorCode.MalformedHeader);
        }

        bool isThere = TryTake(sizeof(ushort), out StoreRun wide);
        tag = isThere ? wide.Read<ushort>(0) : -1;
        return isThere;
    }

    /// <summary>Reads a collection's length, and checks that the remaining bytes are sufficient for it.</summary>
    /// <param name="minimumSize">The minimum size of an element in bytes, at least 1.</param>
    /// <param name="length">The number of elements, or -1 for null.</param>
    /// <returns>False if the bytes end, or are too few.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadLength(int minimumSize, out int length)
    {
        if (!TryTake(sizeof(int), out StoreRun run))
        {
            length = 0;
            return false;
        }

        length = run.Read<int>(0);
        if (length < -1)
        {
            return Fail(StoreErrorCode.MalformedLength);
        }

        return (long)length * minimumSize <= Remaining || Fail(StoreErrorCode.MalformedLength);
    }

    /// <summary>Enters a level of nesting; each level entered must be left.</summary>
    /// <returns>False if the bytes are nested too deeply.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter() => SerializationLimits.IsDepthUnremarkable(++_depth) || IsDepthBearable();

    /// <summary>Like <see cref="TryEnter"/>, for a type whose methods need much stack: checks the stack at each level.</summary>
    /// <returns>False if the bytes are nested too deeply.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryEnterWide()
    {
        _depth++;
        return IsDepthBearable();
    }

    /// <summary>Leaves a level of nesting.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave() => _depth--;

    /// <summary>Records why the bytes are not a value, and returns false.</summary>
    /// <param name="error">The reason.</param>
    public bool Fail(StoreErrorCode error)
    {
        Error = error;
        return false;
    }

    private bool IsNullHeader(ref int count)
    {
        if (count != SerializationLimits.NullHeader)
        {
            return Fail(StoreErrorCode.MalformedHeader);
        }

        count = -1;
        return true;
    }

    private bool IsDepthBearable()
    {
        return SerializationLimits.IsDepthBearable(_depth) || Fail(StoreErrorCode.MalformedDepth);
    }
}
