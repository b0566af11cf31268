using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Diagnostics;

namespace Mooncake.Sdk.Generators.Analyzers.Use;

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

        IOperation borrowed = WholeOf(value);
        if (IsBorrowing(borrowed.Type) && WhereTo(borrowed, value) is { } place)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.EscapingLeaseMemory, borrowed.Syntax.GetLocation(), borrowed.Syntax.ToString(), place));
        }
    }

    /// <summary>The value, its member or a slice of it: all that still points into the lease.</summary>
    private static IOperation WholeOf(IPropertyReferenceOperation value)
    {
        IOperation whole = value;
        while (whole.ParentBeyondConversions() is { } outer
            && (outer is IMemberReferenceOperation { Instance: { } instance } and not IMethodReferenceOperation && instance.Unconverted() == whole
                || outer is IInvocationOperation { TargetMethod.Name: "Slice", Instance: { } sliced } && sliced.Unconverted() == whole)
            && IsBorrowing(outer.Type))
        {
            whole = outer;
        }

        return whole;
    }

    /// <summary>Whether a type is memory, or an object with a member that is.</summary>
    private static bool IsBorrowing(ITypeSymbol? type)
    {
        return IsMemory(type) || (type?.SpecialType == SpecialType.None && type.GetMembers().Any(static member => member switch
        {
            IFieldSymbol { IsStatic: false } field => IsMemory(field.Type),
            IPropertySymbol { IsStatic: false } property => IsMemory(property.Type),
            _ => false,
        }));
    }

    private static bool IsMemory(ITypeSymbol? type)
    {
        return type is INamedTypeSymbol
        {
            Name: "ReadOnlyMemory" or "Memory",
            TypeArguments.Length: 1,
            ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
        };
    }

    /// <summary>Where the memory goes that may live longer than the lease, in words; null if it stays, or if the lease goes along.</summary>
    private static string? WhereTo(IOperation borrowed, IPropertyReferenceOperation value)
    {
        switch (borrowed.ParentBeyondConversions())
        {
            case ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation } assignment
                when assignment.Value.Unconverted() == borrowed && !IsInitializer(assignment):
                return "stored in a field or property";
            case IReturnOperation when value.Instance is ILocalReferenceOperation lease && IsUsing(lease):
                return "returned";
            default:
                return null;
        }
    }

    private static bool IsInitializer(ISimpleAssignmentOperation assignment) => assignment.Parent is IObjectOrCollectionInitializerOperation;

    /// <summary>Whether the lease ends with the scope of the local, so that what is returned points nowhere.</summary>
    private static bool IsUsing(ILocalReferenceOperation lease)
    {
        for (IOperation? outer = lease.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IUsingOperation block
                && (block.Locals.Contains(lease.Local, SymbolEqualityComparer.Default)
                    || (block.Resources is ILocalReferenceOperation held && SymbolEqualityComparer.Default.Equals(held.Local, lease.Local))))
            {
                return true;
            }

            if (outer is IBlockOperation body && body.Operations.OfType<IUsingDeclarationOperation>().Any(declaration =>
                declaration.DeclarationGroup.GetDeclaredVariables().Contains(lease.Local, SymbolEqualityComparer.Default)))
            {
                return true;
            }
        }

        return false;
    }
}
