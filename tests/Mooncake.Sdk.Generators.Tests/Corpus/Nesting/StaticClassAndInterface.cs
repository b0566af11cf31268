// A type inside an interface inside a static class: each is reopened by its own keyword, and the typed set is internal as the interface is.
// rules: MOON0030
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public static partial class Outer
{
    internal partial interface Middle
    {
        [StoreKey("{Name}")]
        public partial class Entry
        {
            public string Name = "";
            public int Value { get; set; }
        }
    }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Outer.Middle.Entry read = await check.RecordAsync<Outer.Middle.EntryKey, Outer.Middle.Entry>(new() { Name = "a", Value = 7 }, "a");
        check.Same(7, read.Value);
    }
}
