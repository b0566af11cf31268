using System.CommandLine;
using Mooncake.Cli.Output;
using Mooncake.Options;

namespace Mooncake.Cli.Frame;

/// <summary>Declares options that are durations, such as <c>500ms</c>.</summary>
internal static class DurationOption
{
    /// <summary>Declares an option.</summary>
    /// <param name="name">The name, with its dashes.</param>
    /// <param name="description">What it is; the range and the default are added.</param>
    /// <param name="standard">The value without the option.</param>
    /// <param name="least">The smallest value.</param>
    /// <param name="most">The largest value.</param>
    internal static Option<TimeSpan> Create(string name, string description, TimeSpan standard, TimeSpan least, TimeSpan most)
    {
        string range = $"from {DurationText.Format(least)} to {DurationText.Format(most)}";
        return new Option<TimeSpan>(name)
        {
            Description = $"{description} A number with a unit (ms, s, m), {range}; {DurationText.Format(standard)} if not given.",
            HelpName = "duration",
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (!DurationText.TryParse(text, out TimeSpan value))
                {
                    result.AddError($"{name} is '{Printable.Of(text)}', but must be {DurationText.Expected}.");
                }
                else if (value < least || value > most)
                {
                    result.AddError($"{name} is {DurationText.Format(value)}, but must be {range}.");
                }

                return value;
            },
        };
    }
}
