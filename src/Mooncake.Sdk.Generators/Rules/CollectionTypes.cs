namespace Mooncake.Sdk.Generators.Rules;

/// <summary>The collections that are encoded, by definition, and their codecs as patterns.</summary>
/// <remarks>
/// In a pattern <c>{0}</c> and <c>{1}</c> are the type arguments, <c>{2}</c> and <c>{3}</c> their codecs. <c>CollectionCodec</c>
/// takes the collection, its element, its enumerator, its builder, its kind and the element's codec.
/// </remarks>
internal static class CollectionTypes
{
    private const string Generic = "System.Collections.Generic.";
    private const string Immutable = "System.Collections.Immutable.";
    private const string Concurrent = "System.Collections.Concurrent.";
    private const string Frozen = "System.Collections.Frozen.";
    private const string ObjectModel = "System.Collections.ObjectModel.";

    private static readonly Dictionary<string, string> Patterns = Build();

    /// <summary>The pattern of a collection's codec, or null if the type is not one that is encoded.</summary>
    /// <param name="definition">The type's definition: <c>System.Collections.Generic.List`1</c>.</param>
    public static string? FindPattern(string definition) => Patterns.TryGetValue(definition, out string pattern) ? pattern : null;

    /// <summary>The notation of a collection in fingerprints; <c>{0}</c> and <c>{1}</c> are its type arguments.</summary>
    /// <param name="definition">The definition of a type that has a pattern.</param>
    public static string WireOf(string definition)
    {
        bool isMap = definition.EndsWith("`2", StringComparison.Ordinal);
        return definition == Generic + "PriorityQueue`2" ? "[({0},{1})]" : isMap ? "[({0}:{1})]" : "[{0}]";
    }

    private static Dictionary<string, string> Build()
    {
        Dictionary<string, string> patterns = new()
        {
            [Generic + "List`1"] = "ListCodec<{0}, {2}>",
            [Immutable + "ImmutableArray`1"] = "ImmutableArrayCodec<{0}, {2}>",
            ["System.Memory`1"] = "MemoryCodec<{0}, {2}>",
            ["System.ReadOnlyMemory`1"] = "ReadOnlyMemoryCodec<{0}, {2}>",
            ["System.ArraySegment`1"] = "ArraySegmentCodec<{0}, {2}>",
            ["System.Buffers.ReadOnlySequence`1"] = "ReadOnlySequenceCodec<{0}, {2}>",
        };
        AddReversed(patterns, Generic + "Stack", "StackKind");
        AddReversed(patterns, Concurrent + "ConcurrentStack", "ConcurrentStackKind");
        AddReversed(patterns, Immutable + "ImmutableStack", "ImmutableStackKind");
        AddInterfaces(patterns);
        AddSequences(patterns);
        AddMaps(patterns);
        return patterns;
    }

    private static void AddInterfaces(Dictionary<string, string> patterns)
    {
        foreach (string name in (string[])["IEnumerable", "ICollection", "IReadOnlyCollection", "IList", "IReadOnlyList"])
        {
            patterns[$"{Generic}{name}`1"] = $"InterfaceCodec<global::{Generic}{name}<{{0}}>, {{0}}, {{2}}>";
        }

        foreach (string name in (string[])["ISet", "IReadOnlySet"])
        {
            Add(patterns, $"{Generic}{name}", "SetInterfaceKind<global::" + Generic + name + "<{0}>, {0}>", builder: $"global::{Generic}HashSet<{{0}}>", hasEnumerator: false);
        }
    }

    private static void AddSequences(Dictionary<string, string> patterns)
    {
        Add(patterns, Generic + "HashSet", "HashSetKind<{0}>");
        Add(patterns, Generic + "SortedSet", "SortedSetKind<{0}>");
        Add(patterns, Generic + "Queue", "QueueKind<{0}>");
        Add(patterns, Generic + "LinkedList", "LinkedListKind<{0}>");
        Add(patterns, ObjectModel + "Collection", "ListInterfaceKind<global::" + ObjectModel + "Collection<{0}>, {0}>", hasEnumerator: false);
        Add(patterns, ObjectModel + "ObservableCollection", "ListInterfaceKind<global::" + ObjectModel + "ObservableCollection<{0}>, {0}>", hasEnumerator: false);
        Add(patterns, ObjectModel + "ReadOnlyCollection", "ReadOnlyCollectionKind<{0}>", builder: $"global::{Generic}List<{{0}}>", hasEnumerator: false);
        Add(patterns, Concurrent + "ConcurrentQueue", "ConcurrentQueueKind<{0}>", hasEnumerator: false);
        Add(patterns, Concurrent + "ConcurrentBag", "ConcurrentBagKind<{0}>", hasEnumerator: false);
        Add(patterns, Immutable + "ImmutableList", "ImmutableListKind<{0}>", builder: $"global::{Immutable}ImmutableList<{{0}}>.Builder");
        Add(patterns, Immutable + "ImmutableQueue", "ImmutableQueueKind<{0}>", builder: $"global::{Generic}List<{{0}}>", hasEnumerator: false);
        Add(patterns, Immutable + "ImmutableHashSet", "ImmutableHashSetKind<{0}>", builder: $"global::{Immutable}ImmutableHashSet<{{0}}>.Builder");
        Add(patterns, Immutable + "ImmutableSortedSet", "ImmutableSortedSetKind<{0}>", builder: $"global::{Immutable}ImmutableSortedSet<{{0}}>.Builder");
        Add(patterns, Frozen + "FrozenSet", "FrozenSetKind<{0}>", builder: $"global::{Generic}HashSet<{{0}}>");
    }

    private static void AddMaps(Dictionary<string, string> patterns)
    {
        AddMap(patterns, Generic + "Dictionary", "DictionaryKind<{0}, {1}>");
        AddMap(patterns, Generic + "SortedDictionary", "SortedDictionaryKind<{0}, {1}>");
        AddMap(patterns, Generic + "SortedList", "SortedListKind<{0}, {1}>", hasEnumerator: false);
        AddMap(patterns, Concurrent + "ConcurrentDictionary", "ConcurrentDictionaryKind<{0}, {1}>", hasEnumerator: false);
        AddMap(patterns, Immutable + "ImmutableDictionary", "ImmutableDictionaryKind<{0}, {1}>", builder: $"global::{Immutable}ImmutableDictionary<{{0}}, {{1}}>.Builder");
        AddMap(patterns, Immutable + "ImmutableSortedDictionary", "ImmutableSortedDictionaryKind<{0}, {1}>", builder: $"global::{Immutable}ImmutableSortedDictionary<{{0}}, {{1}}>.Builder");
        string map = $"global::{Generic}Dictionary<{{0}}, {{1}}>";
        AddMap(patterns, Frozen + "FrozenDictionary", "FrozenDictionaryKind<{0}, {1}>", builder: map);
        foreach (string name in (string[])["IDictionary", "IReadOnlyDictionary"])
        {
            AddMap(patterns, Generic + name, "MapInterfaceKind<global::" + Generic + name + "<{0}, {1}>, {0}, {1}>", builder: map, hasEnumerator: false);
        }

        const string Heap = Generic + "PriorityQueue<{0}, {1}>";
        patterns[Generic + "PriorityQueue`2"] =
            $"CollectionCodec<global::{Heap}, global::System.ValueTuple<{{0}}, {{1}}>, global::{Heap}.UnorderedItemsCollection.Enumerator, global::{Heap}, "
            + $"{StoreTypeNames.Codecs}PriorityQueueKind<{{0}}, {{1}}>, {StoreTypeNames.Codecs}ValueTupleCodec<{{0}}, {{1}}, {{2}}, {{3}}>>";
    }

    private static void Add(Dictionary<string, string> patterns, string name, string kind, string? builder = null, bool hasEnumerator = true)
    {
        string collection = $"global::{name}<{{0}}>";
        string enumerator = hasEnumerator ? collection + ".Enumerator" : $"global::{Generic}IEnumerator<{{0}}>";
        patterns[name + "`1"] = $"CollectionCodec<{collection}, {{0}}, {enumerator}, {builder ?? collection}, {StoreTypeNames.Codecs}{kind}, {{2}}>";
    }

    private static void AddMap(Dictionary<string, string> patterns, string name, string kind, string? builder = null, bool hasEnumerator = true)
    {
        string collection = $"global::{name}<{{0}}, {{1}}>";
        string pair = $"global::{Generic}KeyValuePair<{{0}}, {{1}}>";
        string enumerator = hasEnumerator ? collection + ".Enumerator" : $"global::{Generic}IEnumerator<{pair}>";
        patterns[name + "`2"] =
            $"CollectionCodec<{collection}, {pair}, {enumerator}, {builder ?? collection}, {StoreTypeNames.Codecs}{kind}, "
            + $"{StoreTypeNames.Codecs}KeyValuePairCodec<{{0}}, {{1}}, {{2}}, {{3}}>>";
    }

    private static void AddReversed(Dictionary<string, string> patterns, string name, string kind)
    {
        string collection = $"global::{name}<{{0}}>";
        string enumerator = name.EndsWith(".Stack", StringComparison.Ordinal) ? collection + ".Enumerator" : $"global::{Generic}IEnumerator<{{0}}>";
        patterns[name + "`1"] = $"ReversedCodec<{collection}, {{0}}, {enumerator}, {collection}, {StoreTypeNames.Codecs}{kind}<{{0}}>, {{2}}>";
    }
}
