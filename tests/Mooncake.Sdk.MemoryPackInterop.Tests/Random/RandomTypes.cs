using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Text;
using Mooncake;

namespace Vec;

/// <summary>Values whose bytes have no padding: both serializers have to write the same.</summary>
[StoreObject]
public sealed partial class RandomScalars
{
    public bool Flag { get; set; }

    public sbyte Tiny { get; set; }

    public ushort Port { get; set; }

    public char Letter { get; set; }

    public int Number { get; set; }

    public ulong Large { get; set; }

    public Int128 Wide { get; set; }

    public Half Half { get; set; }

    public float Ratio { get; set; }

    public double Precise { get; set; }

    public decimal Amount { get; set; }

    public Guid Id { get; set; }

    public DateTime Time { get; set; }

    public TimeSpan Span { get; set; }

    public DateOnly Date { get; set; }

    public TimeOnly OfDay { get; set; }

    public Rune Rune { get; set; }

    public DayOfWeek Day { get; set; }

    public string? Text { get; set; }

    public Uri? Address { get; set; }

    public Version? Version { get; set; }

    public StringBuilder? Builder { get; set; }

    public Vector3 Vector { get; set; }
}

/// <summary>Values with padding, which MemoryPack leaves as it was.</summary>
[StoreObject]
public sealed partial class RandomPadded
{
    public int? Maybe { get; set; }

    public DateTimeOffset Stamp { get; set; }

    public DateTimeOffset? MaybeStamp { get; set; }

    public (byte, long, short) Image { get; set; }

    public KeyValuePair<byte, long> Pair { get; set; }

    public (bool, DateTime)?[]? Images { get; set; }

    public List<(byte, (short, long))>? Nested { get; set; }

    public Dictionary<byte, long>? Map { get; set; }
}

/// <summary>Values with padding inside shapes that MemoryPack's formatters encode.</summary>
[StoreObject]
public sealed partial class RandomBridgedPadded
{
    public Stack<(byte, long)>? Stack { get; set; }

    public ConcurrentQueue<int?>? Queue { get; set; }

    public ImmutableDictionary<string, (byte, int)>? ByName { get; set; }
}

/// <summary>A type inside of others.</summary>
[StoreObject]
public sealed partial class RandomLeaf
{
    public int Id { get; set; }

    public string? Name { get; set; }

    public byte[]? Bytes { get; set; }
}

/// <summary>The shapes that emitted code encodes itself, three deep.</summary>
[StoreObject]
public sealed partial class RandomHot
{
    public List<List<List<int>?>?>? Lists { get; set; }

    public Dictionary<string, List<RandomLeaf?>?>? Leaves { get; set; }

    public string?[]?[]? Jagged { get; set; }

    public ImmutableArray<ImmutableArray<double>> Arrays { get; set; }

    public IReadOnlyDictionary<Guid, IReadOnlyList<string?>?>? View { get; set; }

    public HashSet<string>? Set { get; set; }

    public ISet<long>? Numbers { get; set; }

    public ReadOnlyMemory<byte> Payload { get; set; }

    public Memory<float> Weights { get; set; }

    public ReadOnlySequence<short> Pieces { get; set; }

    public IEnumerable<Dictionary<int, HashSet<DayOfWeek>?>?>? Sequence { get; set; }
}

/// <summary>The shapes that MemoryPack's formatters encode, three deep.</summary>
[StoreObject]
public sealed partial class RandomBridged
{
    public ConcurrentDictionary<string, Queue<(int, string?)>?>? Queues { get; set; }

    public ImmutableList<ImmutableDictionary<int, Stack<string?>?>?>? Immutables { get; set; }

    public SortedDictionary<int, FrozenSet<string>?>? Sorted { get; set; }

    public SortedList<string, LinkedList<RandomLeaf?>?>? SortedList { get; set; }

    public Tuple<int, string?, Tuple<RandomLeaf?>?>? Tuple { get; set; }

    public (string?, (RandomLeaf?, List<int>?), Guid) Pair { get; set; }

    public List<(string?, RandomLeaf?)>? Rows { get; set; }

    public Lazy<List<string?>?>? Later { get; set; }

    public int[,]? Grid { get; set; }

    public string?[,,]? Texts { get; set; }

    public Queue<int[,]?>? Grids { get; set; }

    public ObservableCollection<Collection<ReadOnlyCollection<int>?>?>? Observed { get; set; }

    public PriorityQueue<string?, int>? Heap { get; set; }

    public ArraySegment<RandomLeaf?> Segment { get; set; }

    public FrozenDictionary<string, ConcurrentStack<long>?>? Frozen { get; set; }

    public ILookup<string, RandomLeaf?>? Lookup { get; set; }

    public ImmutableSortedSet<string>? ImmutableSorted { get; set; }

    public ImmutableQueue<ImmutableStack<int>?>? ImmutableQueue { get; set; }

    public Dictionary<string, (int, string?)?>? MaybeRows { get; set; }

    public BlockingCollection<Version?>? Versions { get; set; }
}

/// <summary>A union.</summary>
[StoreUnion(0, typeof(RandomCircle))]
[StoreUnion(300, typeof(RandomSquare))]
public abstract partial class RandomShape { }

/// <summary>Its first case.</summary>
[StoreObject]
public sealed partial class RandomCircle : RandomShape
{
    public double Radius { get; set; }
}

/// <summary>Its second case.</summary>
[StoreObject]
public sealed partial class RandomSquare : RandomShape
{
    public RandomLeaf? Label { get; set; }

    public ImmutableList<RandomLeaf?>? More { get; set; }
}

/// <summary>A version-tolerant object that holds all the others.</summary>
[StoreObject(StoreLayout.VersionTolerant)]
public sealed partial class RandomTolerant
{
    [StoreOrder(0)] public RandomScalars? Scalars { get; set; }

    [StoreOrder(2)] public List<RandomShape?>? Shapes { get; set; }

    [StoreOrder(5)] public RandomHot? Hot { get; set; }

    [StoreOrder(6)] public ImmutableList<RandomBridged?>? Bridged { get; set; }
}

/// <summary>A tree that nests through MemoryPack's formatters.</summary>
[StoreObject]
public sealed partial class RandomTree
{
    public string? Name { get; set; }

    public ImmutableList<RandomTree>? Children { get; set; }

    public SortedDictionary<int, RandomTree>? ByNumber { get; set; }

    public RandomShape? Shape { get; set; }
}
