using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules.Overlap;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0031: two types of the compilation can have objects under one key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OverlappingTemplatesAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.OverlappingTemplates];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            ConcurrentBag<Keyed> types = [];
            KeyedTypes.RegisterAction(start, (_, key) =>
            {
                if (key.Template is { } template && KeyLanguage.Find(template, key.Type) is { } keys)
                {
                    types.Add(new Keyed(key.Type.ToDisplayString(), template.Lead, keys, key.TemplateLocation));
                }
            });
            start.RegisterCompilationEndAction(end => Report(end, [.. types.OrderBy(static type => type.Name, StringComparer.Ordinal)]));
        });
    }

    private static void Report(CompilationAnalysisContext end, List<Keyed> types)
    {
        for (int later = 1; later < types.Count; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                if (FindCommonKey(types[earlier], types[later], end.CancellationToken) is { } key)
                {
                    end.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.OverlappingTemplates.In(end.Options),
                        types[later].Location,
                        [types[earlier].Location],
                        types[later].Name,
                        types[earlier].Name,
                        key));
                }
            }
        }
    }

    private static string? FindCommonKey(Keyed one, Keyed other, CancellationToken cancellationToken)
    {
        // Most types have a first literal of their own, which decides at once.
        bool canMeet = one.Lead.StartsWith(other.Lead, StringComparison.Ordinal)
            || other.Lead.StartsWith(one.Lead, StringComparison.Ordinal);
        return canMeet ? KeyAutomaton.FindCommonKey(one.Keys, other.Keys, cancellationToken) : null;
    }

    private sealed record Keyed(string Name, string Lead, KeyAutomaton Keys, Location Location);
}
