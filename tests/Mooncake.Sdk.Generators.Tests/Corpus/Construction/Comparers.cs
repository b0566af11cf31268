// What is read goes into the collections that initializers made, so that their comparers stay.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public partial class Compared
{
    public Dictionary<string, int>? Map { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> Set = new(StringComparer.OrdinalIgnoreCase) { "not stored" };

    public SortedDictionary<string, int> Sorted { get; set; } = new SortedDictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    public SortedList<int, string> Backwards { get; set; } = new(Comparer<int>.Create(static (left, right) => right.CompareTo(left)));

    public SortedSet<string> Words { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    [StoreKeepInitializer]
    public ConcurrentDictionary<string, int> Shared { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, int> Plain { get; set; } = new(16);
}

[StoreObject]
public partial class Older
{
    public Dictionary<string, int>? Map { get; set; }
}

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Compared value = new();
        value.Map!["A"] = 1;
        value.Set = new(StringComparer.OrdinalIgnoreCase) { "B" };
        value.Sorted["C"] = 2;
        value.Backwards.Add(1, "one");
        value.Backwards.Add(2, "two");
        value.Words.Add("D");
        value.Shared["E"] = 3;
        value.Plain["F"] = 4;
        Compared read = check.Value(value);
        check.Same(1, read.Map!["a"]);
        check.Same(true, read.Set.Contains("b") && read.Set.Count == 1);
        check.Same(2, read.Sorted["c"]);
        check.Same(2, read.Backwards.Keys[0]);
        check.Same(true, read.Words.Contains("d"));
        check.Same(3, read.Shared["e"]);
        check.Same(false, read.Plain.ContainsKey("f"));

        // Keys that are one to the comparer: nothing is dropped.
        Compared both = check.Value(new Compared { Map = new() { ["a"] = 1, ["A"] = 2 } });
        check.Same(2, both.Map!.Count);

        // Null is null, and a member that is not stored is as without the initializer, unless that is kept.
        check.Same(null, check.Value(new Compared { Map = null }).Map);
        Compared older = check.As<Older, Compared>(new Older { Map = new() { ["x"] = 5 } });
        check.Same(5, older.Map!["X"]);
        check.Same(null, older.Sorted);
        check.Same(0, older.Shared.Count);
        return Task.CompletedTask;
    }
}
