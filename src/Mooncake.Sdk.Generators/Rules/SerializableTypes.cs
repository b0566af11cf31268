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

    private static readonly string[] RankNames = ["Two", "Three", "Four"];

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
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => FindNullable(nullable, isUtf16),
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

    /// <summary>True if a codec can be emitted into a type of the same project, be it one that only fails.</summary>
    /// <param name="type">A marked type.</param>
    public static bool CanHoldCodec(INamedTypeSymbol type) =>
        TypeScope.IsExtensible(type)
        && TakenNames.FindForCodec(type) is null
        && type is { IsStatic: false, IsRefLikeType: false, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface };

    /// <summary>True if values of a type are encoded through the codecs of its type arguments.</summary>
    /// <param name="type">The type.</param>
    public static bool IsContainer(INamedTypeSymbol type)
    {
        string definition = SymbolText.DefinitionOf(type);
        return type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            || CollectionTypes.FindFormatter(definition) is not null
            || TupleTypes.FindFormatter(definition, type.Arity) is not null
            || IsStored(type);
    }

    private CodecModel? FindArray(IArrayTypeSymbol array, bool isUtf16)
    {
        if (FindCodec(array.ElementType, isUtf16) is not { } element || array.Rank > MaxRank)
        {
            return null;
        }

        string item = SymbolText.Of(array.ElementType);
        string wire = $"[{new string(',', array.Rank - 1)}{element.Wire}]";
        if (array.Rank == 1 && !element.IsBridged)
        {
            return new CodecModel($"{StoreTypeNames.Codecs}ArrayCodec<{item}, {element.Text}>", wire, IsNesting: element.IsNesting);
        }

        string type = SymbolText.Of(array);
        return array.Rank == 1
            ? Bridge(type, $"ArrayFormatter<{item}>", $"{StoreTypeNames.Codecs}ListCodec<{item}, {element.Text}>", wire, element.IsNesting)
            : Bridge(
                type,
                $"{RankNames[array.Rank - 2]}DimensionalArrayFormatter<{item}>",
                $"{StoreTypeNames.Codecs}GridWire<{type}, {item}, {element.Text}>",
                wire,
                element.IsNesting);
    }

    private CodecModel? FindNamed(INamedTypeSymbol type, bool isUtf16)
    {
        string definition = SymbolText.DefinitionOf(type);
        if (CollectionTypes.FindFormatter(definition) is { } formatter)
        {
            return FindCollection(type, definition, formatter, isUtf16);
        }

        if (TupleTypes.FindFormatter(definition, type.Arity) is { } tuple)
        {
            return FindTuple(type, definition, tuple, isUtf16);
        }

        if (TextTypes.Find(definition) is { } text)
        {
            return Bridge(SymbolText.Of(type), text.Formatter, TextWireOf("RuntimeTypeWire", type, isUtf16 && text.IsString), text.Wire, isNesting: false);
        }

        if (type.IsUnmanagedType)
        {
            return _layouts.FindCodec(type);
        }

        return PackableTypes.IsPacked(type) ? FindPacked(type, isUtf16) : IsStored(type) ? FindStored(type, isUtf16) : null;
    }

    private CodecModel? FindCollection(INamedTypeSymbol type, string definition, string formatter, bool isUtf16)
    {
        if (FindArguments(type.TypeArguments, isUtf16) is not { } arguments)
        {
            return null;
        }

        object[] texts = TextsOf(type.TypeArguments, arguments);
        object[] wires = [.. arguments.Select(static argument => argument.Wire)];
        string wire = string.Format(CultureInfo.InvariantCulture, CollectionTypes.WireOf(definition), wires);
        bool isNesting = arguments.Exists(static argument => argument.IsNesting);

        // Where MemoryPack serializes the elements it does the whole collection: one call instead of one for each element.
        if (CollectionTypes.FindCodec(definition) is { } codec && !arguments.Exists(static argument => argument.IsBridged))
        {
            return new CodecModel(
                StoreTypeNames.Codecs + string.Format(CultureInfo.InvariantCulture, codec, texts), wire, IsNesting: isNesting);
        }

        string wireType = string.Format(CultureInfo.InvariantCulture, CollectionTypes.WireTypeOf(definition), texts);
        return Bridge(SymbolText.Of(type), $"{formatter}<{ArgumentsOf(type)}>", wireType, wire, isNesting);
    }

    private CodecModel? FindTuple(INamedTypeSymbol type, string definition, string formatter, bool isUtf16)
    {
        if (FindArguments(type.TypeArguments, isUtf16) is not { } arguments
            || (TupleTypes.IsTuple(definition) && type.Arity == TupleTypes.MaxItems && !TupleTypes.IsTuple(type.TypeArguments[TupleTypes.MaxItems - 1])))
        {
            return null;
        }

        string text = SymbolText.Of(type);
        bool isNesting = arguments.Exists(static argument => argument.IsNesting);
        string wire = TupleTypes.WireOf(definition, arguments.Select(static argument => argument.Wire));
        if (TupleTypes.IsPair(definition))
        {
            string pair = $"{StoreTypeNames.Codecs}KeyValuePairCodec<{ArgumentsOf(type)}, {string.Join(", ", arguments.Select(static argument => argument.Text))}>";
            return arguments.Exists(static argument => argument.IsBridged)
                ? Bridge(text, $"{formatter}<{ArgumentsOf(type)}>", pair, wire, isNesting)
                : new CodecModel(pair, wire, IsNesting: isNesting);
        }

        if (type.IsUnmanagedType && TupleTypes.IsValueTuple(definition) && _layouts.FindTuple(type, arguments) is { } image)
        {
            return image;
        }

        string items = TupleTypes.ItemsOf(type.TypeArguments.Select(SymbolText.Of), arguments.Select(static argument => argument.Text));
        return Bridge(text, $"{formatter}<{ArgumentsOf(type)}>", $"{StoreTypeNames.Codecs}TupleWire<{text}, {items}>", wire, isNesting);
    }

    private CodecModel? FindNullable(INamedTypeSymbol type, bool isUtf16)
    {
        if (FindCodec(type.TypeArguments[0], isUtf16) is not { } inner)
        {
            return null;
        }

        string item = SymbolText.Of(type.TypeArguments[0]);
        string codec = $"{StoreTypeNames.Codecs}NullableCodec<{item}, {inner.Text}>";
        string wire = inner.Wire + "?";
        return inner.IsBridged
            ? Bridge(SymbolText.Of(type), $"NullableFormatter<{item}>", codec, wire, inner.IsNesting)
            : new CodecModel(codec, wire, IsNesting: inner.IsNesting);
    }

    // Null for a type that names MemoryPack without having it generate anything.
    private static CodecModel? FindPacked(INamedTypeSymbol type, bool isUtf16)
    {
        string text = SymbolText.Of(type);
        return PackableTypes.FormOf(type) == PackableForm.NoGenerate
            ? null
            : Bridge(text, $"{StoreTypeNames.Codecs}PackableFormatter<{text}>", TextWireOf("PackableWire", type, isUtf16), WireOf(type), isNesting: true);
    }

    private CodecModel? FindStored(INamedTypeSymbol type, bool isUtf16)
    {
        bool isOwn = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, target.ContainingAssembly);
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface)
            || (isOwn && !CanHoldCodec(type.OriginalDefinition))
            || FindArguments(CodecParameters.ArgumentsOf(type), isUtf16) is not { } arguments)
        {
            return null;
        }

        string parameters = arguments.Count == 0 ? "" : $"<{string.Join(", ", arguments.Select(static argument => argument.Text))}>";
        return new CodecModel($"{SymbolText.Of(type)}.{StoreTypeNames.EmittedCodec}{parameters}", WireOf(type), IsNesting: true);
    }

    /// <summary>
    /// The encoding of a nested object: it enters by its kind alone, so that what is appended to it does not change the types that hold it.
    /// </summary>
    /// <param name="type">A stored type, or one that MemoryPack serializes in a form with members or cases.</param>
    public static string WireOf(INamedTypeSymbol type)
    {
        if (PackableTypes.IsPacked(type))
        {
            return PackableTypes.FormOf(type) switch
            {
                PackableForm.Union => "n",
                PackableForm.VersionTolerant => "v",
                PackableForm.CircularReference => "r",
                _ => "o",
            };
        }

        return SymbolText.HasAttribute(type, StoreTypeNames.StoreUnion)
            ? "n"
            : ObjectParser.LayoutOf(type) == MemberOrder.VersionTolerant ? "v" : "o";
    }

    private List<CodecModel>? FindArguments(IReadOnlyList<ITypeSymbol> arguments, bool isUtf16)
    {
        List<CodecModel> codecs = [];
        foreach (ITypeSymbol argument in arguments)
        {
            if (FindCodec(argument, isUtf16) is not { } codec)
            {
                return null;
            }

            codecs.Add(codec);
        }

        return codecs;
    }

    // What fills a pattern: one or two type arguments, and at {2} and {3} their codecs.
    private static object[] TextsOf(IReadOnlyList<ITypeSymbol> arguments, List<CodecModel> codecs)
    {
        return [SymbolText.Of(arguments[0]), arguments.Count > 1 ? SymbolText.Of(arguments[1]) : "", codecs[0].Text, codecs.Count > 1 ? codecs[1].Text : ""];
    }

    private static string ArgumentsOf(INamedTypeSymbol type) => string.Join(", ", type.TypeArguments.Select(SymbolText.Of));

    // What a type with strings inside looks like, of whose members nothing is known here.
    private static string TextWireOf(string name, INamedTypeSymbol type, bool isUtf16) =>
        $"{StoreTypeNames.Codecs}{name}<{SymbolText.Of(type)}, {StoreTypeNames.Codecs}{(isUtf16 ? "Utf16StringCodec" : "StringCodec")}>";

    private static CodecModel Bridge(string type, string formatter, string wireType, string wire, bool isNesting)
    {
        string named = formatter.StartsWith("global::", StringComparison.Ordinal) ? formatter : MemoryPackNames.Formatters + formatter;
        return new CodecModel(
            $"{StoreTypeNames.Codecs}MemoryPackCodec<{type}, {named}, {wireType}>", wire, IsNesting: isNesting, IsBridged: true);
    }
}
