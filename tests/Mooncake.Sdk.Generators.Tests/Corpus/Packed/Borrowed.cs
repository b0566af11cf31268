// Memory that a lease lends, in a type that MemoryPack serializes.
using System;
using System.Threading.Tasks;
using MemoryPack;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[MemoryPackable]
[StoreKey("blobs/{Id}")]
public sealed partial record Blob(
    int Id, [property: StoreBorrowed] ReadOnlyMemory<byte> Payload, [property: StoreBorrowed] Memory<byte> Writable, [property: BrotliFormatter] byte[] Compressed);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        Blob blob = new(1, new byte[] { 1, 2, 3 }, new byte[] { 4, 5 }, new byte[100]);
        Blob read = await check.PackedAsync<BlobKey, Blob>(blob, "blobs/1");
        check.Same(blob.Payload.ToArray(), read.Payload.ToArray());
        check.Same(blob.Writable.ToArray(), read.Writable.ToArray());
        check.Same(blob.Compressed, read.Compressed);
        MooncakeStore store = await check.StoreAsync();
        using StoreLease<Blob> lease = (await new StoreSet<BlobKey, Blob>(store).GetLeaseAsync(new BlobKey(1))).GetValueOrThrow();
        check.Same(blob.Payload.ToArray(), lease.Value.Payload.ToArray());
    }
}
