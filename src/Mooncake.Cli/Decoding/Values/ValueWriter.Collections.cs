using Mooncake.Cli.Decoding.Wire;

namespace Mooncake.Cli.Decoding.Values;

/// <content>Collections, dictionaries and tuples.</content>
internal sealed partial class ValueWriter
{
    private void WriteCollection(CollectionWire collection)
    {
        int[]? dimensions = null;
        if (collection.Rank > 1)
        {
            byte header = reader.Byte();
            if (TakeNull(header == Null))
            {
                return;
            }

            dimensions = [.. Enumerable.Range(0, collection.Rank).Select(_ => reader.Int32())];
            if (header != collection.Rank + 1)
            {
                throw new PayloadException(reader.Position, "an array has another number of dimensions");
            }
        }

        int count = reader.Count(collection.Element.Image?.Bytes ?? 1);
        if (TakeNull(count < 0))
        {
            return;
        }

        if (collection is { Rank: 1, Element: ScalarWire { Code: "u1" } })
        {
            WriteBytes(reader.Take(count));
            return;
        }

        if (collection.Element is TupleWire { Kind: TupleKind.Pair } pair && IsName(pair.Items[0]))
        {
            WriteDictionary(pair, count);
            return;
        }

        if (dimensions is not null)
        {
            json.WriteStartObject();
            json.WriteStartArray("$dimensions");
            Array.ForEach(dimensions, json.WriteNumberValue);
            json.WriteEndArray();
            json.WritePropertyName("$elements");
        }

        json.WriteStartArray();
        for (int i = 0; i < count; i++)
        {
            Write(collection.Element);
        }

        json.WriteEndArray();
        if (dimensions is not null)
        {
            json.WriteEndObject();
        }
    }

    private void WriteDictionary(TupleWire pair, int count)
    {
        json.WriteStartObject();
        for (int i = 0; i < count; i++)
        {
            int offset = reader.Position;
            if (pair.Image is { } image)
            {
                ReadOnlySpan<byte> bytes = reader.Take(image.Bytes);
                ScalarWire scalar = (ScalarWire)pair.Items[0];
                json.WritePropertyName(ScalarText.NameOf(scalar, bytes[pair.Offsets[0]..][..scalar.Image!.Value.Bytes], offset));
                WriteImage(pair.Items[1], bytes[pair.Offsets[1]..][..pair.Items[1].Image!.Value.Bytes], offset);
                continue;
            }

            json.WritePropertyName(pair.Items[0] is ScalarWire key
                ? ScalarText.NameOf(key, reader.Take(key.Image!.Value.Bytes), offset)
                : reader.Text() ?? throw new PayloadException(offset, "a key is null"));
            Write(pair.Items[1]);
        }

        json.WriteEndObject();
    }

    private static bool IsName(WireType key) => key is TextWire { Code: "s" } or ScalarWire { Code: not "c" and not "rune" };

    private void WriteTuple(TupleWire tuple)
    {
        if (tuple.Kind == TupleKind.Class)
        {
            byte count = reader.Byte();
            if (TakeNull(count == Null))
            {
                return;
            }

            if (count != tuple.Items.Count)
            {
                throw new PayloadException(reader.Position - 1, $"a tuple has {count} items instead of {tuple.Items.Count}");
            }
        }

        json.WriteStartArray();
        foreach (WireType item in tuple.Items)
        {
            Write(item);
        }

        json.WriteEndArray();
    }
}
