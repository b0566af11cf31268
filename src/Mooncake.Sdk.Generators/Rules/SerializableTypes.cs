using System.Globalization;
using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Model;
using Mooncake.Sdk.Generators.Objects.Model;
using Mooncake.Sdk.Generators.Objects.Parsing;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>
/// Says how a type is encoded, or that it is not: the one place that the generator and the analyzers ask. It gathers the layouts
/// of the structs that it meets, so one is made for each type that is parsed.
/// </summary>
/// <param name="target">The type whose members are asked about: its type parameters have codecs.</param>
internal sealed class SerializableTypes(INamedTypeSymbol target)
{
    private const int MaxRank = 4;
    private const int MaxTupleItems = 8;

    private readonly StructLayouts _layouts = new(target);
    private readonly CodecParameters _parameters = new(target);

    /// <summary>The layouts that codecs named so far refer to.</summary>
    public EquatableArray<LayoutModel> Layouts => _layouts.Models;

    /// <summary>True if a layout names something that only obsolete code may name.</summary>
    public bool AreLayoutsForbidden => _layouts.AreForbidden;

    /// <summary>The type parameters that have codecs.</summary>
    public CodecParameters Parameters => _parameters;

    /// <summary>The codec of a type, or null if its values cannot be encoded.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isUtf16">True to write strings in UTF-16.</param>
    public CodecModel? FindCodec(ITypeSymbol type, bool isUtf16)
    {
        if (ScalarTypes.Find(type, isUtf16) is { } scalar)
        {
            return scalar;
        }

        return type switch
        {
            ITypeParameterSymbol parameter =>
                _parameters.Find(parameter) is { } codec ? new CodecModel(codec, RuntimeNames.Of(parameter), IsNesting: true) : null,
            IArrayTypeSymbol array => FindArray(array, isUtf16),
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
                Compose("NullableCodec<{0}, {2}>", "{0}?", nullable.TypeArguments, isUtf16),
            INamedTypeSymbol named => FindNamed(named, isUtf16),
            _ => null,
        };
    }

    /// <summary>True if a type is marked so that a serializer is emitted into it.</summary>
    /// <param name="type">The type.</param>
    public static bool IsStored(INamedTypeSymbol type)
    {
        return SymbolText.HasAttribute(type, StoreTypeNames.StoreObject)
            || SymbolText.HasAttribute(type, StoreTypeNames.StoreKey)
            || SymbolText.HasAttribute(type, StoreTypeNames.StoreUnion);
    }

    private CodecModel? FindArray(IArrayTypeSymbol array, bool isUtf16)
    {
        if (FindCodec(array.ElementType, isUtf16) is not { } element || array.Rank > MaxRank)
        {
            return null;
        }

        string name = array.Rank == 1 ? "ArrayCodec" : $"Array{array.Rank}Codec";
        return new CodecModel(
            $"{StoreTypeNames.Codecs}{name}<{SymbolText.Of(array.ElementType)}, {element.Text}>",
            $"[{new string(',', array.Rank - 1)}{element.Wire}]",
            IsNesting: element.IsNesting);
    }

    private CodecModel? FindNamed(INamedTypeSymbol type, bool isUtf16)
    {
        string definition = SymbolText.DefinitionOf(type);
        if (CollectionTypes.FindPattern(definition) is { } pattern)
        {
            return Compose(pattern, CollectionTypes.WireOf(definition), type.TypeArguments, isUtf16);
        }

        if (TupleName(definition, type.Arity) is { } tuple)
        {
            if (tuple == "TupleCodec" && type.Arity == MaxTupleItems && !IsTuple(type.TypeArguments[MaxTupleItems - 1]))
            {
                return null;
            }

            string arguments = string.Join(", ", Enumerable.Range(0, 2 * type.Arity).Select(static i => $"{{{i}}}"));
            return Compose($"{tuple}<{arguments}>", TupleWire(tuple, type.Arity), type.TypeArguments, isUtf16);
        }

        if (type.IsUnmanagedType)
        {
            return _layouts.FindCodec(type);
        }

        return IsStored(type) ? FindStored(type, isUtf16) : null;
    }

    private CodecModel? FindStored(INamedTypeSymbol type, bool isUtf16)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
        {
            return null;
        }

        string codec = $"{SymbolText.Of(type)}.{StoreTypeNames.EmittedCodec}";
        string wire = WireOf(type);
        IReadOnlyList<ITypeSymbol> arguments = CodecParameters.ArgumentsOf(type);
        if (arguments.Count == 0)
        {
            return new CodecModel(codec, wire, IsNesting: true);
        }

        string pattern = string.Join(", ", Enumerable.Range(arguments.Count, arguments.Count).Select(static i => $"{{{i}}}"));
        return Compose($"{codec}<{pattern}>", wire, arguments, isUtf16, prefix: "") is { } composed
            ? composed with { IsNesting = true }
            : null;
    }

    // A nested object enters by its kind alone: what is appended to it does not change who holds it.
    private static string WireOf(INamedTypeSymbol type)
    {
        return SymbolText.HasAttribute(type, StoreTypeNames.StoreUnion)
            ? "n"
            : ObjectParser.LayoutOf(type) == MemberOrder.VersionTolerant ? "v" : "o";
    }

    private static string TupleWire(string tuple, int arity)
    {
        string separator = tuple == "KeyValuePairCodec" ? ":" : ",";
        string items = string.Join(separator, Enumerable.Range(0, arity).Select(static i => $"{{{i}}}"));
        return tuple == "TupleCodec" ? $"t({items})" : $"({items})";
    }

    // The eighth item of a tuple has to be a tuple: its constructor throws otherwise.
    private static bool IsTuple(ITypeSymbol type)
    {
        return type is INamedTypeSymbol named && SymbolText.DefinitionOf(named).StartsWith("System.Tuple`", StringComparison.Ordinal);
    }

    private static string? TupleName(string definition, int arity)
    {
        if (arity is 0 or > MaxTupleItems)
        {
            return null;
        }

        string suffix = "`" + arity.ToString(CultureInfo.InvariantCulture);
        if (definition == "System.Collections.Generic.KeyValuePair" + suffix)
        {
            return "KeyValuePairCodec";
        }

        if (definition == "System.ValueTuple" + suffix)
        {
            return "ValueTupleCodec";
        }

        return definition == "System.Tuple" + suffix ? "TupleCodec" : null;
    }

    // Fills a pattern with the type arguments and, behind them, their codecs; and the notation with theirs.
    private CodecModel? Compose(string pattern, string wire, IReadOnlyList<ITypeSymbol> arguments, bool isUtf16, string prefix = StoreTypeNames.Codecs)
    {
        object[] wires = new object[arguments.Count];
        object[] parts = new object[Math.Max(2 * arguments.Count, 4)];
        bool isNesting = false;
        for (int i = 0; i < arguments.Count; i++)
        {
            if (FindCodec(arguments[i], isUtf16) is not { } codec)
            {
                return null;
            }

            // A pattern of one argument has its codec at {2}, as one of two has.
            int codecAt = arguments.Count == 1 && prefix.Length > 0 && pattern.Contains("{2}") ? 2 : arguments.Count + i;
            parts[i] = SymbolText.Of(arguments[i]);
            parts[codecAt] = codec.Text;
            wires[i] = codec.Wire;
            isNesting |= codec.IsNesting;
        }

        return new CodecModel(
            prefix + string.Format(CultureInfo.InvariantCulture, pattern, parts),
            string.Format(CultureInfo.InvariantCulture, wire, wires),
            IsNesting: isNesting);
    }
}
