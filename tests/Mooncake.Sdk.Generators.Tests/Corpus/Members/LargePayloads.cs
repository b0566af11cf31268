// Members that hold bulk data: read without a copy by lease, and by slices.
using System;
using System.Buffers;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

[StoreKey("large/{Id}")]
public sealed partial record Block(int Id, ReadOnlyMemory<byte> Payload, float[] Weights, Memory<long> Marks, ArraySegment<int> Segment, ReadOnlySequence<byte> Pieces);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        byte[] payload = new byte[100_000];
        payload.AsSpan().Fill(7);
        float[] weights = new float[70_000];
        weights[^1] = 1.5f;
        await check.RecordAsync<BlockKey, Block>(new(1, new byte[] { 1 }, [2], new long[] { 3 }, new([4]), new([5, 6])), "large/1");

        MooncakeStore store = await check.StoreAsync();
        StoreSet<BlockKey, Block> set = new(store);
        (await set.PutAsync(new(2, payload, weights, default, default, default))).ThrowIfFailed();
        using StoreLease<Block> lease = (await set.GetLeaseAsync(2)).GetValueOrThrow();
        check.Same(true, lease.Value.Payload.Span.SequenceEqual(payload));
        check.Same(weights, lease.Value.Weights);
    }
}
