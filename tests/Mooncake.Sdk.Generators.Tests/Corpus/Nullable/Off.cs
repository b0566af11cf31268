// Nullable reference types are off: strings are as they come, in keys too, and emitted code has a context of its own.
// nullable: disable
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;
using System.Collections.Generic;

namespace Samples;

[StoreKey("off/{Name}")]
public sealed partial record Entry(string Name, string Text, List<string> Lines, Part Part);

[StoreObject]
public sealed partial class Part
{
    public string Text;
    public int? Number;
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry read = await check.RecordAsync<EntryKey, Entry>(new("a", null, ["x", null], new() { Text = "t" }), "off/a");
        check.Same(null, read.Text);
        check.Same(["x", null], read.Lines);
        check.Same("t", read.Part.Text);
    }
}
