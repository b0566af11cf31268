using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Strings, written in UTF-8 and read in either form.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StringCodec : IStoreCodec<string?>
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMeasure(ref StoreSizer sizer, in string? value)
    {
        sizer.AddString(value);
        return true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryWrite(ref StoreWriter writer, in string? value)
    {
        return writer.TryWriteString(value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ref StoreReader reader, out string? value)
    {
        return reader.TryReadString(out value);
    }

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => reader.TrySkipString();
}
