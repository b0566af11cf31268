// Concrete types that are closed generic ones.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreUnion(0, typeof(Box<int>))]
[StoreUnion(1, typeof(Box<string>))]
public partial interface IBox;

[StoreObject]
public sealed partial record Box<T>(T? Value) : IBox;

[StoreObject]
public sealed partial record Holder(IBox? Left, IBox? Right);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Holder value = new(new Box<int>(1), new Box<string>("b"));
        check.Same(value, check.Value(value));
        return Task.CompletedTask;
    }
}
