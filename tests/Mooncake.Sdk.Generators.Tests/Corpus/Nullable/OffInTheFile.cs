// On in the project, off in the file, and on again for one member.
#nullable disable
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("mixed/{Name}")]
public sealed partial record Entry(string Name)
{
    public string Old { get; init; }

#nullable enable
    public string? New { get; init; }

    public required string Needed { get; init; }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry value = new("a") { Needed = "n" };
        check.Same(value, await check.RecordAsync<EntryKey, Entry>(value, "mixed/a"));
    }
}
