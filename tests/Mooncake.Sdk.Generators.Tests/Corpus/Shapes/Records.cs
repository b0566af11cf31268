// Records of every kind as stored types; what is positional comes first.
// whole: Samples.Plain.StoreKey Samples.Fixed.StoreObject Samples.Image.StoreObject
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("class/{Id}")]
public partial record Plain(int Id) { public string? Text { get; init; } }

[StoreKey("struct/{Id}")]
public partial record struct Mutable(int Id) { public string? Text; }

[StoreKey("readonly/{Id}")]
internal readonly partial record struct Fixed(int Id, string? Text);

[StoreKey("image/{Id}")]
public readonly partial record struct Image(int Id, long Value, bool Flag);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Plain(1) { Text = "a" }, await check.RecordAsync<PlainKey, Plain>(new(1) { Text = "a" }, "class/1"));
        check.Same(new Mutable(2) { Text = "b" }, await check.RecordAsync<MutableKey, Mutable>(new(2) { Text = "b" }, "struct/2"));
        check.Same(new Fixed(3, "c"), await check.RecordAsync<FixedKey, Fixed>(new(3, "c"), "readonly/3"));
        check.Same(new Image(4, 5, true), await check.RecordAsync<ImageKey, Image>(new(4, 5, true), "image/4"));
    }
}
