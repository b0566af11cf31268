namespace Mooncake.Cli.Bench;

/// <summary>The result of <c>bench</c>, as JSON has it.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Processors">Processors of the machine.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Seconds">How long each measurement took.</param>
/// <param name="Results">The measurements.</param>
internal sealed record BenchReport(string Engine, int Processors, string Runtime, double Seconds, IReadOnlyList<BenchResult> Results);
