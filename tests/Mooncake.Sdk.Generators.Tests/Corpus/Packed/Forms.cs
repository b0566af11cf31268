// The forms of MemoryPack's objects: version-tolerant, with circular references, generic, struct, collection.
// rules: MOON0030
using System.Collections.Generic;
using System.Threading.Tasks;
using MemoryPack;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[MemoryPackable(GenerateType.VersionTolerant)]
[StoreKey("tolerant/{Id}")]
public sealed partial record Tolerant([property: MemoryPackOrder(0)] int Id, [property: MemoryPackOrder(2)] string Name);

[MemoryPackable(GenerateType.CircularReference)]
[StoreKey("nodes/{Id}")]
public sealed partial class Node
{
    [MemoryPackOrder(0)]
    public int Id { get; set; }

    [MemoryPackOrder(1)]
    public Node? Self { get; set; }
}

[MemoryPackable]
public sealed partial record Box<T>(T Item);

[MemoryPackable]
public partial record struct Pair(string Left, int Right);

[MemoryPackable(GenerateType.Collection)]
public sealed partial class Names : List<string>;

[MemoryPackable]
[StoreKey("holders/{Id}")]
public sealed partial record Holder(int Id, Box<List<int>> Numbers, Box<string?> Text, Pair? Pair, Names Names);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Tolerant(1, "n"), await check.PackedAsync<TolerantKey, Tolerant>(new Tolerant(1, "n"), "tolerant/1"));
        Node node = new() { Id = 2 };
        node.Self = node;
        Node read = await check.PackedAsync<NodeKey, Node>(node, "nodes/2");
        check.Same(read, read.Self);
        Holder holder = await check.PackedAsync<HolderKey, Holder>(
            new Holder(3, new Box<List<int>>([1, 2]), new Box<string?>(null), new Pair("l", 4), ["a", "b"]), "holders/3");
        check.Same([1, 2], holder.Numbers.Item);
        check.Same(new Pair("l", 4), holder.Pair!.Value);
        check.Same(["a", "b"], holder.Names);
    }
}
