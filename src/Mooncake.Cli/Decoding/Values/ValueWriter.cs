using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Mooncake.Cli.Decoding.Shapes;
using Mooncake.Cli.Decoding.Wire;
using Mooncake.Serialization;

namespace Mooncake.Cli.Decoding.Values;

/// <summary>Writes a payload as JSON.</summary>
/// <param name="catalog">The types.</param>
/// <param name="choices">The types of nested objects.</param>
/// <param name="reader">The payload.</param>
/// <param name="json">Where to.</param>
/// <param name="isAbbreviating">Whether long byte arrays are cut.</param>
internal sealed partial class ValueWriter(ShapeCatalog catalog, Choices choices, PayloadReader reader, Utf8JsonWriter json,
    bool isAbbreviating)
{
    private const byte Null = 0xFF;
    private const int ShownBytes = 32;

    /// <summary>Writes an object of a type, whose header comes next.</summary>
    /// <param name="type">The type.</param>
    /// <exception cref="PayloadException">The bytes are none.</exception>
    /// <exception cref="ChoiceException">The type of a nested object has to be chosen.</exception>
    internal void Write(ShapeType type)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new PayloadException(reader.Position, "objects are nested too deeply");
        }

        switch (type.Kind)
        {
            case Fingerprint.ObjectKind:
                WriteObject(type, null);
                break;
            case Fingerprint.VersionTolerantKind:
                WriteTolerant(type, null);
                break;
            case Fingerprint.UnionKind:
                WriteUnion(type);
                break;
            case Fingerprint.CircularKind:
                throw new PayloadException(reader.Position, $"'{type.Name}' keeps references, and such objects cannot be shown");
            default:
                Write(type.Members is [{ Name: "", Type: { } only }] ? only
                    : new StructWire(type.ImageText, [.. type.Members.Select(member => member.Type!)]));
                break;
        }
    }

    /// <summary>Writes a value.</summary>
    private void Write(WireType wire)
    {
        if (wire.Image is { } image)
        {
            int offset = reader.Position;
            WriteImage(wire, reader.Take(image.Bytes), offset);
            return;
        }

        switch (wire)
        {
            case TextWire text:
                WriteText(text);
                break;
            case NestedWire nested:
                WriteNested(nested);
                break;
            case NullableWire nullable:
                WriteNullable(nullable);
                break;
            case CollectionWire collection:
                WriteCollection(collection);
                break;
            case TupleWire tuple:
                WriteTuple(tuple);
                break;
            case OpaqueWire opaque:
                throw new PayloadException(reader.Position, $"'{opaque.Name}' has an encoding of its own");
            default:
                throw new InvalidOperationException($"'{wire}' is not written.");
        }
    }

    private bool TakeNull(bool isNull)
    {
        if (isNull)
        {
            json.WriteNullValue();
        }

        return isNull;
    }

    private void WriteNullable(NullableWire nullable)
    {
        byte mark = reader.Byte();
        if (TakeNull(mark == Null))
        {
            return;
        }

        if (mark != 1)
        {
            throw new PayloadException(reader.Position - 1, "a nullable is neither null nor 1");
        }

        Write(nullable.Inner);
    }

    private void WriteText(TextWire text)
    {
        switch (text.Code)
        {
            case "version":
                byte parts = reader.Byte();
                if (!TakeNull(parts == Null))
                {
                    json.WriteStringValue(string.Join('.',
                        Enumerable.Range(0, 4).Select(_ => reader.Int32()).ToArray().TakeWhile(part => part >= 0)));
                }

                break;
            case "bigint":
                int bytes = reader.Count(1);
                if (!TakeNull(bytes < 0))
                {
                    json.WriteStringValue(new BigInteger(reader.Take(bytes)).ToString(CultureInfo.InvariantCulture));
                }

                break;
            case "builder":
                int units = reader.Count(2);
                if (!TakeNull(units < 0))
                {
                    json.WriteStringValue(Encoding.Unicode.GetString(reader.Take(2L * units)));
                }

                break;
            default:
                json.WriteStringValue(reader.Text());
                break;
        }
    }
}
