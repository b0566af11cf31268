using Mooncake.Benchmarks.Measurement;
using Mooncake.Embedded;

namespace Mooncake.Benchmarks.Typed;

/// <summary>
/// Typed operations against a hand-written loop over the same backend that does the same work, and, for information, against the bare
/// calls.
/// </summary>
internal static class TypedRatios
{
    /// <summary>What escapes is really allocated.</summary>
    private static object? _returned;

    /// <summary>Measures and prints.</summary>
    internal static async Task RunAsync(string? connect, CancellationToken cancellationToken)
    {
        await using MeasuredStore measured = await MeasuredStore.OpenAsync(
            connect ?? "embedded://?segment=2GiB&lease=1ms", null, cancellationToken);
        foreach (int payload in (int[])[256, 4096, 65536, 1 << 20])
        {
            foreach (int batch in (int[])[1, 16, 128])
            {
                cancellationToken.ThrowIfCancellationRequested();
                Measure(measured, payload, batch);
            }
        }
    }

    private static void Measure(MeasuredStore measured, int payload, int batch)
    {
        MooncakeStore store = measured.Store;
        EmbeddedStoreBackend? engine = measured.Backend as EmbeddedStoreBackend;
        double goal = payload < 4096 ? 1.25 : 1.10;
        string shape = $"{payload} B, batch {batch}";
        using HandWrittenStore byHand = new(measured.Backend, batch, payload);
        BenchBlock[] blocks = BenchBlock.Make(batch, payload);
        BenchBlock[] fresh = new BenchBlock[batch];
        BareKeys bareKeys = new(batch);
        ulong next = 0;

        void MakeFresh()
        {
            for (int i = 0; i < batch; i++)
            {
                fresh[i] = blocks[i] with { Block = next + (ulong)i };
            }
        }

        void PutTyped()
        {
            MakeFresh();
            next += (ulong)batch;
            Require(ResultOf(store.BenchBlocks.PutManyAsync(fresh)).FirstError);
        }

        void PutByHand()
        {
            MakeFresh();
            byHand.Put(fresh, next);
            next += (ulong)batch;
        }

        void PutInPlace()
        {
            MakeFresh();
            byHand.PutInPlace(engine!, fresh, next);
            next += (ulong)batch;
        }

        void ClearForBare()
        {
            measured.Clear();
            bareKeys.Rewind();
        }

        Interleaved.Compare($"typed PutMany {shape} over by hand", goal, PutTyped, PutByHand, batch, measured.Clear);
        if (engine is not null)
        {
            Interleaved.Compare($"typed PutMany {shape} over by hand in place", null, PutTyped, PutInPlace, batch, measured.Clear);
        }

        Interleaved.Compare(
            $"typed PutMany {shape} over bare calls", null, PutTyped, () => byHand.PutBare(bareKeys, payload + 100), batch, ClearForBare);
        measured.Clear();
        Interleaved.CompareAllocations($"bytes allocated by typed PutMany {shape} over those returned", PutTyped, MakeFresh, () => _returned = new StoreResult[batch], batch);

        measured.Clear();
        byHand.Put(blocks, 0);
        BenchBlockKey[] keys = [.. blocks.Select(static (block, i) => new BenchBlockKey(block.Model, block.Layer, (ulong)i))];
        void GetTyped() => Require(ResultOf(store.BenchBlocks.GetManyAsync(keys)).FirstError);
        Interleaved.Compare($"typed GetMany {shape} over by hand", goal, GetTyped, () => byHand.Get(keys, borrow: false), batch);
        if (engine is not null)
        {
            Interleaved.Compare(
                $"typed GetMany {shape} over by hand in place", null, GetTyped, () => byHand.GetInPlace(engine, keys), batch);
        }

        Interleaved.Compare($"typed GetMany {shape} over bare calls", null, GetTyped, () => byHand.GetBare(batch), batch);
        void Return()
        {
            StoreResult<BenchBlock>[] results = new StoreResult<BenchBlock>[batch];
            for (int i = 0; i < batch; i++)
            {
                results[i] = StoreResult<BenchBlock>.Found(new BenchBlock(new string('m', keys[i].Model.Length), 3, 0, new byte[payload]));
            }

            _returned = results;
        }

        Interleaved.CompareAllocations(
            $"bytes allocated by typed GetMany {shape} over those returned", GetTyped, static () => { }, Return, batch);
        if (batch == 1)
        {
            void GetLeased()
            {
                StoreResult<StoreLease<BenchBlock>> leased = ResultOf(store.BenchBlocks.GetLeaseAsync(keys[0]));
                leased.GetValueOrThrow().Dispose();
            }

            Interleaved.Compare($"typed leased get {payload} B over by hand", goal, GetLeased, () => byHand.GetLease(keys[0]).Dispose());
            Interleaved.Compare(
                $"typed leased get {payload} B over one buffer by hand", null, GetLeased, () => byHand.Get(keys, borrow: true));
            Interleaved.Compare($"typed leased get {payload} B over bare calls", null, GetLeased, () => byHand.GetBare(batch));
        }
    }

    /// <summary>The embedded engine answers at once; over a cluster the wait is part of what is measured.</summary>
    internal static TResult ResultOf<TResult>(ValueTask<TResult> operation) =>
        operation.IsCompletedSuccessfully ? operation.Result : operation.AsTask().GetAwaiter().GetResult();

    private static void Require(StoreError? error)
    {
        if (error is not null)
        {
            throw new StoreException(error);
        }
    }
}
