// C# 14: properties with a backing field of their own, extension members of the user's beside ours, partial constructors.
// oldest: 14
// whole: Samples.Level.StoreObject
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("fourteen/{Id}")]
public sealed partial class Entry
{
    public int Id { get; init; }

    public string Text
    {
        get;
        set => field = value.Trim();
    }

    = "";

    public Level Level { get; init; }
}

[StoreObject]
public partial struct Level
{
    public byte Kind { get; set => field = value; }

    public long Value { readonly get; set => field = value; }
}

public static class EntryExtensions
{
    extension(Entry entry)
    {
        public string Shout => entry.Text.ToUpperInvariant();
    }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry read = await check.RecordAsync<EntryKey, Entry>(new() { Id = 1, Text = "t", Level = new() { Kind = 2, Value = 3 } }, "fourteen/1");
        check.Same("T", read.Shout);
        check.Same(new Level { Kind = 2, Value = 3 }, read.Level);
        check.Same("t", (await (await check.StoreAsync()).Entrys.GetAsync(1)).GetValueOrThrow().Text);
    }
}
