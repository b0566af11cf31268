using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

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

        IArgumentOperation? options = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "options");
        if (options is not null && Forces(options.Value))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.ForcedRemoveAll.In(context.Options), options.Syntax.GetLocation(), call.TargetMethod.Name));
        }
    }

    /// <summary>
    /// Whether options that are made in the call itself force: <c>RemoveOptions.Forced</c>, or <c>Force = true</c> in an initializer.
    /// </summary>
    private static bool Forces(IOperation options) => options switch
    {
        IConversionOperation conversion => Forces(conversion.Operand),
        IPropertyReferenceOperation property => property.Property is { Name: "Forced", IsStatic: true },
        IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.Any(static one =>
            one is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Force" }, Value.ConstantValue: { HasValue: true, Value: true } }),
        _ => false,
    };
}
