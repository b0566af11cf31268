using Mooncake.Benchmarks.Measurement;
using Mooncake.Benchmarks.Typed;
using Mooncake.Testing;

namespace Mooncake.Benchmarks.Cluster;

/// <summary>
/// Typed operations over a store with a round trip, against bare calls of the same backend whose keys are formatted outside of the timing.
/// Without a connection: over the in-process engine as if it had round trips, so that a regression shows on any machine.
/// </summary>
internal static class ClusterRatios
{
    private const double LoneGoal = 1.35;
    private const double ListGoal = 1.2;
    private const double SummedLeaseGoal = 1.6;
    private const double HandOffGoalNanoseconds = 12_000;

    /// <summary>A round must fit into the segment beside what is there.</summary>
    private const long MostBytesPerRound = 256 << 20;

    private const int MostCallsPerRound = 20_000;

    /// <summary>Measures and prints.</summary>
    internal static async Task RunAsync(string? connect, CancellationToken cancellationToken)
    {
        await MeasureHandOffAsync(cancellationToken);
        await using MeasuredStore measured = await MeasuredStore.OpenAsync(
            connect ?? "embedded://?segment=2GiB&lease=1ms",
            connect is null ? static inner => new LatencyBackend(inner, TimeSpan.FromMicroseconds(100)) : null,
            cancellationToken);
        foreach (int payload in (int[])[256, 4096, 65536, 1 << 20])
        {
            foreach (int batch in (int[])[1, 16, 128])
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Environment.GetEnvironmentVariable("EXP_SHAPES") is { } only && !only.Split(' ').Contains($"{payload}x{batch}"))
                {
                    continue;
                }

                await MeasureAsync(measured, payload, batch);
            }
        }

        if (Environment.GetEnvironmentVariable("EXP_SHAPES") is null)
        {
            await ConcurrentGets.MeasureAsync(measured, cancellationToken);
        }
    }

    /// <summary>What the change of threads costs a lone get: the store answers at once.</summary>
    private static async Task MeasureHandOffAsync(CancellationToken cancellationToken)
    {
        foreach (CallDispatch dispatch in Enum.GetValues<CallDispatch>())
        {
            await using MeasuredStore measured = await MeasuredStore.OpenAsync(
                $"embedded://?segment=64MiB&dispatch={dispatch}", static inner => new LatencyBackend(inner, TimeSpan.Zero), cancellationToken);
            BenchBlock[] block = BenchBlock.Make(1, 256);
            using HandWrittenStore bare = new(measured.Backend, 1, 256);
            bare.Put(block, 0);
            BenchBlockKey key = BenchBlockKey.Of(in block[0]);
            await AsyncRounds.CompareAsync(
                $"lone get, no round trip, dispatch={dispatch}, nanoseconds over bare calls (goal {HandOffGoalNanoseconds} ns)",
                null,
                async () => (await measured.Store.BenchBlocks.GetAsync(key)).GetValueOrThrow(),
                () => bare.GetBare(1),
                1,
                int.MaxValue,
                static () => { });
        }
    }

    private static async Task MeasureAsync(MeasuredStore measured, int payload, int batch)
    {
        MooncakeStore store = measured.Store;
        double? goal = batch == 1 ? LoneGoal : payload <= 4096 ? ListGoal : null;
        int calls = (int)Math.Clamp(MostBytesPerRound / ((long)batch * payload), 1, MostCallsPerRound);
        string shape = $"{payload} B, batch {batch}";
        using HandWrittenStore bare = new(measured.Backend, batch, payload);
        BenchBlock[] blocks = BenchBlock.Make(batch, payload);
        BenchBlock[] fresh = new BenchBlock[batch];
        BareKeys bareKeys = new(batch);
        ulong next = 0;

        async ValueTask PutAsync()
        {
            for (int i = 0; i < batch; i++)
            {
                fresh[i] = blocks[i] with { Block = next + (ulong)i };
            }

            next += (ulong)batch;
            if (batch == 1)
            {
                (await store.BenchBlocks.PutAsync(fresh[0])).ThrowIfFailed();
            }
            else
            {
                (await store.BenchBlocks.PutManyAsync(fresh)).ThrowIfFailed();
            }
        }

        void Clear()
        {
            measured.Clear();
            bareKeys.Rewind();
        }

        await AsyncRounds.CompareAsync(
            $"typed put {shape} over bare calls", goal, PutAsync, () => bare.PutBare(bareKeys, payload + 100), batch, calls, Clear);

        if (payload >= 65536)
        {
            await DraftRatios.MeasureAsync(measured, payload, batch, calls);
        }

        measured.Clear();
        bare.Put(blocks, 0);
        BenchBlockKey[] keys = [.. blocks.Select(static (block, i) => new BenchBlockKey(block.Model, block.Layer, (ulong)i))];

        async ValueTask GetAsync()
        {
            if (batch == 1)
            {
                (await store.BenchBlocks.GetAsync(keys[0])).GetValueOrThrow();
            }
            else if ((await store.BenchBlocks.GetManyAsync(keys)).FirstError is { } error)
            {
                throw new StoreException(error);
            }
        }

        async ValueTask LeaseAsync()
        {
            using StoreLeaseBatch<BenchBlock> leases = await store.BenchBlocks.GetManyLeaseAsync(keys);
            leases.Results.ThrowIfFailed();
        }

        await AsyncRounds.CompareAsync(
            $"typed get {shape} over bare calls", goal, GetAsync, () => bare.GetBare(batch), batch, MostCallsPerRound, static () => { });
        await AsyncRounds.CompareAsync(
            $"typed leased get {shape} over bare calls",
            batch == 1 ? LoneGoal : SummedLeaseGoal,
            LeaseAsync,
            () => bare.GetBare(batch),
            batch,
            MostCallsPerRound,
            static () => { });

        UnsummedBlock[] unsummed = [.. blocks.Select(static block => new UnsummedBlock(block.Model, block.Layer, block.Block, block.Payload))];
        UnsummedBlockKey[] unsummedKeys = [.. unsummed.Select(static block => UnsummedBlockKey.Of(in block))];
        (await store.UnsummedBlocks.PutManyAsync(unsummed)).ThrowIfFailed();

        async ValueTask LeaseUnsummedAsync()
        {
            using StoreLeaseBatch<UnsummedBlock> leases = await store.UnsummedBlocks.GetManyLeaseAsync(unsummedKeys);
            leases.Results.ThrowIfFailed();
        }

        await AsyncRounds.CompareAsync(
            $"typed leased get without checksum {shape} over bare calls",
            batch == 1 ? LoneGoal : ListGoal,
            LeaseUnsummedAsync,
            () => bare.GetBare(batch),
            batch,
            MostCallsPerRound,
            static () => { });
    }
}
