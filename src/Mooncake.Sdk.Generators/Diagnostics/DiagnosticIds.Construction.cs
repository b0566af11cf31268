namespace Mooncake.Sdk.Generators.Diagnostics;

/// <content>What generated code can compile beside, how objects are made, and which of their members reach the store.</content>
internal static partial class DiagnosticIds
{
    /// <summary>The project's C# is older than generated code.</summary>
    public const string OldLanguageVersion = "MOON0004";

    /// <summary>A required member is not one that reading sets.</summary>
    public const string UnsetRequiredMember = "MOON0111";

    /// <summary>A base type's member is to be stored, and the stored type cannot access it.</summary>
    public const string UnreachableMember = "MOON0116";

    /// <summary>Generated code lacks what another generator has added to a type.</summary>
    public const string MissedByGenerator = "MOON0115";
}
