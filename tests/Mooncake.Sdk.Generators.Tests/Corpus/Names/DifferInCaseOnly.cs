// Types and namespaces whose names differ in case only: file names of some machines, and of emitted code, do not tell them apart.
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples
{
    [StoreKey("item/{Id}")]
    public sealed partial record Item(int Id);

    [StoreKey("ITEM/{Id}")]
    public sealed partial record ITEM(int Id);
}

namespace SAMPLES
{
    [StoreKey("Item/{Id}")]
    public sealed partial record Item(int Id);
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        check.Same(new Samples.Item(1), await check.RecordAsync<Samples.ItemKey, Samples.Item>(new(1), "item/1"));
        check.Same(new Samples.ITEM(2), await check.RecordAsync<Samples.ITEMKey, Samples.ITEM>(new(2), "ITEM/2"));
        check.Same(new SAMPLES.Item(3), await check.RecordAsync<SAMPLES.ItemKey, SAMPLES.Item>(new(3), "Item/3"));
    }
}
