using System.ComponentModel;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Strings, written in UTF-16 and read in either form. Lone surrogates are preserved.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Utf16StringCodec : IStoreCodec<string?>
{
    /// <inheritdoc/>
    public static int MinSize => sizeof(int);

    /// <inheritdoc/>
    public static bool IsFixedSize => false;

    /// <inheritdoc/>
    public static bool IsBlock => false;

    /// <inheritdoc/>
    public static bool IsTotal => false;

    /// <inheritdoc/>
    public static string WireType => "s";

    /// <inheritdoc/>
    public static bool IsUtf16 => true;

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in string? value)
    {
        sizer.AddUtf16String(value);
        return true;
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in string? value)
    {
        return writer.TryWriteUtf16String(value);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out string? value)
    {
        return reader.TryReadString(out value);
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => reader.TrySkipString();
}
