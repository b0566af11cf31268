using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mooncake.Sdk.Generators.Diagnostics;

/// <summary>
/// Where the pages about rules are. The package has them, and its props file says where it lies on the user's machine, so that the link of
/// a diagnostic opens the page of the version in use, also offline. A project may name another place.
/// </summary>
internal static class RulePages
{
    /// <summary>The project's property <c>MooncakeRulePages</c>: an absolute address that ends in a slash.</summary>
    private const string Property = "build_property.MooncakeRulePages";

    private static readonly ConcurrentDictionary<(string Id, string Pages), DiagnosticDescriptor> Linked = new();

    /// <summary>A rule whose link leads to its page, as far as the project says where that is.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="options">The options of the analysis.</param>
    public static DiagnosticDescriptor In(this DiagnosticDescriptor rule, AnalyzerOptions options)
    {
        return options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(Property, out string? pages)
            && Uri.TryCreate(pages, UriKind.Absolute, out _)
                ? Linked.GetOrAdd((rule.Id, pages), _ => new DiagnosticDescriptor(
                    rule.Id,
                    rule.Title,
                    rule.MessageFormat,
                    rule.Category,
                    rule.DefaultSeverity,
                    rule.IsEnabledByDefault,
                    rule.Description,
                    $"{pages}{rule.Id}.md",
                    [.. rule.CustomTags]))
                : rule;
    }
}
