namespace Mooncake.Cli.Doctor;

/// <summary>One line of the doctor's report.</summary>
/// <param name="Verdict">What the check thinks of it.</param>
/// <param name="Text">What was found, with the values.</param>
/// <param name="Fix">What to do; null if nothing is to be done.</param>
internal sealed record Finding(Verdict Verdict, string Text, string? Fix = null)
{
    /// <summary>A finding that is as it should be.</summary>
    /// <param name="text">What was found.</param>
    internal static Finding Good(string text) => new(Verdict.Good, text);

    /// <summary>A finding that is worth knowing.</summary>
    /// <param name="text">What was found.</param>
    /// <param name="fix">What can be done, or null.</param>
    internal static Finding Note(string text, string? fix = null) => new(Verdict.Note, text, fix);

    /// <summary>A finding that may become a fault.</summary>
    /// <param name="text">What was found.</param>
    /// <param name="fix">What to do.</param>
    internal static Finding Warning(string text, string fix) => new(Verdict.Warning, text, fix);

    /// <summary>A finding that is a fault.</summary>
    /// <param name="text">What was found.</param>
    /// <param name="fix">What to do.</param>
    internal static Finding Failure(string text, string fix) => new(Verdict.Failure, text, fix);
}
