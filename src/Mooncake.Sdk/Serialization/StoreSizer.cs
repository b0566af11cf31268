using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text;

namespace Mooncake.Serialization;

/// <summary>Adds up the exact size of a value before it is written.</summary>
public ref struct StoreSizer
{
    private int _depth;

    /// <summary>A sizer that counts levels from where a writer stands.</summary>
    /// <param name="depth">The level.</param>
    internal StoreSizer(int depth) => _depth = depth;

    /// <summary>The bytes counted so far.</summary>
    public long Size { get; private set; }

    /// <summary>Why a measure answered false; <see cref="StoreErrorCode.Ok"/> until then.</summary>
    public StoreErrorCode Error { get; private set; }

    /// <summary>Adds bytes.</summary>
    /// <param name="bytes">How many.</param>
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

    /// <summary>Adds the length that stands for a slot which was measured.</summary>
    /// <param name="start">The size before the slot's member.</param>
    /// <returns>False if the member is larger than a length can say.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryAddSlotLength(long start)
    {
        long length = Size - start;
        Size += Varint.SizeOf(length);
        return length <= int.MaxValue || Fail(StoreErrorCode.ValueNotEncodable);
    }

    /// <summary>Goes down one level of nesting; a level that was entered is left again.</summary>
    /// <returns>False if the value nests too deep.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter() => SerializationLimits.IsDepthUnremarkable(++_depth) || IsDepthBearable();

    /// <summary>As <see cref="TryEnter"/>, for a type whose methods need much stack: looks at each level whether there is room.</summary>
    /// <returns>False if the value nests too deep.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool TryEnterWide()
    {
        _depth++;
        return IsDepthBearable();
    }

    /// <summary>Comes back up one level of nesting.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave() => _depth--;

    /// <summary>Records why the value cannot be written, and answers false.</summary>
    /// <param name="error">Why.</param>
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
