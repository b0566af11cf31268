using System.Globalization;

namespace Mooncake.Benchmarks.Durable;

/// <summary>A row of the table.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Size">The bytes of an object; 0 where that does not matter.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Other">The figure that it is compared with; 0 for none.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Ratio">The time of an operation of ours over the other's, or what else the goal is about; null for nothing.</param>
/// <param name="ProcessorRatio">The same for processor time; null for nothing.</param>
/// <param name="Goal">The goal, in words.</param>
internal sealed record DurableRow(
    string Measure, int Size, double Ours, double Other, string Unit, double? Ratio, double? ProcessorRatio, string Goal)
{
    /// <summary>The head of the table.</summary>
    internal const string Head =
        "| measure | bytes | ours | compared with | unit | time ratio | processor ratio | goal |\n|---|---|---|---|---|---|---|---|";

    /// <summary>A row of rates, whose ratio is that of the times of an operation: 1.15 means that ours takes 15 % longer.</summary>
    internal static DurableRow OfRates(string measure, int size, DurableRates rates, string goal) =>
        new(measure, size, rates.Ours, rates.Other, "ops/s", rates.Other / rates.Ours, rates.ProcessorRatio, goal);

    /// <summary>Prints the row.</summary>
    internal void Print()
    {
        string size = Size == 0 ? "" : Size.ToString(CultureInfo.InvariantCulture);
        string other = Other == 0 ? "" : Format(Other);
        Console.WriteLine($"| {Measure} | {size} | {Format(Ours)} | {other} | {Unit} | {Format(Ratio)} | {Format(ProcessorRatio)} | {Goal} |");
    }

    private static string Format(double? ratio) => ratio?.ToString("F2", CultureInfo.InvariantCulture) ?? "";

    private static string Format(double value) => value.ToString(value >= 100 ? "N0" : "F2", CultureInfo.InvariantCulture);
}
