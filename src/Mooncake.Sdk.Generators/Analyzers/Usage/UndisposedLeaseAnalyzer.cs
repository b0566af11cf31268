using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0504: a lease or a draft is never disposed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndisposedLeaseAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UndisposedLease];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(
                    operations => Analyze(operations, symbols), OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.Await);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, StoreSymbols symbols)
    {
        ITypeSymbol? value = Ownership.ValueOf(context.Operation);
        bool isLease = value is not null
            && (StoreSymbols.Is(value, symbols.Lease) || StoreSymbols.Is(value, symbols.LeaseBatch)
                || StoreSymbols.Is(value, symbols.Draft));
        if (isLease && Ownership.FindUnended(context.Operation, symbols) is { } unended)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.UndisposedLease.In(context.Options),
                unended.Location,
                StoreSymbols.Is(value, symbols.Draft) ? "draft" : "lease",
                unended.Name));
        }
    }
}
