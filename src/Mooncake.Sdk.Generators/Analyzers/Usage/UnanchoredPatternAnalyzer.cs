using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0512: a regular expression matches anywhere in a key.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnanchoredPatternAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UnanchoredPattern];

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
        if (pattern.Error is null && !pattern.MatchesEverything && !pattern.IsAnchored)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.UnanchoredPattern.In(context.Options),
                argument.Value.Syntax.GetLocation(), PropertiesOf(pattern), pattern.Text));
        }
    }

    /// <summary>The anchored pattern, for the fix.</summary>
    private static ImmutableDictionary<string, string?> PropertiesOf(StorePattern pattern)
    {
        string anchored = pattern.HasAlternatives ? $"^(?:{pattern.Text})" : "^" + pattern.Text;
        return ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Replacement, anchored);
    }
}
