using System.Globalization;

namespace Mooncake.Options;

/// <summary>Durations with units, as in <c>250ms</c>.</summary>
internal static class DurationText
{
    /// <summary>The expected form of a duration, for error messages.</summary>
    internal const string Expected = "a number with a unit: ms, s, m or h";

    private static readonly (string Suffix, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
    ];

    /// <summary>Formats a duration for error messages, such as <c>15 s</c> or <c>250 ms</c>.</summary>
    /// <param name="duration">The duration, not negative.</param>
    internal static string Format(TimeSpan duration) => duration < TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.###} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###} s");

    /// <summary>Parses a duration.</summary>
    /// <param name="text">Such as <c>5s</c>, <c>250ms</c> or <c>1.5h</c>; the unit is required.</param>
    /// <param name="duration">
    /// The duration, not negative. One beyond the range of <see cref="TimeSpan"/> is its maximum, so that the option's check states the range.
    /// </param>
    internal static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        text = text.Trim();
        duration = TimeSpan.Zero;
        foreach ((string suffix, long ticks) in Units)
        {
            if (!text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            ReadOnlySpan<char> digits = text[..^suffix.Length].TrimEnd();
            if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
            {
                return false;
            }

            duration = number > long.MaxValue / ticks ? TimeSpan.MaxValue : new TimeSpan((long)(number * ticks));
            return true;
        }

        return false;
    }
}
