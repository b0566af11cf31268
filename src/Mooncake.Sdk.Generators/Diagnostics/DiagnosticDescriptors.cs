using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>All rules, in one place to review their wording: declarations in one part, use in the other.</summary>
internal static partial class DiagnosticDescriptors
{
    private const string DeclarationCategory = "Mooncake.Declaration";

    /// <summary>An error: code that cannot work.</summary>
    private static DiagnosticDescriptor Error(string id, string category, string title, string message, params string[] tags) =>
        Describe(id, category, DiagnosticSeverity.Error, title, message, tags);

    /// <summary>A warning: code that works, and does not do what it seems to.</summary>
    private static DiagnosticDescriptor Warning(string id, string category, string title, string message, params string[] tags) =>
        Describe(id, category, DiagnosticSeverity.Warning, title, message, tags);

    /// <summary>A suggestion in the editor: code that works, and may be slower than it has to be, which the code does not tell.</summary>
    private static DiagnosticDescriptor Suggestion(string id, string category, string title, string message, params string[] tags) =>
        Describe(id, category, DiagnosticSeverity.Info, title, message, tags);

    private static DiagnosticDescriptor Describe(
        string id, string category, DiagnosticSeverity severity, string title, string message, params string[] tags)
    {
        return new DiagnosticDescriptor(
            id,
            title,
            message,
            category,
            severity,
            isEnabledByDefault: true,
            description: null,
            helpLinkUri: $"docs/rules/{id}.md",
            tags);
    }
}
