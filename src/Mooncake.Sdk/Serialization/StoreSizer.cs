using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;
using Mooncake.Serialization.CompilerServices;

namespace Mooncake.Serialization;

/// <summary>Computes the exact size of a value before it is written.</summary>
public ref partial struct StoreSizer
{
    private readonly bool _isRecording;
    private MeasuredParts? _parts;
    private int _part;
    private int _depth;

    // The size of a draft's payload in bytes plus one; 0 if the value is not a draft's.
    private readonly long _draft;

    /// <summary>A sizer that counts levels from the position of a writer.</summary>
    /// <param name="depth">The level.</param>
    /// <param name="parts">The parts that were already measured, or null.</param>
    /// <param name="part">The index of the first one that counts.</param>
    internal StoreSizer(int depth, MeasuredParts? parts, int part)
    {
        _depth = depth;
        _parts = parts;
        _part = part;
    }

    private StoreSizer(int depth)
    {
        _depth = depth;
        _isRecording = true;
    }

    /// <summary>The bytes counted so far.</summary>
    public long Size { get; private set; }

    /// <summary>Why a measure returned false; <see cref="StoreErrorCode.Ok"/> until then.</summary>
    public StoreErrorCode Error { get; private set; }

    /// <summary>True if the value itself has a payload, which belongs into the draft's memory.</summary>
    internal bool HasOwnPayload { get; private set; }

    /// <summary>True once the payload was added: the value's type has one.</summary>
    internal bool HasPayload { get; private set; }

    /// <summary>The nesting depth: the number of objects that contain the value.</summary>
    internal readonly int Depth => _depth;

    /// <summary>The parts recorded so far, which the caller returns; null if there are none.</summary>
    internal readonly MeasuredParts? Parts => _parts;

    /// <summary>A sizer that keeps the bytes that MemoryPack writes, for the writer that follows.</summary>
    /// <param name="depth">The level.</param>
    internal static StoreSizer Recording(int depth) => new(depth);

    /// <summary>Adds a part that was already measured.</summary>
    /// <returns>False if the value must be measured now.</returns>
    internal bool TryAddMeasured()
    {
        if (_isRecording || _parts is null || _part >= _parts.Count)
        {
            return false;
        }

        Size += _parts[_part++].Length;
        return true;
    }

    /// <summary>The buffer for serializing a part.</summary>
    /// <param name="isKept">False if the caller returns it immediately.</param>
    internal MeasuredParts BeginPart(out bool isKept)
    {
        isKept = _isRecording;
        return _isRecording ? _parts ??= MeasuredParts.Rent() : MeasuredParts.Rent();
    }

    /// <summary>Adds bytes.</summary>
    /// <param name="bytes">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long bytes) => Size += bytes;

    /// <summary>Adds a string's UTF-8 form.</summary>
    /// <param name="value">The string, or null.</param>
    public void AddString(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            Size += sizeof(int);
            return;
        }

        Size += (2 * sizeof(int)) + (AsciiText.IsAscii(value) ? value.Length : Encoding.UTF8.GetByteCount(value));
    }

    /// <summary>Adds a string's UTF-16 form.</summary>
    /// <param name="value">The string, or null.</param>
    public void AddUtf16String(string? value) => Size += sizeof(int) + ((value?.Length ?? 0) * (long)sizeof(char));

    /// <summary>Adds the length of a slot that was measured.</summary>
    /// <param name="start">The size before the slot's member.</param>
    /// <returns>False if the member is larger than a length can represent.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryAddSlotLength(long start)
    {
        long length = Size - start;
        Size += Varint.SizeOf(length);
        return length <= int.MaxValue || Fail(StoreErrorCode.ValueNotEncodable);
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

    /// <summary>Records why the value cannot be written, and returns false.</summary>
    /// <param name="error">The reason.</param>
    public bool Fail(StoreErrorCode error)
    {
        Error = error;
        return false;
    }

    private bool IsDepthBearable()
    {
        return SerializationLimits.IsDepthBearable(_depth) || Fail(StoreErrorCode.DepthExceeded);
    }
}
