// The inner type hides that of the base container, and so does the key beside it.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public partial class Base
{
    [StoreKey("base/{Id}")]
    public sealed partial record Entry(int Id);
}

public partial class Derived : Base
{
    [StoreKey("derived/{Name}", Set = "DerivedEntries")]
    public new sealed partial record Entry(string Name);
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Base.Entry(1), await check.RecordAsync<Base.EntryKey, Base.Entry>(new(1), "base/1"));
        check.Same(new Derived.Entry("a"), await check.RecordAsync<Derived.EntryKey, Derived.Entry>(new("a"), "derived/a"));
    }
}
