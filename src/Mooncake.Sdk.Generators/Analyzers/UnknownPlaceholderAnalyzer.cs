using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Errors;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0020: a placeholder names no member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownPlaceholderAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnknownPlaceholder];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterAction(context, static (symbols, key) =>
        {
            foreach (KeyTemplatePart part in key.Template?.Parts ?? [])
            {
                if (!KeyMembers.Exists(key.Type, part.Name))
                {
                    Report(symbols, key, part);
                }
            }
        });
    }

    private static void Report(SymbolAnalysisContext symbols, KeyDeclaration key, KeyTemplatePart part)
    {
        List<string> names = KeyMembers.UsableNames(key.Type);
        string? nearest = NearestName.Find(part.Name, names);
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (nearest is not null && key.HasExactLocations)
        {
            properties = properties.Add(DiagnosticProperties.Replacement, nearest);
        }

        string advice = nearest is not null ? $"did you mean '{nearest}'?"
            : names.Count > 0 ? $"it can name {string.Join(", ", names.Select(static name => $"'{name}'"))}"
            : "add a public property of that name";
        symbols.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.UnknownPlaceholder.In(symbols.Options),
            key.LocationOfName(part), properties, part.Name, key.Type.Name, advice));
    }
}
