using Mooncake.Testing;

// Each is taken once; awaiting them would measure the test's own state machine.
#pragma warning disable CA2012

namespace Mooncake.Pipeline;

/// <summary>Operations that go through lanes allocate nothing in steady state, on no thread. Runs alone: the whole process is measured.</summary>
[Trait("Asserts", "Allocations")]
[Collection(nameof(ProcessWideTests))]
public sealed class PipelineAllocationTests
{
    private const int Keys = 32;
    private const int Rounds = 50;

    /// <summary>What escapes is really allocated.</summary>
    private static object? _kept;

    private readonly ValueTask<StoreResult<Reading>>[] _gets = new ValueTask<StoreResult<Reading>>[Keys];
    private readonly ValueTask<StoreResult>[] _others = new ValueTask<StoreResult>[Keys];
    private readonly ValueTask<StoreResult<long>>[] _sizes = new ValueTask<StoreResult<long>>[Keys];

    [Fact]
    public async Task SingleOperations_SteadyState_AllocateNothing()
    {
#if DEBUG
        Assert.Skip("A Debug build allocates state machines and boxes that a Release build does not.");
#endif
        using CancellationTokenSource cancel = new();
        await using MooncakeStore store = await Stores.OpenAsync(static options =>
            options.DecorateBackend = static backend => new LatencyBackend(backend, TimeSpan.Zero));
        for (int i = 0; i < 20; i++)
        {
            Run(store, CancellationToken.None);
            Run(store, cancel.Token);
        }

        // Other threads of the process allocate now and then; one object for each operation would show in every measurement.
        long least = long.MaxValue;
        for (int i = 0; i < 20 && least > 0; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Run(store, CancellationToken.None);
            Run(store, cancel.Token);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(least, 0, Rounds);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(1200, 3)]
    public async Task Lists_SteadyState_AllocateTheirTaskAndABitForEachBatch(int count, int batches)
    {
#if DEBUG
        Assert.Skip("A Debug build allocates state machines and boxes that a Release build does not.");
#endif
        // Long enough that no call has ended when it is awaited.
        await using MooncakeStore store = await Stores.OpenAsync(static options =>
            options.DecorateBackend = static backend => new LatencyBackend(backend, TimeSpan.FromMilliseconds(3)));
        Reading[] readings = [.. Enumerable.Range(0, count).Select(static i => new Reading(i, i, i))];
        ReadingKey[] keys = [.. readings.Select(static reading => ReadingKey.Of(in reading))];
        long put = long.MaxValue;
        long get = long.MaxValue;
        long exists = long.MaxValue;
        for (int i = 0; i < 40; i++)
        {
            put = Math.Min(put, BytesOf(() => _ = Take(store.Readings.PutManyAsync(readings))));
            get = Math.Min(get, BytesOf(() => _ = Take(store.Readings.GetManyAsync(keys))));
            exists = Math.Min(exists, BytesOf(() => _ = Take(store.Readings.ExistsManyAsync(keys))));
        }

        const int Task = 96;
        const int Bit = 64;
        long own = Task + (batches * Bit);
        long results = BytesOf(() => _kept = new StoreResult[count]);
        Assert.InRange(put, 0, results + own);
        Assert.InRange(exists, 0, results + own);
        Assert.InRange(get, 0, BytesOf(() => _kept = new StoreResult<Reading>[count]) + own);
    }

    [Fact]
    public async Task ListsByLease_SteadyState_AllocateNothingPerItemBeyondTheirRecords()
    {
#if DEBUG
        Assert.Skip("A Debug build allocates state machines and boxes that a Release build does not.");
#endif
        const int Count = 200;
        const int PerList = 2500;
        await using MooncakeStore store = await Stores.OpenAsync(static options =>
            options.DecorateBackend = static backend => new LatencyBackend(backend, TimeSpan.FromMilliseconds(3)));
        Block[] blocks = [.. Enumerable.Range(0, Count).Select(static i => Block.Numbered((ulong)i, 2000))];
        Take(store.Blocks.PutManyAsync(blocks, cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();
        BlockKey[] keys = [.. blocks.Select(static block => BlockKey.Of(in block))];
        long least = long.MaxValue;
        for (int i = 0; i < 40; i++)
        {
            least = Math.Min(least, BytesOf(() => Take(store.Blocks.GetManyLeaseAsync(keys)).Dispose()));
        }

        long records = BytesOf(() => _kept = Enumerable.Range(0, Count)
            .Select(static _ => new Block(new string('m', "model".Length), 3, 1, ReadOnlyMemory<byte>.Empty)).ToArray());
        long results = BytesOf(() => _kept = new StoreResult<Block>[Count]);
        Assert.InRange(least, 0, records + results + PerList);
    }

    private static long BytesOf(Action operation)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        operation();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static TResult Take<TResult>(ValueTask<TResult> operation)
    {
        SpinWait spin = default;
        while (!operation.IsCompleted)
        {
            spin.SpinOnce();
        }

        return operation.GetAwaiter().GetResult();
    }

    /// <summary>Many operations of each kind, a number of them at a time. Waits without awaiting, so that nothing but the SDK is measured.</summary>
    private void Run(MooncakeStore store, CancellationToken token)
    {
        StoreSet<ReadingKey, Reading> set = store.Readings;
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < Keys; i++)
            {
                _others[i] = set.PutAsync(new Reading(i, i, i), cancellationToken: token);
            }

            Take(_others);
            for (int i = 0; i < Keys; i++)
            {
                _gets[i] = set.GetAsync(new ReadingKey(i), token);
                _others[i] = set.ExistsAsync(new ReadingKey(i), token);
                _sizes[i] = set.SizeOfAsync(new ReadingKey(i), token);
            }

            Take(_others);
            for (int i = 0; i < Keys; i++)
            {
                SpinWait spin = default;
                while (!_gets[i].IsCompleted)
                {
                    spin.SpinOnce();
                }

                Assert.True(_gets[i].GetAwaiter().GetResult().TryGetValue(out Reading reading, out _) && reading.Sensor == i);
                while (!_sizes[i].IsCompleted)
                {
                    spin.SpinOnce();
                }

                Assert.True(_sizes[i].GetAwaiter().GetResult().IsFound);
            }

            // One behind the other: those that have to wait for their turn.
            for (int i = 0; i < Keys; i++)
            {
                _others[i] = set.PutAsync(new Reading(i % 2, i, i), cancellationToken: token);
            }

            Take(_others);
        }
    }

    private static void Take(ValueTask<StoreResult>[] pending)
    {
        for (int i = 0; i < pending.Length; i++)
        {
            SpinWait spin = default;
            while (!pending[i].IsCompleted)
            {
                spin.SpinOnce();
            }

            Assert.True(pending[i].GetAwaiter().GetResult().IsSuccess);
        }
    }
}
