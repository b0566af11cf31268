using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0503: single puts or gets are awaited one by one in a loop.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SingleCallInLoopAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.SingleCallInLoop];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(operations => Analyze(operations, symbols), OperationKind.Await);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, StoreSymbols symbols)
    {
        IAwaitOperation awaiting = (IAwaitOperation)context.Operation;
        if (awaiting.TaskSource() is not IInvocationOperation call
            || BatchFormOf(call, symbols) is not { } batch
            || LoopAround(awaiting) is not { } loop
            || !EachIterationIsAlike(loop, awaiting, call))
        {
            return;
        }

        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        if (loop is IForEachLoopOperation each && IsOfItemOnly(each, call))
        {
            properties = properties.Add(DiagnosticProperties.Batch, batch);
        }

        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.SingleCallInLoop.In(context.Options),
            call.Syntax.GetLocation(), properties, call.TargetMethod.Name, batch));
    }

    /// <summary>The batch form of a single operation, or null if it has none.</summary>
    private static string? BatchFormOf(IInvocationOperation call, StoreSymbols symbols)
    {
        bool isRaw = StoreSymbols.Is(call.Instance?.Type, symbols.Raw);
        return symbols.TargetOf(call) is null ? null : call.TargetMethod.Name switch
        {
            "PutAsync" => "PutManyAsync",
            "GetAsync" => "GetManyAsync",
            "ExistsAsync" => "ExistsManyAsync",
            "PutFromAsync" when isRaw => "PutManyFromAsync",
            "GetIntoAsync" when isRaw => "GetManyIntoAsync",
            _ => null,
        };
    }

    /// <summary>
    /// The loop over items around an operation, in the same function. Streams and loops without a counted end are no batch.
    /// </summary>
    private static ILoopOperation? LoopAround(IOperation operation)
    {
        for (IOperation? outer = operation.Parent; outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); outer = outer.Parent)
        {
            if (outer is ILoopOperation loop)
            {
                return loop is IForEachLoopOperation { IsAsynchronous: false } or IForLoopOperation && operation.IsWithin(loop.Body)
                    ? loop
                    : null;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the items do not depend on each other, as far as can be seen: nothing leaves the loop, awaits something else or carries
    /// state over.
    /// </summary>
    private static bool EachIterationIsAlike(ILoopOperation loop, IAwaitOperation awaiting, IInvocationOperation call)
    {
        foreach (IOperation operation in loop.Body.DescendantsAndSelf())
        {
            bool mayEnd = operation is IReturnOperation or IThrowOperation or IBranchOperation { BranchKind: not BranchKind.Continue };
            if (mayEnd
                || (operation is IAwaitOperation && operation != awaiting)
                || operation is ILoopOperation && awaiting.IsWithin(operation))
            {
                return false;
            }
        }

        if (loop is IForLoopOperation { Condition: { } condition } && IsDecidedIn(loop, condition))
        {
            return false;
        }

        bool dependsOnItem = false;
        foreach (ILocalReferenceOperation reference in call.Arguments.SelectMany(static argument => argument.Value.DescendantsAndSelf()).OfType<ILocalReferenceOperation>())
        {
            bool isOfIteration = loop.Locals.Contains(reference.Local, SymbolEqualityComparer.Default)
                || reference.Local.DeclaringSyntaxReferences.Any(declaration => loop.Syntax.Span.Contains(declaration.Span));
            dependsOnItem |= isOfIteration;
            if (!isOfIteration && IsAssignedIn(loop.Body, reference.Local))
            {
                return false;
            }
        }

        return dependsOnItem;
    }

    /// <summary>Whether the loop's own body decides about going on by assigning a local that the condition looks at.</summary>
    private static bool IsDecidedIn(ILoopOperation loop, IOperation condition)
    {
        return condition.DescendantsAndSelf().Any(
            operation => operation is ILocalReferenceOperation reference && IsAssignedIn(loop.Body, reference.Local));
    }

    /// <summary>Whether a list of what the batch form takes is gone through, and its item used for the call only.</summary>
    private static bool IsOfItemOnly(IForEachLoopOperation loop, IInvocationOperation call)
    {
        IArgumentOperation[] written = [.. call.Arguments.Where(static argument => !argument.IsImplicit)];
        return call.Instance is not null
            && written.Length > 0
            && written[0].Value is ILocalReferenceOperation item
            && loop.Locals.Contains(item.Local, SymbolEqualityComparer.Default)
            && loop.Body.ReferencesTo(item.Local).Count() == 1
            && written.Skip(1).All(static argument => argument.Parameter?.Type.Name is "CancellationToken" or "PutOptions")
            && loop.Collection.Unconverted().Type is { } list
            && (list.AllInterfaces.Any(IsListOfItem) || IsListOfItem(list));

        bool IsListOfItem(ITypeSymbol type)
        {
            return type is INamedTypeSymbol { Name: "IReadOnlyList", TypeArguments.Length: 1 } named
                && SymbolEqualityComparer.Default.Equals(named.TypeArguments[0], item.Local.Type);
        }
    }

    private static bool IsAssignedIn(IOperation body, ILocalSymbol local)
    {
        return body.ReferencesTo(local).Any(static reference => reference.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == reference,
            IIncrementOrDecrementOperation => true,
            IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
            _ => false,
        });
    }
}
