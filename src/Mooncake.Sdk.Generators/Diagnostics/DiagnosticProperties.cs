namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>The names of what rules pass on to their fixes.</summary>
internal static class DiagnosticProperties
{
    /// <summary>The text that mends the code when it replaces what is flagged; without it there is no one obviously right edit.</summary>
    public const string Replacement = nameof(Replacement);

    /// <summary>How a result is checked: the member to call or to look at. Without it there is no fix.</summary>
    public const string Check = nameof(Check);

    /// <summary>Present where what is flagged is a task that nobody awaits.</summary>
    public const string IsTask = nameof(IsTask);

    /// <summary>The batch form of a single operation, where the loop can be turned into it.</summary>
    public const string Batch = nameof(Batch);
}
