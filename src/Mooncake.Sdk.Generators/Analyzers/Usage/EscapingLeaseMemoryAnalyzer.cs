using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>MOON0506: memory of a lease is kept beyond the lease.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EscapingLeaseMemoryAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.EscapingLeaseMemory];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (StoreSymbols.Find(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(operations => Analyze(operations, symbols), OperationKind.PropertyReference);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, StoreSymbols symbols)
    {
        IPropertyReferenceOperation value = (IPropertyReferenceOperation)context.Operation;
        if (value.Property.Name != "Value" || !StoreSymbols.Is(value.Instance?.Type, symbols.Lease))
        {
            return;
        }

        IOperation borrowed = LeaseMemory.WholeOf(value);
        if (!LeaseMemory.IsIn(borrowed.Type) || IsKept(value.Instance!.Unconverted()))
        {
            return;
        }

        foreach (IOperation use in UsesOf(borrowed))
        {
            if (WhereTo(use, value) is { } place)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.EscapingLeaseMemory.In(context.Options), use.Syntax.GetLocation(), use.Syntax.ToString(), place));
            }
        }
    }

    /// <summary>The memory where it is taken, or, if a local gets it, where that local is used in the same function.</summary>
    private static IEnumerable<IOperation> UsesOf(IOperation borrowed)
    {
        return borrowed.ParentBeyondConversions() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }
            ? declarator.Root()
                .ReferencesTo(declarator.Symbol)
                .Where(reference => reference.Function().Syntax == declarator.Function().Syntax)
                .Select(LeaseMemory.WholeOf)
                .Where(static use => LeaseMemory.IsIn(use.Type))
            : [borrowed];
    }

    /// <summary>
    /// Whether the lease goes along: it is in a field, or this method hands it on, so that it may live as long as its memory.
    /// </summary>
    private static bool IsKept(IOperation lease)
    {
        // A using statement ends it here, whatever other code has seen it.
        return HolderOf(lease) is { } holder
            ? LeaseScopes.OfLocal(lease) is null && lease.Root().DescendantsAndSelf().Any(other =>
                SymbolEqualityComparer.Default.Equals(HolderOf(other), holder) && IsHandedOn(other))
            : lease is IFieldReferenceOperation or IPropertyReferenceOperation { Property.Name: not "Value" };
    }

    private static ISymbol? HolderOf(IOperation lease) => lease switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static bool IsHandedOn(IOperation lease) => lease.ParentBeyondConversions() switch
    {
        IArgumentOperation argument => argument.Parameter?.RefKind != RefKind.Out,
        IAssignmentOperation assignment => assignment.Target != lease,
        IReturnOperation or ITupleOperation => true,
        _ => false,
    };

    /// <summary>
    /// Where the memory goes that may live longer than the lease, in words; null if it stays, or if the lease goes along.
    /// </summary>
    private static string? WhereTo(IOperation borrowed, IPropertyReferenceOperation value)
    {
        switch (borrowed.ParentBeyondConversions())
        {
            case ISimpleAssignmentOperation assignment when assignment.Value.Unconverted() == borrowed && !IsInitializer(assignment)
                && IsLasting(assignment.Target):
                return "stored in a field or property";
            case ISimpleAssignmentOperation assignment when assignment.Value.Unconverted() == borrowed
                && LeaseScopes.IsReadAfter(assignment.Target, value):
                return "stored in a variable that is read after the lease's scope";
            case IArgumentOperation { Parent: IInvocationOperation { Instance: { } collection } call } when IsAdding(call.TargetMethod.Name)
                && LeaseScopes.IsReadAfter(collection, value):
                return "put into a collection that is read after the lease's scope";
            case IArgumentOperation { Parent: IInvocationOperation { Instance: { } collection } call } when IsAdding(call.TargetMethod.Name)
                && IsLasting(collection):
                return "added to a collection in a field or property";
            case IReturnOperation when LeaseScopes.ScopeOf(value) is not null:
                return "returned";
            default:
                return null;
        }
    }

    /// <summary>Whether a place outlives the method: a field, a property, or an element of what one holds.</summary>
    private static bool IsLasting(IOperation place) => place.Unconverted() switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } => IsLasting(collection),
        IArrayElementReferenceOperation element => IsLasting(element.ArrayReference),
        IFieldReferenceOperation { Instance: { } tuple } field when field.Field.ContainingType.IsTupleType => IsLasting(tuple),
        IFieldReferenceOperation or IPropertyReferenceOperation => true,
        _ => false,
    };

    private static bool IsAdding(string method) =>
        method is "Add" or "TryAdd" or "GetOrAdd" or "AddOrUpdate" or "Insert" or "Enqueue" or "Push" or "AddFirst" or "AddLast" or "TryWrite";

    private static bool IsInitializer(ISimpleAssignmentOperation assignment) =>
        assignment.Parent is IObjectOrCollectionInitializerOperation;
}
