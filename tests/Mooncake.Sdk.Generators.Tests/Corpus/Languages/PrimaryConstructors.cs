// C# 12: primary constructors of classes and structs, one of them with a parameter that is captured and never a member.
// language: 12
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("primary/{Id}")]
public sealed partial class Entry(int id, string text)
{
    public int Id { get; } = id;

    public string Text => text;

    public Scaled Scaled { get; init; } = new(1, 2);
}

[StoreObject]
public readonly partial struct Scaled(int value, byte scale)
{
    public byte Scale { get; } = scale;

    public int Value => value;
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Entry read = await check.RecordAsync<EntryKey, Entry>(new(1, "t") { Scaled = new(70_000, 5) }, "primary/1");
        check.Same("t", read.Text);
        check.Same(5, read.Scaled.Scale);
        check.Same(70_000, read.Scaled.Value);
    }
}
