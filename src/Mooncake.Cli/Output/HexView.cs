using System.Globalization;
using System.Text;

namespace Mooncake.Cli.Output;

/// <summary>Bytes as people read them: offset, 16 bytes in hexadecimal, and the same as ASCII.</summary>
internal static class HexView
{
    private const int BytesPerLine = 16;

    /// <summary>The lines of a view.</summary>
    /// <param name="bytes">The bytes.</param>
    internal static IEnumerable<string> Lines(ReadOnlyMemory<byte> bytes)
    {
        for (int offset = 0; offset < bytes.Length; offset += BytesPerLine)
        {
            yield return Line(offset, bytes.Span[offset..Math.Min(bytes.Length, offset + BytesPerLine)]);
        }
    }

    private static string Line(int offset, ReadOnlySpan<byte> bytes)
    {
        StringBuilder line = new(80);
        line.Append(CultureInfo.InvariantCulture, $"{offset:x8}  ");
        for (int i = 0; i < BytesPerLine; i++)
        {
            _ = i < bytes.Length ? line.Append(CultureInfo.InvariantCulture, $"{bytes[i]:x2} ") : line.Append("   ");
            if (i == (BytesPerLine / 2) - 1)
            {
                line.Append(' ');
            }
        }

        line.Append(" |");
        foreach (byte value in bytes)
        {
            line.Append(value is >= 0x20 and < 0x7F ? (char)value : '.');
        }

        return line.Append('|').ToString();
    }
}
