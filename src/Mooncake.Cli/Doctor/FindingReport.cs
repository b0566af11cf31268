namespace Mooncake.Cli.Doctor;

/// <summary>A finding in a <see cref="DoctorReport"/>.</summary>
/// <param name="Check">The part of the machine.</param>
/// <param name="Verdict"><c>good</c>, <c>note</c>, <c>warning</c> or <c>failure</c>.</param>
/// <param name="Text">What was found.</param>
/// <param name="Fix">What to do.</param>
internal sealed record FindingReport(string Check, string Verdict, string Text, string? Fix);
