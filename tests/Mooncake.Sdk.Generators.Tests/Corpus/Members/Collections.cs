// Collections of every family: concrete, interfaces, immutable, frozen, concurrent, maps, arrays of several ranks.
using System;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public sealed partial class Collections
{
    public List<int>? List { get; set; }

    public string?[]? Array { get; set; }

    public int[,]? Grid { get; set; }

    public IReadOnlyList<string>? ReadOnly { get; set; }

    public IEnumerable<Item>? Items { get; set; }

    public HashSet<long>? Set { get; set; }

    public ISet<string>? SetInterface { get; set; }

    public Stack<int>? Stack { get; set; }

    public PriorityQueue<string, int>? Heap { get; set; }

    public ImmutableArray<int> ImmutableArray { get; set; }

    public ImmutableDictionary<string, int>? ImmutableMap { get; set; }

    public FrozenSet<int>? Frozen { get; set; }

    public ConcurrentDictionary<int, string>? Concurrent { get; set; }

    public ObservableCollection<int>? Observable { get; set; }

    public Dictionary<string, List<Item?>>? Map { get; set; }

    public IReadOnlyDictionary<int, KeyValuePair<string, bool>>? MapInterface { get; set; }
}

[StoreObject]
public sealed partial record Item(int Id);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        PriorityQueue<string, int> heap = new([("a", 2), ("b", 1)]);
        Collections read = check.Value(new Collections
        {
            List = [1, 2],
            Array = ["a", null],
            Grid = new[,] { { 1, 2 }, { 3, 4 } },
            ReadOnly = ["r"],
            Items = [new(1), new(2)],
            Set = [5],
            SetInterface = new HashSet<string> { "s" },
            Stack = new([1, 2, 3]),
            Heap = heap,
            ImmutableArray = [7, 8],
            ImmutableMap = ImmutableDictionary<string, int>.Empty.Add("k", 1),
            Frozen = new[] { 9 }.ToFrozenSet(),
            Concurrent = new() { [1] = "c" },
            Observable = [4],
            Map = new() { ["m"] = [new(3), null] },
            MapInterface = new Dictionary<int, KeyValuePair<string, bool>> { [1] = new("v", true) },
        });
        check.Same([1, 2], read.List);
        check.Same(["a", null], read.Array);
        check.Same(4, read.Grid![1, 1]);
        check.Same([new(1), new(2)], read.Items);
        check.Same(3, read.Stack!.Peek());
        check.Same("b", read.Heap!.Peek());
        check.Same([7, 8], read.ImmutableArray);
        check.Same([new(3), null], read.Map!["m"]);
        check.Same(new KeyValuePair<string, bool>("v", true), read.MapInterface![1]);
        return Task.CompletedTask;
    }
}
