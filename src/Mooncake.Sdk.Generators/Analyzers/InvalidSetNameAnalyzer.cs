using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>MOON0032: a typed set's name is no identifier.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidSetNameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.InvalidSetName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        KeyedTypes.RegisterAction(context, static (symbols, key) =>
        {
            string? set = SetNames.Stated(key);
            if (set is not null && !StoreKeyTargetRules.IsSetName(SetNames.Of(key)))
            {
                symbols.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.InvalidSetName.In(symbols.Options),
                    key.LocationOfArgument(SetNames.Argument), set, key.Type.Name));
            }
        });
    }
}
