using Mooncake.Cli.Decoding.Shapes;
using Mooncake.Cli.Decoding.Wire;

namespace Mooncake.Cli.Decoding.Values;

/// <content>Memory images, and bytes.</content>
internal sealed partial class ValueWriter
{
    private void WriteImage(WireType wire, ReadOnlySpan<byte> bytes, int offset)
    {
        switch (wire)
        {
            case ScalarWire scalar:
                ScalarText.Write(json, scalar, bytes, offset);
                break;
            case NullableWire { Inner: { Image: { } inner } value }:
                if (!TakeNull(bytes[0] == 0))
                {
                    WriteImage(value, bytes[inner.AlignUp(1)..][..inner.Bytes], offset);
                }

                break;
            case StructWire fields:
                WriteStruct(fields, bytes, offset);
                break;
            case TupleWire tuple:
                json.WriteStartArray();
                for (int i = 0; i < tuple.Items.Count; i++)
                {
                    WriteImage(tuple.Items[i], bytes[tuple.Offsets[i]..][..tuple.Items[i].Image!.Value.Bytes], offset);
                }

                json.WriteEndArray();
                break;
            default:
                WriteBytes(bytes);
                break;
        }
    }

    private void WriteStruct(StructWire fields, ReadOnlySpan<byte> bytes, int offset)
    {
        // The notation has no names; the struct's own line may.
        ShapeType? named = catalog.FindImage(fields.Text);
        if (named is null)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartObject();
        }

        for (int i = 0; i < fields.Fields.Count; i++)
        {
            if (named is not null)
            {
                json.WritePropertyName(named.Members[i].Name);
            }

            WriteImage(fields.Fields[i], bytes[fields.Offsets[i]..][..fields.Fields[i].Image!.Value.Bytes], offset);
        }

        if (named is null)
        {
            json.WriteEndArray();
        }
        else
        {
            json.WriteEndObject();
        }
    }

    private void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        if (isAbbreviating)
        {
            string hex = Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, ShownBytes)]);
            json.WriteStringValue($"{bytes.Length} bytes: {hex}{(bytes.Length > ShownBytes ? "..." : "")}");
        }
        else
        {
            json.WriteBase64StringValue(bytes);
        }
    }
}
