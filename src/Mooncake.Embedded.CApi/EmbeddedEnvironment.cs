using System.Globalization;
using Mooncake.Options;

namespace Mooncake.Embedded.CApi;

/// <summary>
/// Reads from the environment what the C ABI has no argument for. <c>docs/embedding-in-other-languages.md</c> lists the variables.
/// </summary>
internal static class EmbeddedEnvironment
{
    /// <summary>How all of the variables begin.</summary>
    internal const string Prefix = "MOONCAKE_EMBEDDED_";

    private const string ExpectedShare = "a number between 0 and 1, such as 0.9";

    /// <summary>Reads the options of a cluster; a variable that is not set, or empty, leaves the default.</summary>
    /// <param name="read">The text of a variable, or null.</param>
    /// <param name="options">The options, without the cluster's name.</param>
    /// <param name="problem">Which variable cannot be used, and what is expected; empty if all can.</param>
    /// <returns>False if there is a problem.</returns>
    internal static bool TryRead(Func<string, string?> read, out EmbeddedOptions options, out string problem)
    {
        options = new EmbeddedOptions();
        problem = "";
        try
        {
            if (TryReadDuration("LEASE", out TimeSpan lease, ref problem))
            {
                options = options with { LeaseDuration = lease };
            }

            if (TryReadDuration("SOFT_PIN", out TimeSpan softPin, ref problem))
            {
                options = options with { SoftPinDuration = softPin };
            }

            if (TryReadShare("WATERMARK", out double watermark, ref problem))
            {
                options = options with { EvictionWatermark = watermark };
            }

            if (TryReadShare("EVICTION_RATIO", out double ratio, ref problem))
            {
                options = options with { EvictionRatio = ratio };
            }
        }
        catch (ArgumentOutOfRangeException exception)
        {
            problem = $"One of the {Prefix}* variables has a value outside its range. {exception.Message}";
        }

        return problem.Length == 0;

        bool TryReadDuration(string name, out TimeSpan value, ref string problem)
        {
            value = default;
            return Text(name) is { } text && Accept(DurationText.TryParse(text, out value), name, text, DurationText.Expected, ref problem);
        }

        bool TryReadShare(string name, out double value, ref string problem)
        {
            value = 0;
            return Text(name) is { } text
                && Accept(double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= 1, name, text, ExpectedShare, ref problem);
        }

        string? Text(string name) => read(Prefix + name) is { Length: > 0 } text ? text : null;
    }

    private static bool Accept(bool valid, string name, string text, string expected, ref string problem)
    {
        if (!valid)
        {
            problem = $"{Prefix}{name} is '{text}'. Give {expected}.";
        }

        return valid;
    }
}
