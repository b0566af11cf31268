namespace Mooncake.Cli.Doctor;

/// <summary>What a check thinks of what it found.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worth knowing, and no fault.</summary>
    Note,

    /// <summary>It works, but something may go wrong or is slower than it could be.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failure,
}
