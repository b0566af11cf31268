namespace Mooncake.Sdk.Generators.Diagnostics;

/// <content>How objects are made, and which of their members reach the store.</content>
internal static partial class DiagnosticIds
{
    /// <summary>A required member is not one that reading sets.</summary>
    public const string UnsetRequiredMember = "MOON0111";
}
