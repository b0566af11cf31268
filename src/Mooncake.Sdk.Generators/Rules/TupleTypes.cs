using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>Tuples, value tuples, key-value pairs, and <c>Lazy</c>, which MemoryPack writes as a tuple of one item.</summary>
internal static class TupleTypes
{
    /// <summary>The most items of one tuple; the eighth is a tuple of the rest.</summary>
    public const int MaxItems = 8;

    private const string Pair = "System.Collections.Generic.KeyValuePair`2";
    private const string ValueTuple = "System.ValueTuple`";
    private const string Tuple = "System.Tuple`";
    private const string Lazy = "System.Lazy`1";

    /// <summary>The name of MemoryPack's formatter, without type arguments; null if the type is none of these.</summary>
    /// <param name="definition">The type's definition.</param>
    /// <param name="arity">How many type arguments it has.</param>
    public static string? FindFormatter(string definition, int arity)
    {
        return arity is 0 or > MaxItems ? null
            : IsPair(definition) ? "KeyValuePairFormatter"
            : IsValueTuple(definition) ? "ValueTupleFormatter"
            : IsTuple(definition) ? "TupleFormatter"
            : definition == Lazy ? "LazyFormatter" : null;
    }

    /// <summary>True for <c>KeyValuePair</c>.</summary>
    /// <param name="definition">The type's definition.</param>
    public static bool IsPair(string definition) => definition == Pair;

    /// <summary>True for <c>ValueTuple</c> of any number of items.</summary>
    /// <param name="definition">The type's definition.</param>
    public static bool IsValueTuple(string definition) => definition.StartsWith(ValueTuple, StringComparison.Ordinal);

    /// <summary>True for <c>Tuple</c> of any number of items.</summary>
    /// <param name="definition">The type's definition.</param>
    public static bool IsTuple(string definition) => definition.StartsWith(Tuple, StringComparison.Ordinal);

    /// <summary>True for <c>Tuple</c>: the eighth item of one has to be a tuple, or its constructor throws.</summary>
    /// <param name="type">The type.</param>
    public static bool IsTuple(ITypeSymbol type) => type is INamedTypeSymbol named && IsTuple(SymbolText.DefinitionOf(named));

    /// <summary>The notation in fingerprints.</summary>
    /// <param name="definition">The type's definition.</param>
    /// <param name="items">The items' notations.</param>
    public static string WireOf(string definition, IEnumerable<string> items)
    {
        string joined = string.Join(IsPair(definition) ? ":" : ",", items);
        return IsTuple(definition) || definition == Lazy ? $"t({joined})" : $"({joined})";
    }

    /// <summary>The chain of items as a type argument.</summary>
    /// <param name="types">The items' types.</param>
    /// <param name="codecs">The items' codecs.</param>
    public static string ItemsOf(IEnumerable<string> types, IEnumerable<string> codecs)
    {
        string chain = StoreTypeNames.Codecs + "NoItems";
        foreach ((string type, string codec) in types.Zip(codecs, static (type, codec) => (type, codec)).Reverse())
        {
            chain = string.Format(CultureInfo.InvariantCulture, "{0}Items<{1}, {2}, {3}>", StoreTypeNames.Codecs, type, codec, chain);
        }

        return chain;
    }
}
