using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0004: the project's version of C# is older than generated code. Reported once, at the first stored type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OldLanguageVersionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.OldLanguageVersion];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation is not CSharpCompilation { LanguageVersion: < LanguageVersions.Lowest and var version })
            {
                return;
            }

            ConcurrentBag<INamedTypeSymbol> types = [];
            StoredTypes.RegisterAction(start, (_, type) => types.Add(type));
            start.RegisterCompilationEndAction(end =>
            {
                INamedTypeSymbol? first = types
                    .OrderBy(static type => type.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
                    .ThenBy(static type => type.Locations[0].SourceSpan.Start)
                    .FirstOrDefault();
                if (first is not null)
                {
                    end.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.OldLanguageVersion.In(end.Options),
                        first.Locations[0],
                        first.Name,
                        types.Count == 1 ? "" : $" and {types.Count - 1} more",
                        version.ToDisplayString(),
                        LanguageVersions.Lowest.ToDisplayString()));
                }
            });
        });
    }
}
