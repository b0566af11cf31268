using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Finds what about a member's type the serializer does not support, and what to do instead.</summary>
/// <param name="types">Says which types are supported.</param>
internal sealed class UnsupportedTypes(SerializableTypes types)
{
    private const int MaxRank = 4;

    /// <summary>
    /// The type that is to blame: the one that is not supported itself, inside arrays, collections, tuples and generic types.
    /// </summary>
    /// <param name="type">A type that is not supported.</param>
    public ITypeSymbol Find(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: <= MaxRank } array => Find(array.ElementType),
        INamedTypeSymbol named when SerializableTypes.IsContainer(named) && named.TypeArguments.FirstOrDefault(IsUnsupported) is { } argument => Find(argument),
        _ => type,
    };

    /// <summary>What is not supported and what to do, as the end of a sentence.</summary>
    /// <param name="type">A member's type.</param>
    /// <param name="culprit">The type that is to blame.</param>
    public static string Explain(ITypeSymbol type, ITypeSymbol culprit)
    {
        string place = SymbolEqualityComparer.Default.Equals(type, culprit)
            ? $"its type '{NameOf(type)}'"
            : $"'{NameOf(culprit)}' in its type '{NameOf(type)}'";
        return $"the serializer does not support {place}; {AdviceFor(culprit)}, or leave the member out with [StoreIgnore]";
    }

    /// <summary>
    /// The first field that keeps a struct without references from being stored, as a path of names; null if there is none.
    /// </summary>
    /// <param name="type">The struct.</param>
    public static string? FindAddress(INamedTypeSymbol type) => FindAddress(type, []);

    // Half-written code can have structs that hold themselves, and no field of one is looked at twice.
    private static string? FindAddress(INamedTypeSymbol type, List<ISymbol> seen)
    {
        if (seen.Contains(type.OriginalDefinition, SymbolEqualityComparer.Default))
        {
            return null;
        }

        seen.Add(type.OriginalDefinition);
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic && !field.IsFixedSizeBuffer))
        {
            string name = field.AssociatedSymbol?.Name ?? field.Name;
            if (IsAddress(field.Type))
            {
                return name;
            }

            if (field.Type is INamedTypeSymbol { IsUnmanagedType: true, SpecialType: SpecialType.None, TypeKind: TypeKind.Struct } inner
                && FindAddress(inner, seen) is { } path)
            {
                return $"{name}.{path}";
            }
        }

        return null;
    }

    private static string AdviceFor(ITypeSymbol type)
    {
        bool isOwn = !type.DeclaringSyntaxReferences.IsEmpty;
        string name = NameOf(type);
        return type switch
        {
            IDynamicTypeSymbol or { SpecialType: SpecialType.System_Object } => "it does not specify what it contains, so declare a specific type",
            { TypeKind: TypeKind.Delegate } => "a delegate is code, not data, so store the data from which it is created",
            IArrayTypeSymbol => $"arrays have at most {MaxRank} dimensions, so use arrays of arrays",
            _ when IsAddress(type) => "it has no meaning in another process, so use an integer of fixed size, such as long",
            INamedTypeSymbol { IsUnmanagedType: true } named when FindAddress(named) is { } path =>
                $"its field '{path}' has no meaning in another process, so make it an integer of fixed size, such as long",
            { TypeKind: TypeKind.Interface } or { IsAbstract: true } when isOwn => $"declare a concrete type, or mark '{name}' [StoreUnion] and list its concrete types",
            { TypeKind: TypeKind.Interface } or { IsAbstract: true } => "declare a concrete type",
            { TypeKind: TypeKind.Class or TypeKind.Struct } when isOwn => $"mark '{name}' [StoreObject]",
            _ => "it is declared elsewhere and cannot be marked [StoreObject], so copy it into a type of your own",
        };
    }

    private static bool IsAddress(ITypeSymbol type) =>
        type is IPointerTypeSymbol or IFunctionPointerTypeSymbol
            || type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private bool IsUnsupported(ITypeSymbol type) => types.FindCodec(type, isUtf16: false) is null;
}
