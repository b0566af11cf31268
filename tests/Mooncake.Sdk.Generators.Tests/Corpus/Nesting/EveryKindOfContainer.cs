// A struct, a record, a record struct and a sealed class around each other, with modifiers that a further part need not repeat.
// with: unsafe
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public readonly partial struct Level1
{
    public abstract partial record Level2
    {
        internal readonly partial record struct Level3(int Unused)
        {
            public sealed unsafe partial class Level4
            {
                [StoreKey("deep/{Id}")]
                public sealed partial record Entry(int Id);
            }
        }
    }
}

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Level1.Level2.Level3.Level4.Entry value = new(3);
        check.Same(value, await check.RecordAsync<Level1.Level2.Level3.Level4.EntryKey, Level1.Level2.Level3.Level4.Entry>(value, "deep/3"));
    }
}
