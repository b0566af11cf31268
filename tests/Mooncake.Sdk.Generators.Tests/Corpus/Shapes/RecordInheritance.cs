// Records that derive: positional members of both, a property that overrides, a base of another generic type.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public abstract record Root<T>(T Value)
{
    public abstract int Number { get; init; }
}

[StoreObject]
public partial record Middle(string Value, int Number) : Root<string>(Value)
{
    public override int Number { get; init; } = Number;
}

[StoreKey("leaf/{Value}/{Number}")]
public sealed partial record Leaf(string Value, int Number, bool Flag) : Middle(Value, Number);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Middle("m", 1), check.Value(new Middle("m", 1)));
        check.Same(new Leaf("l", 2, true), await check.RecordAsync<LeafKey, Leaf>(new("l", 2, true), "leaf/l/2"));
    }
}
