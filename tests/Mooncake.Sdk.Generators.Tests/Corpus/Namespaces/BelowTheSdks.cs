// A namespace below the SDK's, with types named like those that emitted code uses.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Mooncake.Serialization.Samples;

public sealed class StoreReader;

public sealed class StoreSet;

public sealed class Keys;

[StoreKey("b/{Id}")]
public sealed partial record StoreWriter(int Id, StoreShape Shape);

[StoreObject]
public sealed partial record StoreShape(int Id);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        StoreWriter value = new(1, new(2));
        check.Same(value, await check.RecordAsync<StoreWriterKey, StoreWriter>(value, "b/1"));
    }
}
