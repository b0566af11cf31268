// A generic struct is its memory image where its arguments hold no references, and an object where they do.
using System.Collections.Generic;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreObject]
public partial struct Pair<T>
{
    public T? First;
    public int Second;
}

[StoreObject]
public sealed partial class Holder
{
    public Pair<byte> Image;
    public Pair<string> Object;
    public List<Pair<Pair<long>>>? Nested;
}

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Holder read = check.Value(new Holder { Image = new() { First = 1, Second = 2 }, Object = new() { First = "a", Second = 3 }, Nested = [new() { Second = 4 }] });
        check.Same(((byte)1, 2, "a", 3), (read.Image.First, read.Image.Second, read.Object.First, read.Object.Second));
        check.Same(4, read.Nested![0].Second);
        return Task.CompletedTask;
    }
}
