// Members that nobody may use any more, and that are stored all the same: positions of others depend on them.
// hushed: CS0612
using System;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("retired/{Id}")]
public sealed partial record Retired(int Id, string Text)
{
    [Obsolete("Use Text.", error: true)]
    public int Number { get; init; }

    [Obsolete("Use Text.", error: true)]
    public string? Name { get; set; }
}

[StoreObject(StoreLayout.VersionTolerant)]
public sealed partial class Tolerant
{
    [StoreOrder(0)]
    [Obsolete("Use Second.", error: true)]
    public string? First;

    [StoreOrder(1)]
    public int Second;
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Retired value = new(1, "t");
        check.Same(value, await check.RecordAsync<RetiredKey, Retired>(value, "retired/1"));
        check.Same(2, check.Value(new Tolerant { Second = 2 }).Second);
    }
}
