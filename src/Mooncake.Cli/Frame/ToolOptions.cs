using System.CommandLine;
using System.Globalization;
using Mooncake.Options;

namespace Mooncake.Cli.Frame;

/// <summary>Options whose values are numbers, some with units as in connection strings.</summary>
internal static class ToolOptions
{
    /// <summary>An option with a duration above zero, such as <c>30s</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is for.</param>
    internal static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "duration",
        CustomParser = result =>
        {
            if (DurationText.TryParse(result.Tokens[0].Value, out TimeSpan duration) && duration > TimeSpan.Zero)
            {
                return duration;
            }

            result.AddError($"'{result.Tokens[0].Value}' is not a duration above zero. Give a number with ms, s, m or h, such as 30s.");
            return null;
        },
    };

    /// <summary>An option with a number of bytes, such as <c>64KiB</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is for.</param>
    internal static Option<long?> Size(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "size",
        CustomParser = result =>
        {
            if (ByteSize.TryParse(result.Tokens[0].Value, out long bytes))
            {
                return bytes;
            }

            result.AddError($"'{result.Tokens[0].Value}' is not a size. Give {ByteSize.Expected}.");
            return null;
        },
    };

    /// <summary>An option with a whole number, such as <c>20</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="smallest">The smallest number.</param>
    internal static Option<long?> Number(string name, string description, long smallest) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number >= smallest)
            {
                return number;
            }

            result.AddError($"'{text}' is not a whole number of {smallest} or more.");
            return null;
        },
    };
}
