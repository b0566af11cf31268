// Types of either serializer in those of the other: as members, and inside of collections, tuples and nullables.
// whole: Samples.Theirs.StoredParts
using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryPack;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[MemoryPackable]
public sealed partial record Theirs(string Text, [property: MemoryPackAllowSerialize] Ours? Ours);

[StoreObject]
public sealed partial record Ours(int Number, Queue<string>? Names);

[MemoryPackable]
public partial record struct Point(string Name, long Value);

[StoreKey("whole/{Id}")]
public sealed partial record Whole(
    int Id,
    Theirs First,
    List<Theirs?> List,
    Dictionary<string, Theirs> Map,
    Queue<Ours> Queue,
    (Theirs, int) Tuple,
    Point? Point,
    Theirs[][] Arrays,
    [property: StoreUtf16] Stack<string> Wide);

[MemoryPackable]
[StoreKey("packed-whole/{Id}")]
public sealed partial record PackedWhole(int Id, List<Ours> List, Dictionary<int, Ours?> Map, (Ours, int)[] Tuples);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Ours ours = new(7, new Queue<string>(["n"]));
        Theirs theirs = new("t", ours);
        Whole whole = await check.PackedAsync<WholeKey, Whole>(
            new Whole(1, theirs, [null, theirs], new() { ["k"] = theirs }, new([ours]), (theirs, 2), new Point("p", 3), [[theirs], []], new(["a", "b"])),
            "whole/1");
        check.Same(7, whole.Map["k"].Ours!.Number);
        check.Same(["n"], whole.Queue.Peek().Names!.ToArray());
        check.Same(new Point("p", 3), whole.Point!.Value);
        check.Same(["b", "a"], whole.Wide.ToArray());
        PackedWhole packed = await check.PackedAsync<PackedWholeKey, PackedWhole>(
            new PackedWhole(2, [ours], new() { [1] = null, [2] = ours }, [(ours, 4)]), "packed-whole/2");
        check.Same(7, packed.List[0].Number);
        check.Same(["n"], packed.Map[2]!.Names!.ToArray());
        check.Same(4, packed.Tuples[0].Item2);
    }
}
