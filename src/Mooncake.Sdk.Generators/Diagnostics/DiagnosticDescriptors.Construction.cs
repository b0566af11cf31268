using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <content>How objects are made, and which of their members reach the store.</content>
internal static partial class DiagnosticDescriptors
{
    /// <summary>See docs/rules/MOON0111.md.</summary>
    public static readonly DiagnosticDescriptor UnsetRequiredMember = Error(
        DiagnosticIds.UnsetRequiredMember,
        DeclarationCategory,
        "Required member is not stored",
        "Reading '{1}' cannot set its required member '{0}', which is not stored; store it, remove 'required', or mark the constructor [SetsRequiredMembers]");
}
