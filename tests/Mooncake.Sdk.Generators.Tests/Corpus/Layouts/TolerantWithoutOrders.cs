// Slots by the place of the members in the source: allowed, and warned of.
// rules: MOON0104
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject(StoreLayout.VersionTolerant)]
public sealed partial record Tolerant(string Name, int Number, Tolerant? Next);

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Tolerant value = new("a", 1, new("b", 2, null));
        check.Same(value, check.Value(value));
        return Task.CompletedTask;
    }
}
