using System.Buffers.Binary;
using System.ComponentModel;
using System.Text;

namespace Mooncake.Serialization.Codecs;

/// <summary>String builders: always UTF-16 units.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StringBuilderCodec : IStoreCodec<StringBuilder?>
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
    public static string WireType => "builder";

    /// <inheritdoc/>
    public static bool TryMeasure(ref StoreSizer sizer, in StringBuilder? value)
    {
        sizer.Add(sizeof(int) + ((value?.Length ?? 0) * (long)sizeof(char)));
        return true;
    }

    /// <inheritdoc/>
    public static bool TryWrite(ref StoreWriter writer, in StringBuilder? value)
    {
        if (value is null)
        {
            return writer.TryWriteLength(-1);
        }

        if (!writer.TryWriteLength(value.Length))
        {
            return false;
        }

        foreach (ReadOnlyMemory<char> chunk in value.GetChunks())
        {
            if (!writer.TryWriteElements(chunk.Span))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public static bool TryRead(ref StoreReader reader, out StringBuilder? value)
    {
        value = null;
        if (!reader.TryReadLength(sizeof(char), out int length))
        {
            return false;
        }

        if (length < 0)
        {
            return true;
        }

        bool isRead = reader.TryTakeSpan(length * sizeof(char), out ReadOnlySpan<byte> bytes);
        value = new StringBuilder(length);
        for (int i = 0; i < length; i++)
        {
            value.Append((char)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * sizeof(char))..]));
        }

        return isRead;
    }
}
