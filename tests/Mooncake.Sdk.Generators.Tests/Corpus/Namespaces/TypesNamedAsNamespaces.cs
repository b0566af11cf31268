// Types called System and Mooncake, nested and beside: emitted code begins every name at global::.
using global::System.Threading.Tasks;
using global::Mooncake;
using global::Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples
{
    public sealed class System;

    public sealed class Mooncake;

    public static partial class Outer
    {
        public sealed class String;

        public sealed class Boolean;

        [StoreKey("t/{Id}/{Name}/{Flag}/{Big}")]
        public sealed partial record Entry(int Id, string Name, bool Flag, global::System.UInt128 Big, global::System.ReadOnlyMemory<byte> Payload)
        {
            public sealed class System;

            public sealed class Mooncake;
        }
    }

    public static class Case
    {
        public static async Task RunAsync(RoundTrip check)
        {
            Outer.Entry read = await check.RecordAsync<Outer.EntryKey, Outer.Entry>(new(1, "n", true, 9, new byte[] { 1, 2 }), "t/1/n/1/9");
            check.Same([1, 2], read.Payload.ToArray());
        }
    }
}
