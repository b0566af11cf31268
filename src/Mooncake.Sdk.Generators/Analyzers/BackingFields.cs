using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Rules;

namespace Mooncake.Sdk.Generators.Analyzers;

/// <summary>Which members hold a value of their own, and where it comes from.</summary>
internal static class BackingFields
{
    private const string CompilerGenerated = "System.Runtime.CompilerServices.CompilerGeneratedAttribute";

    /// <summary>True for an instance field, and for a property that the compiler keeps a field for.</summary>
    /// <remarks>
    /// The field of a property in another assembly cannot be seen, and neither can a private setter: reference assemblies hold neither.
    /// What can be seen is that the compiler made the getter.
    /// </remarks>
    /// <param name="member">Any member.</param>
    public static bool Holds(ISymbol member) => member switch
    {
        IFieldSymbol field => field is { IsStatic: false, IsImplicitlyDeclared: false },
        IPropertySymbol { IsStatic: false, DeclaringSyntaxReferences.IsEmpty: true, GetMethod: { } getter } => SymbolText.HasAttribute(getter, CompilerGenerated),
        IPropertySymbol { IsStatic: false } property => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field =>
            SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)),
        _ => false,
    };

    /// <summary>True if the declaration gives a member its value.</summary>
    /// <param name="member">A property or field.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static bool HasInitializer(ISymbol member, CancellationToken cancellationToken)
    {
        return member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken)
            is PropertyDeclarationSyntax { Initializer: not null } or VariableDeclaratorSyntax { Initializer: not null });
    }

    /// <summary>True if an initializer gives each object the same value, or makes it from what its constructor is given.</summary>
    /// <param name="initializer">The initial value.</param>
    /// <param name="constructor">The constructor that is called when an object is read.</param>
    public static bool IsMadeAnew(IOperation initializer, IMethodSymbol? constructor)
    {
        IOperation value = initializer.Unconverted();
        return value.ConstantValue.HasValue
            || value is IDefaultValueOperation or IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } }
            || value.DescendantsAndSelf().OfType<IParameterReferenceOperation>().Any(reference =>
                SymbolEqualityComparer.Default.Equals(reference.Parameter.ContainingSymbol, constructor));
    }

    /// <summary>True if a constructor's own text assigns a member, by its name.</summary>
    /// <param name="member">A property or field.</param>
    /// <param name="constructor">The constructor.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static bool IsAssignedIn(ISymbol member, IMethodSymbol constructor, CancellationToken cancellationToken)
    {
        return constructor.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax(cancellationToken).DescendantNodes())
            .OfType<AssignmentExpressionSyntax>()
            .Any(assignment => assignment.Left.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == member.Name));
    }
}
