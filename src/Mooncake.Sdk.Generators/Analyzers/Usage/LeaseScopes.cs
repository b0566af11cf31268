using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Mooncake.Sdk.Generators.Analyzers.Usage;

/// <summary>Where leases end that a <c>using</c> holds, and what is read behind that.</summary>
internal static class LeaseScopes
{
    /// <summary>The block or <c>using</c> at whose end the lease of a leased value ends; null if no <c>using</c> ends it.</summary>
    /// <param name="value">A reference to the <c>Value</c> of a lease.</param>
    public static IOperation? ScopeOf(IPropertyReferenceOperation value) => OfLocal(value.Instance!.Unconverted());

    /// <summary>The block or <c>using</c> at whose end a lease in a local ends; null if no <c>using</c> ends it.</summary>
    /// <param name="held">The lease.</param>
    public static IOperation? OfLocal(IOperation held)
    {
        if (held is not ILocalReferenceOperation lease)
        {
            return null;
        }

        for (IOperation? outer = lease.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IUsingOperation block
                && (block.Locals.Contains(lease.Local, SymbolEqualityComparer.Default)
                    || (block.Resources is ILocalReferenceOperation resource && SymbolEqualityComparer.Default.Equals(resource.Local, lease.Local))))
            {
                return block;
            }

            if (outer is IBlockOperation body && body.Operations.OfType<IUsingDeclarationOperation>().Any(declaration =>
                declaration.DeclarationGroup.GetDeclaredVariables().Contains(lease.Local, SymbolEqualityComparer.Default)))
            {
                return body;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a place is, or is held by, a variable that lives longer than the lease: a <c>ref</c> or <c>out</c> parameter, or a local
    /// declared outside of the lease's scope whose value is read behind it.
    /// </summary>
    /// <param name="place">The target of an assignment, or a collection.</param>
    /// <param name="value">A reference to the <c>Value</c> of a lease.</param>
    public static bool IsReadAfter(IOperation place, IPropertyReferenceOperation value)
    {
        if (ScopeOf(value) is not { } scope)
        {
            return false;
        }

        return HolderOf(place) switch
        {
            IParameterReferenceOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
            ILocalReferenceOperation local => IsReadBehind(local.Local, scope),
            _ => false,
        };
    }

    private static IOperation HolderOf(IOperation place) => place.Unconverted() switch
    {
        IArrayElementReferenceOperation element => HolderOf(element.ArrayReference),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } => HolderOf(collection),
        IFieldReferenceOperation { Instance: { } tuple } field when field.Field.ContainingType.IsTupleType => HolderOf(tuple),
        { } other => other,
    };

    private static bool IsReadBehind(ILocalSymbol local, IOperation scope)
    {
        TextSpan span = scope.Syntax.Span;
        if (local.Locations.Any(location => span.Contains(location.SourceSpan)))
        {
            return false;
        }

        ILocalReferenceOperation? next = scope.Root().ReferencesTo(local).FirstOrDefault(
            reference => reference.Syntax.SpanStart >= span.End);
        return next is not null && !(next.Parent is ISimpleAssignmentOperation assignment && assignment.Target == next);
    }
}
