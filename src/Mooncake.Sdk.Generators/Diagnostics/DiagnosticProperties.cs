namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>The names of what rules pass on to their fixes.</summary>
internal static class DiagnosticProperties
{
    /// <summary>The text that mends the code when it replaces what is flagged; without it there is no one obviously right edit.</summary>
    public const string Replacement = nameof(Replacement);
}
