// Types that hold themselves and each other.
// whole: Samples.Leaf.StoreObject
using System.Collections.Generic;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("tree/{Id}")]
public sealed partial record Node(int Id, Node? Left, Node? Right, List<Leaf>? Leaves);

[StoreObject]
public sealed partial record Leaf(string Text, Node? Back);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Node value = new(1, new(2, null, null, null), new(3, new(4, null, null, null), null, null), null);
        check.Same(value, await check.RecordAsync<NodeKey, Node>(value, "tree/1"));
        check.Same(5, check.Value(new Leaf("l", new(5, null, null, null))).Back!.Id);
    }
}
