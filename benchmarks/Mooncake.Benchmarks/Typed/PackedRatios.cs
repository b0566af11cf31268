using Mooncake.Benchmarks.Measurement;

namespace Mooncake.Benchmarks.Typed;

/// <summary>
/// Typed put and get of a <c>[MemoryPackable]</c> record against a hand-written loop that calls MemoryPack over the same backend.
/// </summary>
internal static class PackedRatios
{
    private const double Goal = 1.15;

    private static object? _sink;

    /// <summary>Measures and prints.</summary>
    internal static async Task RunAsync(string? connect, CancellationToken cancellationToken)
    {
        await using MeasuredStore measured = await MeasuredStore.OpenAsync(
            connect ?? "embedded://?segment=2GiB&lease=1ms", null, cancellationToken);
        foreach (int payload in (int[])[32, 256, 4096, 65536])
        {
            cancellationToken.ThrowIfCancellationRequested();
            Measure(measured, payload);
            measured.Clear();
        }
    }

    private static void Measure(MeasuredStore measured, int payload)
    {
        MooncakeStore store = measured.Store;
        using HandWrittenPackedStore byHand = new(measured.Backend, payload);
        byte[] bytes = new byte[payload];
        Random.Shared.NextBytes(bytes);
        PackedBlock block = new("llama-70b", 3, 0, bytes);
        ulong next = 0;

        Interleaved.Compare(
            $"typed Put of a [MemoryPackable] record, {payload} B, over by hand",
            Goal,
            () => Require(TypedRatios.ResultOf(store.PackedBlocks.PutAsync(block with { Block = next++ })).Error),
            () => byHand.Put(block with { Block = next++ }),
            between: measured.Clear);

        measured.Clear();
        byHand.Put(block);
        PackedBlockKey key = new(block.Model, block.Layer, block.Block);
        Interleaved.Compare(
            $"typed Put of a [MemoryPackable] record on a present key, {payload} B, over by hand",
            Goal,
            () => Require(TypedRatios.ResultOf(store.PackedBlocks.PutAsync(block)).Error),
            () => byHand.Put(block));
        Interleaved.Compare(
            $"typed Get of a [MemoryPackable] record, {payload} B, over by hand",
            Goal,
            () => _sink = TypedRatios.ResultOf(store.PackedBlocks.GetAsync(key)).GetValueOrThrow(),
            () => _sink = byHand.Get(key));
    }

    private static void Require(StoreError? error)
    {
        if (error is not null)
        {
            throw new StoreException(error);
        }
    }
}
