using System.Globalization;

namespace Mooncake.Benchmarks.Measurement;

/// <summary>One measure, as it is printed.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Ours">Our figure: nanoseconds an operation, or operations a second.</param>
/// <param name="Baseline">The baseline's figure in the same unit.</param>
/// <param name="LowerIsBetter">True for times, false for throughputs.</param>
/// <param name="Goal">The ratio to reach, or null where the measure is for information.</param>
/// <param name="Allocated">Bytes that ours allocated for each operation.</param>
internal sealed record RatioLine(string Name, double Ours, double Baseline, bool LowerIsBetter, double? Goal, double Allocated)
{
    /// <summary>Prints the measure as one line of JSON.</summary>
    internal void Print() => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"name":"{{Name}}","ours":{{Ours:F1}},"baseline":{{Baseline:F1}},"ratio":{{Ours / Baseline:F3}},"better":"{{(LowerIsBetter ? "lower" : "higher")}}","goal":{{(Goal is { } goal ? goal.ToString(CultureInfo.InvariantCulture) : "null")}},"allocated":{{Allocated:F1}}}"""));
}
