namespace Mooncake.Sdk.Generators.Diagnostics;

/// <content>What generated code can compile beside, how objects are made, and which of their members reach the store.</content>
internal static partial class DiagnosticIds
{
    /// <summary>The project's C# is older than generated code.</summary>
    public const string OldLanguageVersion = "MOON0004";

    /// <summary>A required member is not one that reading sets.</summary>
    public const string UnsetRequiredMember = "MOON0111";
}
