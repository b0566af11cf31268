namespace Mooncake.Cli.Doctor;

/// <summary>The answer of <see cref="DoctorCommand"/>.</summary>
/// <param name="Findings">What was found, in the order of the checks.</param>
/// <param name="Milliseconds">How long the examination took.</param>
internal sealed record DoctorReport(IReadOnlyList<FindingReport> Findings, double Milliseconds);
