using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>Ways through a tree of operations that several rules take.</summary>
internal static class OperationFacts
{
    /// <summary>The operation inside of conversions.</summary>
    /// <param name="operation">Any operation.</param>
    public static IOperation Unconverted(this IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    /// <summary>The first operation around this one that is no conversion.</summary>
    /// <param name="operation">Any operation.</param>
    public static IOperation? ParentBeyondConversions(this IOperation operation)
    {
        IOperation? parent = operation.Parent;
        while (parent is IConversionOperation)
        {
            parent = parent.Parent;
        }

        return parent;
    }

    /// <summary>
    /// What makes a task: the operation without <c>await</c>, <c>AsTask</c>, <c>ConfigureAwait</c>, <c>Preserve</c> and conversions around
    /// it.
    /// </summary>
    /// <param name="operation">A task, or what is awaited of one.</param>
    public static IOperation TaskSource(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IAwaitOperation awaiting:
                    operation = awaiting.Operation;
                    break;
                case IInvocationOperation { Instance: { } task, TargetMethod.Name: "AsTask" or "ConfigureAwait" or "Preserve" }:
                    operation = task;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The outermost operation: the body of a method, or of a program's top level.</summary>
    /// <param name="operation">Any operation.</param>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>The lambda or local function around an operation, or the outermost operation.</summary>
    /// <param name="operation">Any operation.</param>
    public static IOperation Function(this IOperation operation)
    {
        IOperation current = operation;
        while (current.Parent is { } parent)
        {
            current = parent;
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                break;
            }
        }

        return current;
    }

    /// <summary>Whether an operation is this one or within it.</summary>
    /// <param name="operation">Any operation.</param>
    /// <param name="outer">The outer one.</param>
    public static bool IsWithin(this IOperation operation, IOperation outer)
    {
        return operation.Syntax.SyntaxTree == outer.Syntax.SyntaxTree && outer.Syntax.Span.Contains(operation.Syntax.Span);
    }

    /// <summary>Every reference to a local, in the order of the text.</summary>
    /// <param name="scope">Where to look.</param>
    /// <param name="local">The local.</param>
    public static IEnumerable<ILocalReferenceOperation> ReferencesTo(this IOperation scope, ILocalSymbol local)
    {
        return scope.DescendantsAndSelf()
            .OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local));
    }

    /// <summary>The local's initial value, where it is declared with one.</summary>
    /// <param name="scope">The body that declares it.</param>
    /// <param name="local">The local.</param>
    public static IOperation? InitialValueOf(this IOperation scope, ILocalSymbol local)
    {
        return scope.DescendantsAndSelf()
            .OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
            ?.Initializer?.Value;
    }
}
