using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0507: a thread is blocked until an asynchronous operation ends.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.BlockingCall];

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
                    operations => Analyze(operations, symbols), OperationKind.Invocation, OperationKind.PropertyReference);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, StoreSymbols symbols)
    {
        IOperation blocking = context.Operation;
        IOperation? task = blocking switch
        {
            IPropertyReferenceOperation { Property.Name: "Result" } property => property.Instance,
            IInvocationOperation { TargetMethod.Name: "Wait" } call => call.Instance,
            IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter" } awaiter } => awaiter.Instance,
            _ => null,
        };
        if (task?.TaskSource() is not { } source || OperationOf(source, symbols) is not { } operation)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.BlockingCall.In(context.Options),
            blocking.Syntax.GetLocation(), WordsOf(blocking), operation, BlockingAdvice.For(blocking, context.ContainingSymbol)));
    }

    /// <summary>The operation that is waited for, or null if it is none of the SDK's, or may have ended before.</summary>
    private static string? OperationOf(IOperation source, StoreSymbols symbols)
    {
        if (source is ILocalReferenceOperation held)
        {
            IOperation root = held.Root();

            // Any other reference may be an await, or a look at IsCompletedSuccessfully.
            bool isAloneWithIt = !root.ReferencesTo(held.Local).Any(reference => reference.Syntax != held.Syntax);
            return isAloneWithIt && root.InitialValueOf(held.Local) is { } initial && initial is not IAwaitOperation
                ? OperationOf(initial.TaskSource(), symbols)
                : null;
        }

        return source is IInvocationOperation call && symbols.IsTaskOfOperation(call.Type) && !IsMade(call) ? call.TargetMethod.Name : null;
    }

    /// <summary>Whether a call makes a task that is done.</summary>
    private static bool IsMade(IInvocationOperation call) => call.TargetMethod.Name is "FromResult" or "FromException" or "FromCanceled";

    private static string WordsOf(IOperation blocking)
    {
        return blocking switch
        {
            IPropertyReferenceOperation => "Result",
            IInvocationOperation { TargetMethod.Name: "Wait" } => "Wait()",
            _ => "GetAwaiter().GetResult()",
        };
    }
}
