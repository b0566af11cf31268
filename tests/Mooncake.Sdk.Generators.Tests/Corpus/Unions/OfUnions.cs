// Unions above each other, of interfaces and of classes: each has a codec by the same name.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreUnion(0, typeof(Leaf))]
[StoreUnion(1, typeof(Inner))]
public partial interface INode;

[StoreUnion(5, typeof(Inner))]
public partial interface IInner : INode;

[StoreUnion(0, typeof(Inner))]
public abstract partial record Root : IInner;

[StoreObject]
public partial record Inner(INode? Left) : Root;

[StoreObject]
public partial record Leaf(int Value) : INode;

[StoreObject]
public sealed partial record Holder(INode? Node, IInner? Inner, Root? Root);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Holder value = new(new Leaf(1), new Inner(new Leaf(2)), new Inner(new Inner(null)));
        check.Same(value, check.Value(value));
        return Task.CompletedTask;
    }
}
