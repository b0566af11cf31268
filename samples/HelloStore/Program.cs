using Mooncake;

await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://");

KvBlock block = new("llama-70b", Layer: 3, Block: 0xfeed, Payload: new byte[] { 1, 2, 3 });
// If the key already has an object, the put keeps it and still reports Done. ReplaceAsync overwrites it.
StoreResult put = await store.KvBlocks.PutAsync(block);
put.ThrowIfFailed();

StoreResult<KvBlock> got = await store.KvBlocks.GetAsync("llama-70b", 3, 0xfeed);
if (got.TryGetValue(out KvBlock? found, out StoreError? error))
{
    Console.WriteLine($"{new KvBlockKey(found.Model, found.Layer, found.Block)} holds {found.Payload.Length} bytes");
}
else
{
    Console.WriteLine(error?.Message ?? "There is no such block.");
}

/// <summary>One block of a KV-cache.</summary>
[StoreKey("kv/{Model}/{Layer:D3}/{Block:x16}")]
public sealed partial record KvBlock(string Model, int Layer, ulong Block, ReadOnlyMemory<byte> Payload);
