using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>
/// Which symbols are an error to name because they are obsolete. No pragma turns that error off: code may name them only where it is
/// obsolete itself, so what is emitted about them is marked <c>[Obsolete]</c>, as a warning that emitted files turn off.
/// </summary>
internal static class ObsoleteErrors
{
    /// <summary>What permits emitted code to name such symbols.</summary>
    public const string Permit = "[global::System.Obsolete]";

    private const string Attribute = "System.ObsoleteAttribute";

    /// <summary>True if a symbol's own attribute makes naming it an error.</summary>
    /// <param name="symbol">The symbol.</param>
    public static bool IsMarked(ISymbol symbol) =>
        SymbolText.FindAttribute(symbol, Attribute)?.ConstructorArguments.LastOrDefault().Value is true;

    /// <summary>True if a symbol is obsolete already, so that it takes no second attribute.</summary>
    /// <param name="symbol">The symbol.</param>
    public static bool IsObsolete(ISymbol symbol) => SymbolText.HasAttribute(symbol, Attribute);

    /// <summary>True if reading or setting a member, or naming its type, is an error.</summary>
    /// <param name="member">A property or field.</param>
    public static bool Concern(ISymbol member) => member switch
    {
        IPropertySymbol property => ConcernAccess(property) || ConcernType(property.Type),
        IFieldSymbol field => IsMarked(field) || ConcernType(field.Type),
        _ => IsMarked(member),
    };

    /// <summary>True if reading or setting a member is an error, whatever its type. What it overrides counts too.</summary>
    /// <param name="member">A property or field.</param>
    public static bool ConcernAccess(ISymbol member)
    {
        return IsMarked(member)
            || (member is IPropertySymbol property
                && ((property.GetMethod is { } getter && IsMarked(getter))
                    || (property.SetMethod is { } setter && IsMarked(setter))
                    || (property.OverriddenProperty is { } overridden && ConcernAccess(overridden))));
    }

    /// <summary>
    /// True if writing a type down is an error: its own name, or that of a type around it, of its elements or of an argument.
    /// </summary>
    /// <param name="type">The type.</param>
    public static bool ConcernType(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => ConcernType(array.ElementType),
        IPointerTypeSymbol pointer => ConcernType(pointer.PointedAtType),
        INamedTypeSymbol named => IsMarked(named)
            || named.TypeArguments.Any(ConcernType)
            || (named.ContainingType is { } outer && ConcernType(outer)),
        _ => false,
    };
}
