using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0514: an object is pinned softly and hard at once.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SoftAndHardPinAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.SoftAndHardPin];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(operations => Analyze(operations, symbols), OperationKind.ObjectCreation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, StoreSymbols symbols)
    {
        IObjectCreationOperation creation = (IObjectCreationOperation)context.Operation;
        if (!StoreSymbols.Is(creation.Type, symbols.PutOptions) || creation.Initializer is not { } initializer)
        {
            return;
        }

        if (PinIn(initializer, "SoftPin") is { } soft && PinIn(initializer, "HardPin") is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.SoftAndHardPin.In(context.Options), soft.Syntax.GetLocation(), "SoftPin"));
        }
    }

    private static ISimpleAssignmentOperation? PinIn(IObjectOrCollectionInitializerOperation initializer, string name)
    {
        return initializer.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(assignment =>
            assignment.Target is IPropertyReferenceOperation property
            && property.Property.Name == name
            && assignment.Value.ConstantValue is { HasValue: true, Value: true });
    }
}
