using System.Diagnostics;
using System.Globalization;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>
/// Many callers, with everything going wrong that can: each result has to be the caller's own, and possible. A number of rounds with a fixed
/// seed; or for as many seconds as <c>MOONCAKE_STRESS_SECONDS</c> says, with the seed <c>MOONCAKE_STRESS_SEED</c> or one of the moment's.
/// </summary>
public sealed class PipelineStressTests
{
    private const int Workers = 8;

    [Fact]
    public void Model_ResultThatCannotBe_IsFound()
    {
        // The positive control: were the model blind, the runs below would say nothing.
        KeyModel key = new(1);
        key.Put(5, StoreResult.Done);
        key.Read(StoreResult<Versioned>.Found(Versioned.Of(1, 5)));
        Assert.ThrowsAny<Exception>(() => key.Read(StoreResult<Versioned>.Found(Versioned.Of(1, 6))));
        Assert.ThrowsAny<Exception>(() => key.Read(StoreResult<Versioned>.Found(Versioned.Of(2, 5))));
        Assert.ThrowsAny<Exception>(() => key.Read(StoreResult<Versioned>.Found(Versioned.Of(1, 5) with { Payload = new byte[3] })));
        Assert.ThrowsAny<Exception>(() => key.Read(StoreResult<Versioned>.Missing));
        Assert.ThrowsAny<Exception>(() => key.Checked(StoreResult.Missing));
        Assert.ThrowsAny<Exception>(() => key.Removed(StoreResult.Missing));
    }

    [Theory]
    [InlineData(1, CallDispatch.Lane)]
    [InlineData(2, CallDispatch.Lane)]
    [InlineData(3, CallDispatch.Caller)]
    public async Task Operations_OnASlowStore_GiveEachCallerItsOwnResult(int seed, CallDispatch dispatch)
    {
        FaultRule[] slow = [new(StoreCalls.Objects, Fault.Delay(TimeSpan.FromMilliseconds(1))) { Probability = 0.1 }];
        (long answers, long successes) = await RunAsync(seed, slow, options => options.Pipeline.Dispatch = dispatch, rounds: 60);
        Assert.InRange(successes, answers / 2, answers);
    }

    [Theory]
    [InlineData(CallDispatch.Lane)]
    [InlineData(CallDispatch.Caller)]
    public async Task Operations_WithEverythingGoingWrong_AreAnsweredOnceAndRightly(CallDispatch dispatch)
    {
        double seconds = ReadVariable("MOONCAKE_STRESS_SECONDS", 0);
        int seed = (int)ReadVariable("MOONCAKE_STRESS_SEED", seconds > 0 ? Environment.TickCount & 0xFFFF : 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        (_, long successes) = seconds > 0
            ? await RunAsync(seed, Everything(), Limit, TimeSpan.FromSeconds(seconds))
            : await RunAsync(seed, Everything(), Limit, rounds: 100);
        Assert.True(successes > 0);

        void Limit(MooncakeStoreOptions options)
        {
            LimitTightly(options);
            options.Pipeline.Dispatch = dispatch;
        }
    }

    private static FaultRule[] Everything() =>
    [
        new(StoreCalls.Objects, Fault.Delay(TimeSpan.FromMilliseconds(2))) { Probability = 0.02 },
        new(StoreCalls.Objects, Fault.Hang()) { Probability = 0.001 },
        new(StoreCalls.Objects, Fault.Fail(StoreErrorCode.RpcFail)) { Probability = 0.01 },
        new(StoreCalls.Objects, Fault.FailAfter(StoreErrorCode.RpcTimeout)) { Probability = 0.005 },
        new(StoreCalls.Objects, Fault.FailItems(StoreErrorCode.InternalError)) { Probability = 0.05, ItemProbability = 0.1 },
        new(StoreCalls.Objects, Fault.OmitItems()) { Probability = 0.02, ItemProbability = 0.1 },
        new(StoreCalls.Gets, Fault.FailItems(StoreErrorCode.LeaseExpired)) { Probability = 0.05, ItemProbability = 0.3 },
        new(StoreCalls.Puts, Fault.FailItems(StoreErrorCode.NoAvailableHandle)) { Probability = 0.05, ItemProbability = 0.3 },
        new(StoreCalls.Gets, Fault.CorruptRead()) { Probability = 0.01 },
        new(StoreCalls.Gets, Fault.AnswerShort()) { Probability = 0.01 },

        // A master that is gone for a while, again and again.
        .. Enumerable.Range(1, 100).Select(static i => new FaultRule(StoreCalls.Objects, Fault.Fail(StoreErrorCode.RpcFail))
        {
            From = TimeSpan.FromSeconds(2 * i),
            Until = TimeSpan.FromSeconds((2 * i) + 0.1),
        }),
    ];

    /// <summary>Everything that is bounded is so low that it is met.</summary>
    private static void LimitTightly(MooncakeStoreOptions options)
    {
        options.OperationTimeout = TimeSpan.FromMilliseconds(300);
        options.Pipeline.MaxBatchCount = 8;
        options.Pipeline.QueueCapacity = 16;
        options.Pipeline.MaxReplacedLanes = 2;
        options.Pipeline.ProbeInterval = TimeSpan.FromMilliseconds(10);
        options.Pipeline.RetryWhenFull = true;
        options.BufferPool = new Buffers.BufferPoolOptions { SlabBytes = 1 << 20, MaxBytes = 4 << 20, Poison = true };
    }

    private static Task<(long Answers, long Successes)> RunAsync(int seed, FaultRule[] rules, Action<MooncakeStoreOptions> change, int rounds) =>
        RunAsync(seed, rules, change, (_, round) => round < rounds);

    private static Task<(long Answers, long Successes)> RunAsync(int seed, FaultRule[] rules, Action<MooncakeStoreOptions> change, TimeSpan time) =>
        RunAsync(seed, rules, change, (start, _) => Stopwatch.GetElapsedTime(start) < time);

    private static async Task<(long Answers, long Successes)> RunAsync(
        int seed, FaultRule[] rules, Action<MooncakeStoreOptions> change, Func<long, int, bool> goesOn)
    {
        FaultBackend faults = null!;
        MooncakeStore store = await Stores.OpenAsync(options =>
        {
            options.SegmentBytes = 256 << 20;
            options.CloseTimeout = PipelineStore.Patience;
            options.Pipeline.Lanes = 3;
            options.Pipeline.LargeObjectBytes = 64 << 10;
            options.DecorateBackend = backend => new LatencyBackend(faults = new FaultBackend(backend, new FaultPlan(seed, rules)), TimeSpan.Zero);
            change(options);
        });
        KeyWorker[] workers = [.. Enumerable.Range(0, Workers).Select(number => new KeyWorker(store, number, seed))];
        long start = Stopwatch.GetTimestamp();

        // A worker whose own thread hangs in a call cannot be the one that ends it.
        TimeSpan pause = store.Session.Options.Pipeline.Dispatch == CallDispatch.Caller ? TimeSpan.FromMilliseconds(400) : Timeout.InfiniteTimeSpan;
        await using Timer release = new(_ => faults.HangGate.ReleaseWaiting(), null, pause, pause);
        await Task.WhenAll(workers.Select((worker, number) => Task.Run(async () =>
        {
            Random random = new((seed * 1013) + number);
            for (int round = 0; goesOn(start, round); round++)
            {
                await worker.RoundAsync();
                await PutTogetherAsync(store, random);

                // Calls that hang come back at some time or other, a few rounds or many timeouts later.
                if (round % 20 == 0)
                {
                    faults.HangGate.ReleaseWaiting();
                }
            }
        })));
        faults.IsEnabled = false;
        faults.HangGate.Open();
        StoreResult closed = await store.CloseAsync();
        Assert.Equal(StoreResult.Done, closed);
        Assert.Equal(0, store.Session.Pool.Statistics.RentedBuffers);
        Assert.Equal((0, 0), (store.Session.Pipeline!.QueueDepth, store.Session.Pipeline.KeysBeingPut));
        return (workers.Sum(static worker => worker.Answers), workers.Sum(static worker => worker.Successes));
    }

    /// <summary>Puts of keys that everybody puts, in lanes for small and for large objects: they wait for each other, and all are answered.</summary>
    private static async Task PutTogetherAsync(MooncakeStore store, Random random)
    {
        using CancellationTokenSource cancel = new();
        PutOptions?[] options = [null, new() { HardPin = true }];
        Task[] puts =
        [
            .. Enumerable.Range(0, 6).Select(i => store.Raw.PutAsync(
                $"shared{random.Next(3)}",
                new byte[random.Next(8) == 0 ? 70_000 : 10],
                options[random.Next(2)],
                random.Next(4) == 0 ? cancel.Token : CancellationToken.None).AsTask()),
        ];
        await cancel.CancelAsync();
        foreach (Task put in puts)
        {
            _ = await Task.WhenAny(put).WaitAsync(PipelineStore.Patience);
            Assert.True(put.IsCompletedSuccessfully || put.Exception?.InnerException is OperationCanceledException || put.IsCanceled);
        }
    }

    private static double ReadVariable(string name, double usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : usual;
}
