using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <content>What generated code can compile beside, how objects are made, and which of their members reach the store.</content>
internal static partial class DiagnosticDescriptors
{
    /// <summary>See docs/rules/MOON0004.md.</summary>
    public static readonly DiagnosticDescriptor OldLanguageVersion = Error(
        DiagnosticIds.OldLanguageVersion,
        DeclarationCategory,
        "Language version is too old for generated code",
        "No code is generated for '{0}'{1}, because generated code needs C# {3} and the project uses C# {2}; set LangVersion to {3} or higher, or remove LangVersion from the project",
        WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>See docs/rules/MOON0111.md.</summary>
    public static readonly DiagnosticDescriptor UnsetRequiredMember = Error(
        DiagnosticIds.UnsetRequiredMember,
        DeclarationCategory,
        "Required member is not stored",
        "Reading '{1}' cannot set its required member '{0}', which is not stored; store it, remove 'required', or mark the constructor [SetsRequiredMembers]");

    /// <summary>See docs/rules/MOON0116.md.</summary>
    public static readonly DiagnosticDescriptor UnreachableMember = Warning(
        DiagnosticIds.UnreachableMember,
        DeclarationCategory,
        "Member of a base type is not stored",
        "Member '{0}' of '{1}' is not stored with '{2}', because code generated in '{2}' cannot access it; make it protected or internal, or leave it out with [StoreIgnore]");

    /// <summary>See docs/rules/MOON0115.md.</summary>
    public static readonly DiagnosticDescriptor MissedByGenerator = Warning(
        DiagnosticIds.MissedByGenerator,
        DeclarationCategory,
        "Generated code lacks what another generator adds",
        "{1} for '{0}', because another source generator creates that code, and generators do not see the output of other generators; declare it in a source file");
}
