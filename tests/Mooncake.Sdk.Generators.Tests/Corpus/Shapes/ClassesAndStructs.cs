// Classes and structs that are no records: fields, properties, private setters, and a struct that is only read.
// rules: MOON0105 MOON0030
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("class/{Id}")]
public partial class Class
{
    public readonly string? Never;
    public int Id;

    public string? Text { get; private set; }

    public static Class Of(int id, string text) => new() { Id = id, Text = text };
}

[StoreKey("struct/{Id}")]
internal partial struct Struct
{
    public int Id { get; init; }

    public string? Text { get; set; }
}

[StoreKey("readonly/{Id}")]
public readonly partial struct Fixed
{
    public Fixed(int id, string text) => (Id, Text) = (id, text);

    public int Id { get; }

    public string Text { get; }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same("a", (await check.RecordAsync<ClassKey, Class>(Class.Of(1, "a"), "class/1")).Text);
        check.Same("b", (await check.RecordAsync<StructKey, Struct>(new() { Id = 2, Text = "b" }, "struct/2")).Text);
        check.Same("c", (await check.RecordAsync<FixedKey, Fixed>(new(3, "c"), "readonly/3")).Text);
    }
}
