using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>All rules, in one place to review their wording.</summary>
internal static partial class DiagnosticDescriptors
{
    /// <summary>See docs/rules/MOON0100.md.</summary>
    public static readonly DiagnosticDescriptor UnsupportedMemberType = Describe(
        DiagnosticIds.UnsupportedMemberType,
        "Member type is not supported by the serializer",
        "Member '{0}' of '{1}' has type '{2}', which the serializer does not support; mark that type [StoreObject], use a supported one, or leave the member out with [StoreIgnore]");

    /// <summary>See docs/rules/MOON0101.md.</summary>
    public static readonly DiagnosticDescriptor UnserializableType = Describe(
        DiagnosticIds.UnserializableType,
        "Type cannot get a serializer",
        "No serializer is generated for '{0}': {1}");

    private static DiagnosticDescriptor Describe(string id, string title, string message)
    {
        return new DiagnosticDescriptor(
            id,
            title,
            message,
            category: "Mooncake.Declaration",
            DiagnosticSeverity.Error,
            isEnabledByDefault: true,
            helpLinkUri: $"docs/rules/{id}.md");
    }
}
