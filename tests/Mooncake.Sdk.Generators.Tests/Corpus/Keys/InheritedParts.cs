// Parts that are members of base types, one of them generic, one a field.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public class Root<T>
    where T : notnull
{
    public required T Id { get; init; }
}

public class Middle : Root<long>
{
    public required string Name { get; init; }
}

[StoreKey("inherited/{Id:x}/{Name}")]
public sealed partial class Entry : Middle
{
    public string? Text { get; set; }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same("t", (await check.RecordAsync<EntryKey, Entry>(new() { Id = 255, Name = "n", Text = "t" }, "inherited/ff/n")).Text);
    }
}
