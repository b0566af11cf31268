using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Mooncake.Cli.Decoding.Wire;

namespace Mooncake.Cli.Decoding.Values;

/// <summary>Writes scalars as JSON.</summary>
internal static class ScalarText
{
    private const long TickMask = 0x3FFF_FFFF_FFFF_FFFF;

    /// <summary>Writes a value.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="scalar">The type.</param>
    /// <param name="bytes">The memory image.</param>
    /// <param name="offset">Where it is, for messages.</param>
    /// <exception cref="PayloadException">The bytes are no value of the type.</exception>
    internal static void Write(Utf8JsonWriter json, ScalarWire scalar, ReadOnlySpan<byte> bytes, int offset)
    {
        switch (scalar.Code)
        {
            case "b":
                json.WriteBooleanValue(bytes[0] <= 1 ? bytes[0] == 1 : throw new PayloadException(offset, "a bool is neither 0 nor 1"));
                break;
            case "i1":
                json.WriteNumberValue(unchecked((sbyte)bytes[0]));
                break;
            case "u1":
                json.WriteNumberValue(bytes[0]);
                break;
            case "i2":
                json.WriteNumberValue(BinaryPrimitives.ReadInt16LittleEndian(bytes));
                break;
            case "u2":
                json.WriteNumberValue(BinaryPrimitives.ReadUInt16LittleEndian(bytes));
                break;
            case "i4":
                json.WriteNumberValue(BinaryPrimitives.ReadInt32LittleEndian(bytes));
                break;
            case "u4":
                json.WriteNumberValue(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
                break;
            case "i8":
                json.WriteNumberValue(BinaryPrimitives.ReadInt64LittleEndian(bytes));
                break;
            case "u8":
                json.WriteNumberValue(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
                break;
            case "f4":
                WriteNumber(json, BinaryPrimitives.ReadSingleLittleEndian(bytes));
                break;
            case "f8":
                WriteNumber(json, BinaryPrimitives.ReadDoubleLittleEndian(bytes));
                break;
            case "f2":
                WriteNumber(json, BinaryPrimitives.ReadHalfLittleEndian(bytes));
                break;
            default:
                json.WriteStringValue(TextOf(scalar.Code, bytes, offset));
                break;
        }
    }

    /// <summary>A key of a dictionary as the name of a JSON member.</summary>
    /// <param name="scalar">The type.</param>
    /// <param name="bytes">The memory image.</param>
    /// <param name="offset">Where it is, for messages.</param>
    internal static string NameOf(ScalarWire scalar, ReadOnlySpan<byte> bytes, int offset)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            Write(json, scalar, bytes, offset);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length).Trim('"');
    }

    private static void WriteNumber<T>(Utf8JsonWriter json, T number)
        where T : IFloatingPoint<T>
    {
        string text = number.ToString(null, CultureInfo.InvariantCulture);
        if (T.IsFinite(number))
        {
            json.WriteRawValue(text);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    private static string TextOf(string code, ReadOnlySpan<byte> bytes, int offset)
    {
        try
        {
            return code switch
            {
                "i16" => BinaryPrimitives.ReadInt128LittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
                "u16" => BinaryPrimitives.ReadUInt128LittleEndian(bytes).ToString(CultureInfo.InvariantCulture),
                "c" => ((char)BinaryPrimitives.ReadUInt16LittleEndian(bytes)).ToString(),
                "dec" => DecimalOf(bytes).ToString(CultureInfo.InvariantCulture),
                "guid" => new Guid(bytes).ToString("D"),
                "dt" => DateTimeOf(bytes).ToString("O", CultureInfo.InvariantCulture),
                "dto" => DateTimeOffsetOf(bytes).ToString("O", CultureInfo.InvariantCulture),
                "span" => new TimeSpan(BinaryPrimitives.ReadInt64LittleEndian(bytes)).ToString("c", CultureInfo.InvariantCulture),
                "date" => DateOnly.FromDayNumber(BinaryPrimitives.ReadInt32LittleEndian(bytes)).ToString("O", CultureInfo.InvariantCulture),
                "time" => new TimeOnly(BinaryPrimitives.ReadInt64LittleEndian(bytes)).ToString("O", CultureInfo.InvariantCulture),
                _ => new Rune(BinaryPrimitives.ReadInt32LittleEndian(bytes)).ToString(),
            };
        }
        catch (ArgumentException)
        {
            throw new PayloadException(offset, $"a value of the encoding {code} is out of its range");
        }
    }

    private static decimal DecimalOf(ReadOnlySpan<byte> bytes) => new(
    [
        BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
        BinaryPrimitives.ReadInt32LittleEndian(bytes),
    ]);

    private static DateTime DateTimeOf(ReadOnlySpan<byte> bytes)
    {
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        DateTimeKind kind = (value >> 62) switch
        {
            0 => DateTimeKind.Unspecified,
            1 => DateTimeKind.Utc,
            _ => DateTimeKind.Local,
        };
        return new DateTime((long)value & TickMask, kind);
    }

    private static DateTimeOffset DateTimeOffsetOf(ReadOnlySpan<byte> bytes)
    {
        // Older runtimes wrote the offset in 16 bits.
        TimeSpan offset = TimeSpan.FromMinutes(BinaryPrimitives.ReadInt16LittleEndian(bytes));
        return new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), TimeSpan.Zero).ToOffset(offset);
    }
}
