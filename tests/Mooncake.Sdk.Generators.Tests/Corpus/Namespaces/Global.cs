// No namespace at all.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

[StoreKey("g/{Id}")]
public sealed partial record Entry(int Id, Part Part);

[StoreObject]
public sealed partial record Part(string Text);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Entry(1, new("t")), await check.RecordAsync<EntryKey, Entry>(new(1, new("t")), "g/1"));
    }
}
