using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0505: a lease, a buffer or a store is used after its disposal.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsedAfterDisposalAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.UsedAfterDisposal];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(operations => Analyze(operations, symbols), OperationKind.Invocation, OperationKind.Using);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, StoreSymbols symbols)
    {
        (ILocalSymbol? local, IOperation? statement) = context.Operation switch
        {
            IInvocationOperation { Instance: ILocalReferenceOperation ended } call when Ownership.Ends(call) => (ended.Local, StatementOf(call)),
            IUsingOperation { Resources: ILocalReferenceOperation held } block => (held.Local, block),
            _ => default((ILocalSymbol?, IOperation?)),
        };
        if (local is null || statement?.Parent is not IBlockOperation body || !IsOwned(local.Type, symbols))
        {
            return;
        }

        foreach (IOperation later in body.Operations.Where(operation => operation.Syntax.SpanStart > statement.Syntax.SpanStart))
        {
            foreach (ILocalReferenceOperation reference in later.ReferencesTo(local))
            {
                // What runs later, or gives the local another value, is not followed.
                if (reference.Parent is IAssignmentOperation or IArgumentOperation { Parameter.RefKind: not RefKind.None }
                    || reference.Function().Syntax != statement.Function().Syntax)
                {
                    return;
                }

                if (UseOf(reference, symbols) is { } use)
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        DiagnosticDescriptors.UsedAfterDisposal.In(context.Options),
                        use.Syntax.GetLocation(), local.Name, use.Syntax.ToString()));
                    return;
                }
            }

            // Behind a jump, the text is not the order of what happens.
            if (later is ILabeledOperation or IBranchOperation or IReturnOperation)
            {
                return;
            }
        }
    }

    /// <summary>The statement that consists of a call, awaited or not.</summary>
    private static IOperation? StatementOf(IInvocationOperation call)
    {
        IOperation? outer = call.ParentBeyondConversions();
        while (outer is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
        {
            outer = outer.ParentBeyondConversions();
        }

        return outer as IExpressionStatementOperation;
    }

    private static bool IsOwned(ITypeSymbol type, StoreSymbols symbols)
    {
        return StoreSymbols.Is(type, symbols.Lease) || StoreSymbols.Is(type, symbols.Draft)
            || StoreSymbols.Is(type, symbols.Buffer) || StoreSymbols.Is(type, symbols.Store);
    }

    /// <summary>The use that throws, or null for members that work after the disposal.</summary>
    private static IOperation? UseOf(ILocalReferenceOperation reference, StoreSymbols symbols)
    {
        IOperation? use = reference.ParentBeyondConversions();
        string? name = use switch
        {
            IPropertyReferenceOperation property when property.Instance == reference => property.Property.Name,
            IInvocationOperation call when call.Instance == reference && !Ownership.Ends(call) => call.TargetMethod.Name,
            _ => null,
        };
        bool throws = StoreSymbols.Is(reference.Type, symbols.Store)
            ? name is "Raw" or "Buffers" or "CheckHealthAsync" or "GetStatisticsAsync" || StoreSymbols.Is(use?.Type, symbols.Set)
            : name is "Value" or "Payload" or "PutAsync" or "Whole" or "Slice" or "Address";
        return throws ? use is IArgumentOperation ? use.Parent : use : null;
    }
}
