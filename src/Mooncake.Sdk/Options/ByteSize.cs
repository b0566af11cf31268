using System.Globalization;

namespace Mooncake.Options;

/// <summary>Sizes with units, as in <c>512MiB</c>.</summary>
internal static class ByteSize
{
    /// <summary>The expected form of a size, for error messages.</summary>
    internal const string Expected = "a number of bytes with an optional unit: B, KiB, MiB, GiB, TiB (K, KB and so on are powers of 1024 too)";

    // Mooncake's own configuration reads KB, MB, GB as powers of 1024; one meaning everywhere prevents a surprise.
    private static readonly (string Suffix, long Factor)[] Units =
    [
        ("kib", 1L << 10), ("mib", 1L << 20), ("gib", 1L << 30), ("tib", 1L << 40),
        ("kb", 1L << 10), ("mb", 1L << 20), ("gb", 1L << 30), ("tb", 1L << 40),
        ("k", 1L << 10), ("m", 1L << 20), ("g", 1L << 30), ("t", 1L << 40),
        ("b", 1L),
    ];

    /// <summary>Formats a size for people: the exact number of bytes, and a rounded one in a larger unit.</summary>
    /// <param name="bytes">The size.</param>
    internal static string Format(long bytes)
    {
        (string Suffix, long Factor)[] units = [("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10)];
        foreach ((string suffix, long factor) in units)
        {
            if (bytes >= factor)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes ({(decimal)bytes / factor:0.##} {suffix})");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes} {(bytes == 1 ? "byte" : "bytes")}");
    }

    /// <summary>Parses a size.</summary>
    /// <param name="text">Such as <c>512MiB</c>, <c>1.5 GiB</c> or <c>4096</c>.</param>
    /// <param name="bytes">The size in bytes, not negative.</param>
    internal static bool TryParse(ReadOnlySpan<char> text, out long bytes)
    {
        text = text.Trim();
        long factor = 1;
        foreach ((string suffix, long unit) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                factor = unit;
                text = text[..^suffix.Length].TrimEnd();
                break;
            }
        }

        bytes = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            || number > long.MaxValue / factor)
        {
            return false;
        }

        bytes = (long)(number * factor);
        return true;
    }
}
