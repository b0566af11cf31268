// The example of docs/generator.md, where an extension property puts the typed set on the store.
// whole: Samples.KvBlock.StoreKey Samples.KvBlock.StoreObject
using System;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("kv/{Model}/{Layer:D3}/{Block:x16}")]
public sealed partial record KvBlock(string Model, int Layer, ulong Block, ReadOnlyMemory<byte> Payload);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        KvBlock value = new("m", 7, 255, new byte[] { 1, 2, 3 });
        KvBlock read = await check.RecordAsync<KvBlockKey, KvBlock>(value, "kv/m/007/00000000000000ff");
        check.Same([1, 2, 3], read.Payload.ToArray());
#if EXTENSION_MEMBERS
        MooncakeStore store = await check.StoreAsync();
        check.Same(true, (await store.KvBlocks.ExistsAsync("m", 7, 255)).IsFound);
#endif
    }
}
