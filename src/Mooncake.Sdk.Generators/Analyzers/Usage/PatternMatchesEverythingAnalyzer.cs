using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0511: a regular expression matches every key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PatternMatchesEverythingAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.PatternMatchesEverything];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(operations => Analyze(operations, symbols), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, StoreSymbols symbols)
    {
        if (StorePattern.In((IInvocationOperation)context.Operation, symbols) is not { } argument)
        {
            return;
        }

        StorePattern pattern = StorePattern.Read((string)argument.Value.ConstantValue.Value!);
        if (pattern.MatchesEverything)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.PatternMatchesEverything.In(context.Options), argument.Value.Syntax.GetLocation(), pattern.Text));
        }
    }
}
