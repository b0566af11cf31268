using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Records.Parsing;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0033: two typed sets of a namespace, or a typed set and a member of the store, have one name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClashingSetNameAnalyzer : DiagnosticAnalyzer
{
    private const string Store = "Mooncake.MooncakeStore";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ClashingSetName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(Store) is not { } store)
            {
                return;
            }

            ConcurrentBag<TypedSet> sets = [];
            KeyedTypes.RegisterAction(start, (symbols, key) =>
            {
                if (StoreKeyTargetRules.IsReachable(key.Type)
                    && RecordNaming.NamesOf(key.Type, set: null).ExtensionsAccessibility.Length > 0)
                {
                    sets.Add(new TypedSet(SetNames.Of(key), key.Type, key.LocationOfArgument(SetNames.Argument)));
                }
            });
            start.RegisterCompilationEndAction(end => Report(end, sets, store));
        });
    }

    private static void Report(CompilationAnalysisContext end, IEnumerable<TypedSet> sets, INamedTypeSymbol store)
    {
        foreach (TypedSet set in sets.Where(set => HasPublicMember(store, set.Name)))
        {
            end.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.ClashingSetName.In(end.Options),
                set.Location, set.Name, set.Type.Name, "a member of the store itself, which hides it"));
        }

        foreach (IGrouping<string, TypedSet> group in sets.GroupBy(static set => $"{set.Type.ContainingNamespace.ToDisplayString()}/{set.Name}"))
        {
            foreach (TypedSet set in group)
            {
                IEnumerable<string> others = group.Where(other => other != set).Select(static other => $"'{other.Type.ToDisplayString()}'");
                string all = string.Join(", ", others.OrderBy(static other => other, StringComparer.Ordinal));
                if (all.Length > 0)
                {
                    end.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.ClashingSetName.In(end.Options), set.Location, set.Name, set.Type.Name, $"the set of {all}, so every use would be ambiguous"));
                }
            }
        }
    }

    private static bool HasPublicMember(INamedTypeSymbol store, string name)
    {
        for (INamedTypeSymbol? level = store; level is not null; level = level.BaseType)
        {
            if (level.GetMembers(name).Any(static member => member.DeclaredAccessibility == Accessibility.Public))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record TypedSet(string Name, INamedTypeSymbol Type, Location Location);
}
