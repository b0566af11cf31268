// Two types of one name: files, keys and sets are told apart by namespace; in one file that uses both, one set has a name of its own.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;
using Samples.First;
using Samples.Second;

namespace Samples.First
{
    [StoreKey("first/{Id}")]
    public sealed partial record Entry(int Id);
}

namespace Samples.Second
{
    [StoreKey("second/{Id}", Set = "SecondEntries")]
    public sealed partial record Entry(int Id);
}

namespace Samples
{
    public static class Case
    {
        public static async Task RunAsync(RoundTrip check)
        {
            check.Same(new First.Entry(1), await check.RecordAsync<First.EntryKey, First.Entry>(new(1), "first/1"));
            check.Same(new Second.Entry(1), await check.RecordAsync<Second.EntryKey, Second.Entry>(new(1), "second/1"));
            MooncakeStore store = await check.StoreAsync();
#if EXTENSION_MEMBERS
            check.Same(new First.Entry(1), (await store.Entrys.GetAsync(1)).GetValueOrThrow());
            check.Same(new Second.Entry(1), (await store.SecondEntries.GetAsync(1)).GetValueOrThrow());
#else
            check.Same(new First.Entry(1), (await store.Entrys().GetAsync(1)).GetValueOrThrow());
            check.Same(new Second.Entry(1), (await store.SecondEntries().GetAsync(1)).GetValueOrThrow());
#endif
        }
    }
}
