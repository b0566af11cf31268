using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Serialization.CompilerServices;

namespace Mooncake.Serialization;

/// <summary>
/// Writes a value into a span of exactly its size; never past it. Every method that returns false has recorded the reason in
/// <see cref="Error"/>; the bytes written until then have no meaning.
/// </summary>
public ref partial struct StoreWriter
{
    private ref byte _start;
    private int _length;
    private int _written;
    private int _depth;
    private readonly MeasuredParts? _parts;
    private int _part;
    private uint _crc;

    // Null if the value is not a draft's.
    private unsafe DraftPlace* _draft;

    // All bytes before this position are in the CRC; NotSumming if none is computed or bytes are not written in order.
    private int _summed;

    /// <summary>Writes into a span.</summary>
    /// <param name="destination">Exactly as long as the value was measured.</param>
    public StoreWriter(Span<byte> destination)
        : this(destination, crc: 0, NotSumming, parts: null)
    {
    }

    /// <summary>A writer inside a value that MemoryPack writes.</summary>
    /// <param name="destination">Exactly as long as the value was measured.</param>
    /// <param name="depth">The level.</param>
    /// <param name="parts">The bytes that MemoryPack wrote while the value was measured, or null.</param>
    internal StoreWriter(Span<byte> destination, int depth, MeasuredParts? parts)
        : this(destination, crc: 0, NotSumming, parts)
    {
        _depth = depth;
    }

    private StoreWriter(Span<byte> destination, uint crc, int summed, MeasuredParts? parts)
    {
        _start = ref MemoryMarshal.GetReference(destination);
        _length = destination.Length;
        _crc = crc;
        _summed = summed;
        _parts = parts;
    }

    /// <summary>The remaining bytes.</summary>
    public readonly int Remaining => _length - _written;

    /// <summary>Why a write returned false; <see cref="StoreErrorCode.Ok"/> until then.</summary>
    public StoreErrorCode Error { get; private set; }

    /// <summary>The bytes written so far.</summary>
    internal readonly int Position => _written;

    /// <summary>The nesting depth: the number of objects that contain the value.</summary>
    internal readonly int Depth => _depth;

    /// <summary>The next part that MemoryPack wrote while the value was measured.</summary>
    /// <param name="bytes">The part.</param>
    /// <returns>False if there is none, so that MemoryPack must write now.</returns>
    internal bool TryTakePart(out ReadOnlySpan<byte> bytes)
    {
        bool isThere = _parts is not null && _part < _parts.Count;
        bytes = isThere ? _parts![_part++] : default;
        return isThere;
    }

    /// <summary>Takes the next bytes as one run, to be filled at constant offsets.</summary>
    /// <param name="size">The number of bytes.</param>
    /// <param name="run">The bytes.</param>
    /// <returns>False if fewer are left: the value changed since it was measured.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(int size, out StoreRun run)
    {
        int at = _written;
        if ((uint)size > (uint)(_length - at))
        {
            run = default;
            return Changed();
        }

        run = new StoreRun(ref Unsafe.Add(ref _start, at));
        _written = at + size;
        return true;
    }

    /// <summary>Writes the byte that opens an object, a union or a nullable.</summary>
    /// <param name="header">A member count, a tag, or the null mark.</param>
    /// <returns>False if no byte is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryWriteHeader(byte header)
    {
        int at = _written;
        if (at >= _length)
        {
            return Changed();
        }

        Unsafe.Add(ref _start, at) = header;
        _written = at + 1;
        return true;
    }

    /// <summary>Writes the format's null for objects, unions and nullables.</summary>
    /// <returns>False if no byte is left.</returns>
    public bool TryWriteNull() => TryWriteHeader(SerializationLimits.NullHeader);

    /// <summary>Writes a union's tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>False if too few bytes are left.</returns>
    public bool TryWriteTag(ushort tag)
    {
        if (tag < SerializationLimits.WideTag)
        {
            return TryWriteHeader((byte)tag);
        }

        if (!TryTake(sizeof(byte) + sizeof(ushort), out StoreRun run))
        {
            return false;
        }

        run.Write(0, SerializationLimits.WideTag);
        run.Write(1, tag);
        return true;
    }

    /// <summary>Writes a collection's length.</summary>
    /// <param name="length">The number of elements, or -1 for null.</param>
    /// <returns>False if too few bytes are left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryWriteLength(int length)
    {
        if (!TryTake(sizeof(int), out StoreRun run))
        {
            return false;
        }

        run.Write(0, length);
        return true;
    }

    /// <summary>Writes bytes without data.</summary>
    /// <param name="count">The number.</param>
    /// <returns>False if fewer are left.</returns>
    public bool TryWriteZeros(int count)
    {
        if ((uint)count > (uint)Remaining)
        {
            return Changed();
        }

        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref _start, _written), count).Clear();
        _written += count;
        return true;
    }

    /// <summary>Enters a level of nesting; each level entered must be left.</summary>
    /// <returns>False if the value is nested too deeply.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter() => SerializationLimits.IsDepthUnremarkable(++_depth) || IsDepthBearable();

    /// <summary>Like <see cref="TryEnter"/>, for a type whose methods need much stack: checks the stack at each level.</summary>
    /// <returns>False if the value is nested too deeply.</returns>
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

    /// <summary>Ends the writing: if bytes remain unwritten, the value changed since it was measured.</summary>
    /// <returns>False if bytes remain.</returns>
    public bool TryFinish() => _written == _length || Changed();

    /// <summary>Records why the value cannot be written, and returns false.</summary>
    /// <param name="error">The reason.</param>
    public bool Fail(StoreErrorCode error)
    {
        Error = error;
        return false;
    }

    private bool Changed() => Fail(StoreErrorCode.CollectionChanged);

    private bool IsDepthBearable()
    {
        return SerializationLimits.IsDepthBearable(_depth) || Fail(StoreErrorCode.DepthExceeded);
    }
}
