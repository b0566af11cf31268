// Before C# 14 the typed set is an extension method.
// language: 12
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
        await check.RecordAsync<KvBlockKey, KvBlock>(value, "kv/m/007/00000000000000ff");
        MooncakeStore store = await check.StoreAsync();
        check.Same([1, 2, 3], (await store.KvBlocks().GetAsync("m", 7, 255)).GetValueOrThrow().Payload.ToArray());
        check.Same(1L, (await store.KvBlocks().RemoveByPrefixAsync("m", 7, RemoveOptions.Forced)).GetValueOrThrow().Removed);
        check.Same(true, (await store.KvBlocks().ExistsAsync("m", 7, 255)).IsMissing);
    }
}
