using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>Rules for declarations: 0001 to 0499.</summary>
internal static partial class DiagnosticDescriptors
{
    /// <summary>See docs/rules/MOON0001.md.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Error(
        DiagnosticIds.NotPartial,
        DeclarationCategory,
        "Stored type is not partial",
        "No code can be added to '{0}', because {1} not partial; declare {2} 'partial'");

    /// <summary>See docs/rules/MOON0100.md.</summary>
    public static readonly DiagnosticDescriptor UnsupportedMemberType = Error(
        DiagnosticIds.UnsupportedMemberType,
        DeclarationCategory,
        "Member type is not supported by the serializer",
        "Member '{0}' of '{1}' has type '{2}', which the serializer does not support; mark that type [StoreObject], use a supported one, or leave the member out with [StoreIgnore]");

    /// <summary>See docs/rules/MOON0101.md.</summary>
    public static readonly DiagnosticDescriptor UnserializableType = Error(
        DiagnosticIds.UnserializableType,
        DeclarationCategory,
        "Type cannot get a serializer",
        "No serializer is generated for '{0}': {1}");
}
