// A type parameter by the name that the codec of another one would have.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public sealed partial record Pair<T, TCodec>(T? First, TCodec? Second);

[StoreObject]
public sealed partial record Holder(Pair<int, string>? Pair);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Holder value = new(new(1, "b"));
        check.Same(value, check.Value(value));
        return Task.CompletedTask;
    }
}
