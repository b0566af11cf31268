// Every name is a keyword: they keep their @ wherever they are written.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace @class.@namespace;

[StoreKey("{class}/{int}/{record}/{Event}/{value}", Set = "new")]
public sealed partial record @struct(string @class, int @int, @enum record, bool Event, long value, @struct.@ref? @null)
{
    [StoreObject]
    public sealed partial record @ref(int @void);
}

public enum @enum { @void, @base }

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        @struct value = new("c", 2, @enum.@base, true, 5, new(7));
        check.Same(value, await check.RecordAsync<structKey, @struct>(value, "c/2/1/1/5"));
    }
}
