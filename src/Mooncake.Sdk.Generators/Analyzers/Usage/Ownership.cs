using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>
/// Who ends what an operation handed over: a lease, a draft, a buffer or a store. Only what clearly nobody ends is told; a value that is
/// passed on, returned, kept, captured or put somewhere is somebody else's.
/// </summary>
internal static class Ownership
{
    /// <summary>
    /// Tells whether the value that an operation takes out of a result, or out of the task of an opening, is ended by nobody.
    /// </summary>
    /// <param name="unpacking">
    /// A call of <c>TryGetValue</c> or <c>GetValueOrThrow</c> on a result; or what waits for <c>OpenAsync</c>.
    /// </param>
    /// <param name="symbols">The SDK's types.</param>
    /// <returns>The name of the value and where to say so, or null.</returns>
    public static (string Name, Location Location)? FindUnended(IOperation unpacking, StoreSymbols symbols)
    {
        bool isFresh = ResultOf(unpacking) is { } result
            ? symbols.IsValueResult(result.Type) && IsFresh(result, symbols)
            : IsHandedOverItself(unpacking, symbols);
        if (!isFresh)
        {
            return null;
        }

        if (unpacking is IInvocationOperation { TargetMethod.Name: "TryGetValue" } trying)
        {
            return trying.Arguments.FirstOrDefault(
                static argument => argument.Parameter?.Ordinal == 0)?.Value is IDeclarationExpressionOperation declaration
                && declaration.Expression is ILocalReferenceOperation found
                    ? Examine(found.Local, found, symbols)
                    : null;
        }

        switch (unpacking.ParentBeyondConversions())
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } when !IsUsing(declarator):
                return Examine(declarator.Symbol, declarator, symbols);
            case IMemberReferenceOperation:
            case IExpressionStatementOperation:
            case IInvocationOperation call when call.Instance is not null && !Ends(call) && !Puts(call, symbols):
                return (unpacking.Syntax.ToString(), unpacking.Syntax.GetLocation());
            default:
                return null;
        }
    }

    /// <summary>The type of the value that an operation may take out of a result or a task; null if it takes out none.</summary>
    /// <param name="unpacking">Any operation.</param>
    public static ITypeSymbol? ValueOf(IOperation unpacking)
    {
        return ResultOf(unpacking) is not { } result ? unpacking.Type
            : result.Type is INamedTypeSymbol { TypeArguments.Length: 1 } type ? type.TypeArguments[0]
            : null;
    }

    /// <summary>Whether a call ends its instance.</summary>
    /// <param name="call">Any call.</param>
    public static bool Ends(IInvocationOperation call) => call.TargetMethod.Name is "Dispose" or "DisposeAsync" or "CloseAsync";

    /// <summary>Whether a call puts a draft, which ends it.</summary>
    private static bool Puts(IInvocationOperation call, StoreSymbols symbols) =>
        call.TargetMethod.Name == "PutAsync" && StoreSymbols.Is(call.TargetMethod.ContainingType, symbols.Draft);

    private static IOperation? ResultOf(IOperation unpacking)
    {
        return unpacking switch
        {
            IInvocationOperation { TargetMethod.Name: "TryGetValue" or "GetValueOrThrow" or "GetValueOrDefault" } call => call.Instance,
            _ => null,
        };
    }

    /// <summary>
    /// Whether an operation waits for a call that hands something over itself, not in a result: <c>MooncakeStore.OpenAsync</c> a store, and
    /// <c>GetManyLeaseAsync</c> a batch.
    /// </summary>
    private static bool IsHandedOverItself(IOperation waiting, StoreSymbols symbols)
    {
        IOperation? task = waiting switch
        {
            IAwaitOperation awaiting => awaiting.Operation,
            IPropertyReferenceOperation { Property.Name: "Result" } property => property.Instance,
            IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter" } awaiter } => awaiter.Instance,
            _ => null,
        };
        return task?.TaskSource() is IInvocationOperation call
            && (call.TargetMethod.Name == "OpenAsync" ? StoreSymbols.Is(call.TargetMethod.ContainingType, symbols.Store)
                : call.TargetMethod.Name == "GetManyLeaseAsync" && symbols.TargetOf(call) is not null);
    }

    /// <summary>
    /// Whether a result comes straight from an operation of the SDK that hands something over, and is unpacked here only.
    /// </summary>
    private static bool IsFresh(IOperation result, StoreSymbols symbols)
    {
        if (result.Unconverted() is ILocalReferenceOperation held)
        {
            IOperation root = held.Root();
            bool isKept = root.ReferencesTo(held.Local).Any(reference =>
                reference.Syntax != held.Syntax
                && (reference.Parent is not IMemberReferenceOperation and not IInvocationOperation || ResultOf(reference.Parent) == reference));
            return !isKept && root.InitialValueOf(held.Local) is { } initial && HandsOver(initial.TaskSource(), symbols);
        }

        return HandsOver(result.TaskSource(), symbols);
    }

    private static bool HandsOver(IOperation source, StoreSymbols symbols)
    {
        // Who blocks owns the value all the same.
        if (source is IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task })
        {
            source = task.TaskSource();
        }

        return source is IInvocationOperation call && call.TargetMethod.Name switch
        {
            "TryOpenAsync" => StoreSymbols.Is(call.TargetMethod.ContainingType, symbols.Store),
            "GetLeaseAsync" or "CreateDraftAsync" => symbols.TargetOf(call) is not null,
            "AllocateAsync" or "RegisterAsync" => StoreSymbols.Is(call.TargetMethod.ContainingType, symbols.Buffers),
            _ => false,
        };
    }

    private static bool IsUsing(IVariableDeclaratorOperation declarator)
    {
        IOperation? group = declarator.Parent?.Parent;
        return group?.Parent is IUsingDeclarationOperation or IUsingOperation;
    }

    private static (string Name, Location Location)? Examine(ILocalSymbol local, IOperation declaration, StoreSymbols symbols)
    {
        IOperation function = declaration.Function();
        bool isSomebodyElses = declaration.Root().ReferencesTo(local).Any(reference =>
            reference.Syntax != declaration.Syntax
            && (!IsLookOnly(reference, symbols) || reference.Function().Syntax != function.Syntax));
        return isSomebodyElses ? null : (local.Name, local.Locations[0]);
    }

    /// <summary>Whether a reference looks at the value only: neither ends it nor lets it out of sight.</summary>
    private static bool IsLookOnly(ILocalReferenceOperation reference, StoreSymbols symbols)
    {
        switch (reference.ParentBeyondConversions())
        {
            case IInvocationOperation call:
                return call.Instance == reference && !Ends(call) && !Puts(call, symbols);
            case IMemberReferenceOperation member:
                return member.Instance?.Unconverted() == reference && member is not IMethodReferenceOperation;
            case IConditionalAccessOperation conditional:
                return conditional.Operation == reference
                    && !conditional.WhenNotNull.DescendantsAndSelf().OfType<IInvocationOperation>()
                        .Any(call => Ends(call) || Puts(call, symbols));
            case IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } }:
            case IBinaryOperation:
                return true;

            // The typed set of a store, where the language has no extension properties.
            case IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call }:
                return StoreSymbols.Is(call.Type, symbols.Set);
            default:
                return false;
        }
    }
}
