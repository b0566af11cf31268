using System.ComponentModel;

namespace Mooncake.Serialization.Codecs;

/// <summary>Uris, as the string that they were made from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UriCodec : IStoreCodec<Uri?>
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
    public static string WireType => "uri";

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in Uri? value)
    {
        sizer.AddString(value?.OriginalString);
        return true;
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in Uri? value)
    {
        return writer.TryWriteString(value?.OriginalString);
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out Uri? value)
    {
        value = null;
        if (!reader.TryReadString(out string? text) || text is null)
        {
            return reader.Error == StoreErrorCode.Ok;
        }

        return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out value) || reader.Fail(StoreErrorCode.MalformedValue);
    }
}
