using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>
/// The encodings that MemoryPack gives to types, for fingerprints: those of emitted code where both serializers write the same bytes, and
/// the
/// type's name for what has no notation of its own. No type is refused here, for MemoryPack's own rules do that.
/// </summary>
/// <param name="layouts">The structs without references.</param>
internal sealed class PackedWires(StructLayouts layouts)
{
    private const string Generic = "System.Collections.Generic.";

    /// <summary>The encoding of a member.</summary>
    /// <param name="member">A member that MemoryPack writes.</param>
    public PackedWire OfMember(ISymbol member) =>
        PackableMembers.FindFormatter(member) is { } formatter ? NameOf(formatter) : Of(MemberCollector.TypeOf(member));

    /// <summary>The encoding of a type's values.</summary>
    /// <param name="type">The type.</param>
    public PackedWire Of(ITypeSymbol type)
    {
        if (ScalarTypes.Find(type, isUtf16: false) is { } scalar)
        {
            return new PackedWire(scalar.Wire);
        }

        return type switch
        {
            ITypeParameterSymbol parameter => new PackedWire(RuntimeNames.Of(parameter)),
            IArrayTypeSymbol array => PackedWire.Compose($"[{new string(',', array.Rank - 1)}{{0}}]", Of(array.ElementType)),
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
                PackedWire.Compose("{0}?", Of(nullable.TypeArguments[0])),
            INamedTypeSymbol named => OfNamed(named),
            _ => NameOf(type),
        };
    }

    /// <summary>The encoding of a collection's elements as a whole; null if the type is not a collection.</summary>
    /// <param name="type">The type.</param>
    public PackedWire? OfCollection(INamedTypeSymbol type)
    {
        if ((FindInterface(type, $"{Generic}IDictionary`2") ?? FindInterface(type, $"{Generic}IReadOnlyDictionary`2")) is { } map)
        {
            return PackedWire.Compose("[({0}:{1})]", Of(map.TypeArguments[0]), Of(map.TypeArguments[1]));
        }

        return FindInterface(type, $"{Generic}IEnumerable`1") is { } sequence
            ? PackedWire.Compose("[{0}]", Of(sequence.TypeArguments[0]))
            : null;
    }

    private static PackedWire NameOf(ITypeSymbol type) => new($"<{RuntimeNames.Of(type)}>");

    private PackedWire OfNamed(INamedTypeSymbol type)
    {
        string definition = SymbolText.DefinitionOf(type);
        if (TextTypes.Find(definition) is { } text)
        {
            return new PackedWire(text.Wire);
        }

        IEnumerable<string> places = Enumerable.Range(0, type.Arity).Select(static i => $"{{{i}}}");
        string? pattern = CollectionTypes.FindFormatter(definition) is not null ? CollectionTypes.WireOf(definition)
            : TupleTypes.FindFormatter(definition, type.Arity) is not null ? TupleTypes.WireOf(definition, places) : null;
        if (pattern is not null)
        {
            return Compose(pattern, type);
        }

        if (type.IsUnmanagedType)
        {
            return OfImage(type);
        }

        if (PackableTypes.IsPackable(type))
        {
            return OfPackable(type);
        }

        if (SerializableTypes.IsStored(type))
        {
            return new PackedWire(SerializableTypes.WireOf(type));
        }

        // What types are made from says more than their names: a type argument may be renamed.
        return OfCollection(type)
            ?? (type.Arity == 0 || type.ContainingType is not null
                ? NameOf(type)
                : Compose($"<{definition}>({string.Join(",", places)})", type));
    }

    private PackedWire OfImage(INamedTypeSymbol type) => layouts.FindCodec(type) switch
    {
        { Image: { } image, Wire: string wire } when wire.Contains(RuntimeNames.UnknownSize) => new PackedWire(wire, image + ".WireType"),
        { Wire: string wire } => new PackedWire(wire),
        _ => NameOf(type),
    };

    private PackedWire OfPackable(INamedTypeSymbol type) => PackableTypes.FormOf(type) switch
    {
        PackableForm.Collection => OfCollection(type) ?? NameOf(type),
        PackableForm.NoGenerate => NameOf(type),
        _ => new PackedWire(SerializableTypes.WireOf(type)),
    };

    private PackedWire Compose(string pattern, INamedTypeSymbol type) => PackedWire.Compose(pattern, [.. type.TypeArguments.Select(Of)]);

    private static INamedTypeSymbol? FindInterface(INamedTypeSymbol type, string definition) =>
        type.AllInterfaces.Prepend(type).FirstOrDefault(candidate => SymbolText.DefinitionOf(candidate) == definition);
}
