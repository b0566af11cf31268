// Namespaces in each other, one of them with dots.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples.Outer
{
    namespace Inner
    {
        [StoreKey("n/{Id}")]
        public sealed partial record Entry(int Id);
    }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check) =>
        check.Same(new Samples.Outer.Inner.Entry(1), await check.RecordAsync<Samples.Outer.Inner.EntryKey, Samples.Outer.Inner.Entry>(new(1), "n/1"));
}
