using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>Which call of the SDK a result comes from, where only one can be meant.</summary>
internal static class ResultSource
{
    /// <summary>The call.</summary>
    /// <param name="result">The result: awaited here, or a local that got it and nothing else.</param>
    /// <param name="symbols">The SDK's types.</param>
    /// <returns>The call on a typed set or on raw objects; null if that is not certain.</returns>
    public static IInvocationOperation? Find(IOperation result, StoreSymbols symbols)
    {
        switch (result.Unconverted())
        {
            case IAwaitOperation awaiting:
                return awaiting.TaskSource() is IInvocationOperation call && symbols.TargetOf(call) is not null ? call : null;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } batch } when symbols.IsResult(batch.Type):
                return Find(batch, symbols);
            case ILocalReferenceOperation local:
                IOperation root = local.Root();
                return root.ReferencesTo(local.Local).Any(IsWritten) ? null : OfLocal(root, local.Local) is { } value ? Find(value, symbols) : null;
            default:
                return null;
        }
    }

    private static IOperation? OfLocal(IOperation root, ILocalSymbol local)
    {
        return root.InitialValueOf(local)
            ?? root.DescendantsAndSelf()
                .OfType<IForEachLoopOperation>()
                .FirstOrDefault(loop => loop.Locals.Contains(local, SymbolEqualityComparer.Default))
                ?.Collection;
    }

    private static bool IsWritten(ILocalReferenceOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        _ => false,
    };
}
