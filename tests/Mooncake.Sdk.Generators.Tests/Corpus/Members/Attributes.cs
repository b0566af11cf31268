// The attributes of members: left out, taken in, placed, in UTF-16, and keeping what their initializer made.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("attributes/{Id}")]
public sealed partial class Entry
{
    [StoreOrder(2)]
    public required int Id { get; init; }

    [StoreOrder(0), StoreUtf16]
    public string? Wide { get; set; }

    [StoreOrder(1)]
    public string? Narrow { get; set; }

    [StoreIgnore]
    public string Ignored { get; set; } = "initial";

    [StoreInclude]
    private int _hidden;

    [StoreInclude]
    internal string? Internal { get; private set; }

    [StoreKeepInitializer]
    public int Kept { get; set; } = 9;

    public static Entry Of(int id, int hidden) => new() { Id = id, _hidden = hidden, Internal = "i", Wide = "\uD800", Narrow = "n", Ignored = "x", Kept = 1 };

    public int Hidden() => _hidden;
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry read = await check.RecordAsync<EntryKey, Entry>(Entry.Of(1, 2), "attributes/1");
        check.Same(("\uD800", "n", "initial", 2, "i", 1), (read.Wide, read.Narrow, read.Ignored, read.Hidden(), read.Internal, read.Kept));
    }
}
