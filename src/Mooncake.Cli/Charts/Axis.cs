using System.Globalization;

namespace Mooncake.Cli.Charts;

/// <summary>An axis: the range that it shows and where it has ticks.</summary>
internal sealed class Axis
{
    private readonly bool _isLogarithmic;

    private Axis(double from, double to, IReadOnlyList<double> ticks, bool isLogarithmic)
    {
        From = from;
        To = to;
        Ticks = ticks;
        _isLogarithmic = isLogarithmic;
    }

    /// <summary>The first value.</summary>
    internal double From { get; }

    /// <summary>The last value; above <see cref="From"/>.</summary>
    internal double To { get; }

    /// <summary>The values with ticks, ascending.</summary>
    internal IReadOnlyList<double> Ticks { get; }

    /// <summary>An axis with equal steps.</summary>
    /// <param name="values">The values to show.</param>
    /// <param name="fromZero">True to begin at 0, which the axis also does where that is near.</param>
    internal static Axis Linear(IReadOnlyCollection<double> values, bool fromZero)
    {
        double high = values.Count == 0 ? 1 : values.Max();
        double low = fromZero || values.Count == 0 || (values.Min() >= 0 && values.Min() < high / 4) ? 0 : values.Min();
        high = high > low ? high : low + 1;
        double step = StepFor((high - low) / 4);
        double end = fromZero ? Math.Ceiling((high / step) - 1e-9) * step : high;
        List<double> ticks = [];
        for (long i = (long)Math.Ceiling((low / step) - 1e-9); i * step <= end + (step * 1e-6); i++)
        {
            ticks.Add(i * step);
        }

        return new Axis(low, end, ticks, isLogarithmic: false);
    }

    /// <summary>An axis with equal ratios.</summary>
    /// <param name="values">The values to show; those that are not above 0 do not count.</param>
    internal static Axis Logarithmic(IReadOnlyCollection<double> values)
    {
        double[] positive = [.. values.Where(static value => value > 0)];
        double low = positive.Length == 0 ? 1 : positive.Min();
        double high = positive.Length == 0 ? 10 : Math.Max(positive.Max(), low * 1.01);
        double[] leads = high / low > 1e4 ? [1] : high / low > 300 ? [1, 3] : [1, 2, 5];
        List<double> ticks = [];
        for (double power = Math.Pow(10, Math.Floor(Math.Log10(low))); power <= high; power *= 10)
        {
            ticks.AddRange(leads.Select(lead => lead * power).Where(tick => tick >= low * 0.999 && tick <= high * 1.001));
        }

        return new Axis(low, high, ticks, isLogarithmic: true);
    }

    /// <summary>Where a value lies: 0 at the beginning of the axis, 1 at its end.</summary>
    /// <param name="value">The value; limited to the axis.</param>
    internal double PositionOf(double value)
    {
        double bounded = Math.Clamp(double.IsFinite(value) ? value : From, From, To);
        return _isLogarithmic ? Math.Log(bounded / From) / Math.Log(To / From) : (bounded - From) / (To - From);
    }

    /// <summary>A value as the text of its tick, such as <c>0.25</c>, <c>3,000</c> or <c>1.5M</c>.</summary>
    /// <param name="value">The value.</param>
    internal static string Text(double value) => Math.Abs(value) switch
    {
        >= 1e9 => (value / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + "G",
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    private static double StepFor(double rough)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
    }
}
