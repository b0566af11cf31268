using System.Globalization;
using Mooncake.Cli.Decoding.Shapes;
using Mooncake.Cli.Decoding.Wire;
using Mooncake.Serialization;

namespace Mooncake.Cli.Decoding.Values;

/// <content>Objects: with members in order, version-tolerant, and unions.</content>
internal sealed partial class ValueWriter
{
    private const byte WideTag = 0xFA;

    private void WriteObject(ShapeType type, string? typeName)
    {
        int start = reader.Position;
        byte count = reader.Byte();
        if (TakeNull(count == Null))
        {
            return;
        }

        if (count > type.Members.Count)
        {
            throw new PayloadException(start, $"an object has {count} members, and '{type.Name}' has {type.Members.Count}");
        }

        StartObject(typeName);
        foreach (ShapeMember member in type.Members.Take(count))
        {
            json.WritePropertyName(member.Name);
            Write(member.Type!);
        }

        json.WriteEndObject();
    }

    private void WriteTolerant(ShapeType type, string? typeName)
    {
        byte count = reader.Byte();
        if (TakeNull(count == Null))
        {
            return;
        }

        long[] lengths = new long[count];
        for (int i = 0; i < count; i++)
        {
            lengths[i] = reader.SlotLength();
        }

        StartObject(typeName);
        for (int i = 0; i < count; i++)
        {
            if (lengths[i] == 0)
            {
                continue;
            }

            ShapeMember? member = type.Members.FirstOrDefault(member => member.Place == i);
            json.WritePropertyName(member?.Name ?? string.Create(CultureInfo.InvariantCulture, $"$slot{i}"));
            if (member is null)
            {
                WriteBytes(reader.Take(lengths[i]));
            }
            else
            {
                reader.Within(lengths[i], () => Write(member.Type!));
            }
        }

        json.WriteEndObject();
    }

    private void WriteUnion(ShapeType type)
    {
        int start = reader.Position;
        int tag = reader.Byte();
        if (TakeNull(tag == Null))
        {
            return;
        }

        tag = tag == WideTag ? reader.Byte() | (reader.Byte() << 8) : tag;
        string name = type.Members.FirstOrDefault(member => member.Place == tag)?.Name
            ?? throw new PayloadException(start, $"'{type.Name}' has no tag {tag}");
        ShapeType concrete = catalog.Find(name) ?? throw new PayloadException(start, $"the file has no line for '{name}'");
        if (concrete.Kind == Fingerprint.ObjectKind)
        {
            WriteObject(concrete, concrete.Name);
        }
        else if (concrete.Kind == Fingerprint.VersionTolerantKind)
        {
            WriteTolerant(concrete, concrete.Name);
        }
        else
        {
            StartObject(concrete.Name);
            json.WritePropertyName("$value");
            Write(concrete);
            json.WriteEndObject();
        }
    }

    private void StartObject(string? typeName)
    {
        json.WriteStartObject();
        if (typeName is not null)
        {
            json.WriteString("$type", typeName);
        }
    }

    private void WriteNested(NestedWire nested)
    {
        // Nothing has to be chosen for null.
        if (reader.Peek() == Null)
        {
            _ = reader.Byte();
            json.WriteNullValue();
            return;
        }

        Write(choices.TypeOf(nested));
    }
}
