// Every member states its place, base members too.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public class Base
{
    [StoreOrder(1)]
    public int Second { get; set; }
}

[StoreObject(StoreLayout.Explicit)]
public sealed partial class Entry : Base
{
    [StoreOrder(2)]
    public string? Third { get; set; }

    [StoreOrder(0)]
    public byte First { get; set; }
}

public static class Case
{
    public static Task RunAsync(RoundTrip check)
    {
        Entry read = check.Value(new Entry { First = 1, Second = 2, Third = "t" });
        check.Same(((byte)1, 2, "t"), (read.First, read.Second, read.Third));
        return Task.CompletedTask;
    }
}
