// A type in lower case letters: the compiler warns where it is declared, and the user says there that it is meant.
// hushed: CS8981
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

#pragma warning disable CS8981
[StoreKey("kv/{id}")]
public sealed partial record kv(int id);
#pragma warning restore CS8981

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new kv(1), await check.RecordAsync<kvKey, kv>(new(1), "kv/1"));
    }
}
