using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Use;

/// <summary>MOON0513: every object of the cluster is removed under its readers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForcedRemoveAllAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ForcedRemoveAll];

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
        // The sets' method of this name removes by prefix: it is not on RawObjects.
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name != "RemoveAllAsync" || !StoreSymbols.Is(call.TargetMethod.ContainingType, symbols.Raw))
        {
            return;
        }

        IArgumentOperation? force = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "force");
        if (force?.Value.ConstantValue is { HasValue: true, Value: true })
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.ForcedRemoveAll.In(context.Options), force.Syntax.GetLocation(), call.TargetMethod.Name));
        }
    }
}
