namespace Mooncake.Sdk.Generators.Rules;

/// <summary>
/// The collections that can be stored, by definition: the codec of those on the hot path, and MemoryPack's formatter of all.
/// </summary>
internal static class CollectionTypes
{
    private const string Generic = "System.Collections.Generic.";
    private const string Immutable = "System.Collections.Immutable.";
    private const string Concurrent = "System.Collections.Concurrent.";
    private const string ObjectModel = "System.Collections.ObjectModel.";

    private static readonly Dictionary<string, string> CodecTable = BuildCodecs();
    private static readonly Dictionary<string, string> FormatterTable = BuildFormatters();

    /// <summary>
    /// The pattern of the codec that this SDK has for a collection, or null if it has none. <c>{0}</c> and <c>{1}</c> are the type
    /// arguments, <c>{2}</c> and <c>{3}</c> their codecs.
    /// </summary>
    /// <param name="definition">The type's definition: <c>System.Collections.Generic.List`1</c>.</param>
    public static string? FindCodec(string definition) => CodecTable.TryGetValue(definition, out string pattern) ? pattern : null;

    /// <summary>
    /// The name of MemoryPack's formatter for a collection, without type arguments; null if the type is not one that can be stored.
    /// </summary>
    /// <param name="definition">The type's definition.</param>
    public static string? FindFormatter(string definition) => FormatterTable.TryGetValue(definition, out string name) ? name : null;

    /// <summary>The pattern of the bytes of MemoryPack's formatter, as a type argument of the codec that calls it.</summary>
    /// <param name="definition">The definition of a type that has a formatter.</param>
    public static string WireTypeOf(string definition)
    {
        const string Prefix = StoreTypeNames.Codecs;
        const string Items = $"{Prefix}Items<{{0}}, {{2}}, {Prefix}Items<{{1}}, {{3}}, {Prefix}NoItems>>";
        const string Pair = "global::System.ValueTuple<{0}, {1}>";
        const string Elements = "global::System.Collections.Generic.IEnumerable<{1}>";
        const string Grouping = "global::System.Linq.IGrouping<{0}, {1}>";
        const string Group = $"{Prefix}TupleWire<{Grouping}, {Prefix}Items<{{0}}, {{2}}, {Prefix}Items<{Elements}, {Prefix}MemoryPackCodec<{Elements}, "
            + $"{MemoryPackNames.Formatters}InterfaceEnumerableFormatter<{{1}}>, {Prefix}ListCodec<{{1}}, {{3}}>>, {Prefix}NoItems>>>";
        return definition switch
        {
            Generic + "PriorityQueue`2" => $"{Prefix}ListCodec<{Pair}, {Prefix}MemoryPackCodec<{Pair}, "
                + $"{MemoryPackNames.Formatters}ValueTupleFormatter<{{0}}, {{1}}>, {Prefix}TupleWire<{Pair}, {Items}>>>",
            "System.Linq.IGrouping`2" => Group,
            "System.Linq.ILookup`2" => $"{Prefix}ListCodec<{Grouping}, {Prefix}MemoryPackCodec<{Grouping}, "
                + $"{MemoryPackNames.Formatters}InterfaceGroupingFormatter<{{0}}, {{1}}>, {Group}>>",
            _ when definition.EndsWith("`2", StringComparison.Ordinal) =>
                $"{Prefix}DictionaryCodec<global::{Generic}Dictionary<{{0}}, {{1}}>, {{0}}, {{1}}, {{2}}, {{3}}>",
            _ => $"{Prefix}ListCodec<{{0}}, {{2}}>",
        };
    }

    /// <summary>The notation of a collection in fingerprints; <c>{0}</c> and <c>{1}</c> are its type arguments.</summary>
    /// <param name="definition">The definition of a type that has a formatter.</param>
    public static string WireOf(string definition)
    {
        return definition switch
        {
            Generic + "PriorityQueue`2" => "[({0},{1})]",
            "System.Linq.IGrouping`2" => "t({0},[{1}])",
            "System.Linq.ILookup`2" => "[t({0},[{1}])]",
            _ when definition.EndsWith("`2", StringComparison.Ordinal) => "[({0}:{1})]",
            _ => "[{0}]",
        };
    }

    private static Dictionary<string, string> BuildCodecs()
    {
        Dictionary<string, string> patterns = new()
        {
            [Generic + "List`1"] = "ListCodec<{0}, {2}>",
            [Immutable + "ImmutableArray`1"] = "ImmutableArrayCodec<{0}, {2}>",
            ["System.Memory`1"] = "MemoryCodec<{0}, {2}>",
            ["System.ReadOnlyMemory`1"] = "ReadOnlyMemoryCodec<{0}, {2}>",
            ["System.Buffers.ReadOnlySequence`1"] = "ReadOnlySequenceCodec<{0}, {2}>",
        };
        foreach (string name in (string[])["IEnumerable", "ICollection", "IReadOnlyCollection", "IList", "IReadOnlyList"])
        {
            patterns[$"{Generic}{name}`1"] = $"InterfaceCodec<global::{Generic}{name}<{{0}}>, {{0}}, {{2}}>";
        }

        foreach (string name in (string[])["HashSet", "ISet", "IReadOnlySet"])
        {
            patterns[$"{Generic}{name}`1"] = $"SetCodec<global::{Generic}{name}<{{0}}>, {{0}}, {{2}}>";
        }

        foreach (string name in (string[])["Dictionary", "IDictionary", "IReadOnlyDictionary"])
        {
            patterns[$"{Generic}{name}`2"] = $"DictionaryCodec<global::{Generic}{name}<{{0}}, {{1}}>, {{0}}, {{1}}, {{2}}, {{3}}>";
        }

        return patterns;
    }

    private static Dictionary<string, string> BuildFormatters()
    {
        Dictionary<string, string> formatters = [];
        Add("System.", "Memory`1", "ReadOnlyMemory`1", "ArraySegment`1");
        Add("System.Buffers.", "ReadOnlySequence`1");
        Add(Generic, "List`1", "Stack`1", "Queue`1", "LinkedList`1", "HashSet`1", "SortedSet`1", "PriorityQueue`2", "Dictionary`2");
        Add(Generic, "SortedDictionary`2", "SortedList`2");
        Add(ObjectModel, "Collection`1", "ObservableCollection`1", "ReadOnlyCollection`1", "ReadOnlyObservableCollection`1");
        Add(Concurrent, "ConcurrentQueue`1", "ConcurrentStack`1", "ConcurrentBag`1", "ConcurrentDictionary`2", "BlockingCollection`1");
        Add(Immutable, "ImmutableArray`1", "ImmutableList`1", "ImmutableQueue`1", "ImmutableStack`1", "ImmutableHashSet`1");
        Add(Immutable, "ImmutableSortedSet`1", "ImmutableDictionary`2", "ImmutableSortedDictionary`2");
        Add("System.Collections.Frozen.", "FrozenSet`1", "FrozenDictionary`2");
        Add(Generic, "IEnumerable`1", "ICollection`1", "IReadOnlyCollection`1", "IList`1", "IReadOnlyList`1", "ISet`1", "IReadOnlySet`1");
        Add(Generic, "IDictionary`2", "IReadOnlyDictionary`2");
        Add(Immutable, "IImmutableList`1", "IImmutableQueue`1", "IImmutableStack`1", "IImmutableSet`1", "IImmutableDictionary`2");
        Add("System.Linq.", "ILookup`2", "IGrouping`2");
        return formatters;

        void Add(string prefix, params string[] names)
        {
            foreach (string name in names)
            {
                string plain = name.Substring(0, name.Length - 2);
                bool isInterface = plain[0] == 'I' && char.IsUpper(plain[1]);
                formatters[prefix + name] = (isInterface ? "Interface" + plain.Substring(1) : plain) + "Formatter";
            }
        }
    }
}
