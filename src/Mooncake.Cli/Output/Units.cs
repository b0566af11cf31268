using System.Globalization;

namespace Mooncake.Cli.Output;

/// <summary>Numbers for people.</summary>
internal static class Units
{
    private static readonly (string Name, long Factor)[] Sizes =
    [
        ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
    ];

    /// <summary>A number of bytes with one decimal in the largest unit that fits, such as <c>4.0 KiB</c>.</summary>
    /// <param name="bytes">The number.</param>
    internal static string Bytes(long bytes)
    {
        foreach ((string name, long factor) in Sizes)
        {
            if (bytes >= factor)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / factor:0.0} {name}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes} B");
    }

    /// <summary>A whole number with commas, such as <c>12,345</c>.</summary>
    /// <param name="number">The number.</param>
    internal static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number and its noun: <c>1 object</c>, <c>2 objects</c>.</summary>
    /// <param name="number">The number.</param>
    /// <param name="noun">The noun, whose plural ends in s.</param>
    internal static string Count(long number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>A share in percent, such as <c>42.0 %</c>; empty for no whole.</summary>
    /// <param name="part">The part.</param>
    /// <param name="whole">The whole; 0 or less for none.</param>
    internal static string Percent(double part, double whole) =>
        whole > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100 * part / whole:0.0} %") : "";

    /// <summary>A time with about three digits, in seconds or milliseconds.</summary>
    /// <param name="time">The time.</param>
    internal static string Time(TimeSpan time) => time < TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.###} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
