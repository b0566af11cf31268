using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>
/// Many callers on a store that goes wrong, on a clock that stands still: each is answered once, with what happened to its own call, and on
/// time. <see cref="PipelineStore"/> sees that every buffer comes back, and that none is written to afterwards.
/// </summary>
public sealed class FaultTests
{
    private const int Callers = 300;

    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string[] Keys => [.. Enumerable.Range(0, Callers).Select(static i => $"k{i}")];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Errors_InBursts_ReachTheCallersThatTheyStruckAndNobodyElse(int seed)
    {
        int[] codes = [(int)StoreErrorCode.InternalError, (int)StoreErrorCode.TransferFail, -4242];
        await using PipelineStore store = await PipelineStore.OpenAsync(
            seed,
            static options => options.Pipeline.Lanes = 3,
            [.. codes.Select(static code => new FaultRule(StoreCalls.BatchGetInto | StoreCalls.BatchPutFrom, Fault.FailItems(code)) { Probability = 0.5, ItemProbability = 0.3 })]);
        store.Faults.IsEnabled = false;
        await store.PutAllAsync(Keys);
        store.Faults.IsEnabled = true;

        Task<StoreResult<byte[]>>[] gets = [.. Keys.Select(key => store.Raw.GetAsync(key, Stop).AsTask())];
        Task<StoreResult>[] puts = [.. Keys.Select(key => store.Raw.PutAsync("new" + key, PipelineStore.ValueOf(key), cancellationToken: Stop).AsTask())];
        StoreResult<byte[]>[] got = await Task.WhenAll(gets);
        StoreResult[] put = await Task.WhenAll(puts);

        Dictionary<string, int> struck = store.Faults.GetTrace().ToDictionary(static fault => fault.Key!, static fault => (int)fault.Value);
        Assert.InRange(struck.Count, 2, (2 * Callers) - 1);
        for (int i = 0; i < Callers; i++)
        {
            Assert.Equal(struck.TryGetValue(Keys[i], out int code) ? code : null, got[i].Error?.NativeCode);
            Assert.True(got[i].IsFailed || PipelineStore.ValueOf(Keys[i]).AsSpan().SequenceEqual(got[i].GetValueOrThrow()));
            Assert.Equal(struck.TryGetValue("new" + Keys[i], out code) ? code : null, put[i].Error?.NativeCode);
        }

        store.Faults.IsEnabled = false;
        StoreBatch stored = await store.Raw.ExistsManyAsync([.. Keys.Select(static key => "new" + key)], Stop);
        Assert.Equal(put.Select(static result => result.IsSuccess), stored.Select(static result => result.IsFound));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 100)]
    public async Task Calls_ThatHang_AreAllAnsweredByTheirDeadline(int seed, int replacedLanes)
    {
        FaultGate hang = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(
            seed,
            options =>
            {
                options.Pipeline.Lanes = 3;
                options.Pipeline.MaxBatchCount = 10;
                options.Pipeline.MaxReplacedLanes = replacedLanes;
            },
            new FaultRule(StoreCalls.Batches, Fault.Hang(hang)) { Probability = 0.3 });
        store.Faults.IsEnabled = false;
        await store.PutAllAsync(Keys);
        store.Faults.IsEnabled = true;
        Task<StoreResult<byte[]>>[] gets = [.. Keys.Select(key => store.Raw.GetAsync(key, Stop).AsTask())];
        Task<StoreResult>[] puts = [.. Keys.Select(key => store.Raw.PutAsync("new" + key, new byte[50], cancellationToken: Stop).AsTask())];
        Assert.True(hang.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Limit);

        // The clock stands still from here on: a caller that has no answer now did not get it on time.
        StoreResult<byte[]>[] got = await Task.WhenAll(gets).WaitAsync(PipelineStore.Patience, Stop);
        StoreResult[] put = await Task.WhenAll(puts).WaitAsync(PipelineStore.Patience, Stop);
        for (int i = 0; i < Callers; i++)
        {
            Assert.True(got[i].TryGetValue(out byte[]? value, out StoreError? error)
                ? value.AsSpan().SequenceEqual(PipelineStore.ValueOf(Keys[i]))
                : error!.Code is StoreErrorCode.Timeout or StoreErrorCode.LanesHung);
            Assert.True(put[i].IsSuccess || put[i].Error!.Code is StoreErrorCode.Timeout or StoreErrorCode.LanesHung);
        }

        // What hangs keeps its memory, and lands in it when it is let go: the store sees in the end that nobody else's was touched.
        store.Faults.IsEnabled = false;
        Assert.True(store.RentedBuffers > 0);
        hang.Open();
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0 && store.Pipeline.HungLanes == 0);
        Assert.Equal(Callers, (await store.Raw.GetManyAsync(Keys, Stop)).FoundCount);
    }

    [Fact]
    public async Task Calls_ThatAreSlow_AreAnsweredWhenTheyComeOrAtTheDeadline()
    {
        FaultGate second = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(
            new FaultRule(StoreCalls.BatchIsExist, Fault.Hang(second)) { KeyFilter = StoreKeyFilters.Exactly("second") });
        Task<StoreResult> tenSeconds = store.Raw.ExistsAsync(PipelineStore.Held, Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        Task<StoreResult> tenMore = store.Raw.ExistsAsync("second", Stop).AsTask();
        store.Clock.Advance(TimeSpan.FromSeconds(10));
        store.Gate.Open();
        Assert.True((await tenSeconds).IsMissing);
        Assert.True(second.WaitForWaiting(1, PipelineStore.Patience));

        // Its own call has taken five seconds by then, but its caller has waited for fifteen.
        store.Clock.Advance(Limit - TimeSpan.FromSeconds(10));
        StoreError error = (await tenMore).Error!;
        Assert.Equal((StoreErrorCode.Timeout, 0), (error.Code, store.Pipeline.HungLanes));
        second.Open();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cancellations_InAStormOnAHungStore_EndTheirOwnCallsOnly(int seed)
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.Pipeline.QueueCapacity = 20);
        await store.PutAllAsync(Keys);
        store.HoldLanes();
        Random random = new(seed);
        (CancellationTokenSource Cancel, bool IsCancelled, Task<StoreResult<byte[]>> Get)[] calls =
        [
            .. Keys.Select(key =>
            {
                CancellationTokenSource cancel = new();
                return (cancel, random.Next(2) == 0, store.Raw.GetAsync(key, cancel.Token).AsTask());
            }),
        ];
        await Parallel.ForEachAsync(calls.Where(static call => call.IsCancelled), Stop, static async (call, _) => await call.Cancel.CancelAsync());
        foreach ((CancellationTokenSource cancel, _, Task<StoreResult<byte[]>> get) in calls.Where(static call => call.IsCancelled))
        {
            StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => get);
            Assert.Equal(cancel.Token, canceled.CancellationToken);
        }

        Assert.Equal(calls.Count(static call => !call.IsCancelled), store.Pipeline.QueueDepth);
        store.Gate.Open();
        for (int i = 0; i < calls.Length; i++)
        {
            calls[i].Cancel.Dispose();
            if (!calls[i].IsCancelled)
            {
                Assert.Equal(PipelineStore.ValueOf(Keys[i]), (await calls[i].Get).GetValueOrThrow());
            }
        }
    }

    [Fact]
    public async Task Calls_ManyMoreThanThePoolHasBuffersFor_AreAllCarriedOut()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options =>
        {
            options.Pipeline.Lanes = 2;
            options.BufferPool = new BufferPoolOptions { SlabBytes = 128 << 10, MaxBytes = 256 << 10, Poison = true };
        });
        await store.PutAllAsync(Keys, 6000);
        store.HoldLanes(2);
        Task<StoreResult<byte[]>>[] gets = [.. Keys.Select(key => store.Raw.GetAsync(key, Stop).AsTask())];
        Task<StoreResult>[] puts = [.. Keys.Select(key => store.Raw.PutAsync("new" + key, new byte[6000], cancellationToken: Stop).AsTask())];
        Assert.True(store.Store.Session.Pool.Statistics.Waiting > Callers);
        store.Gate.Open();
        StoreResult<byte[]>[] got = await Task.WhenAll(gets).WaitAsync(PipelineStore.Patience, Stop);
        Assert.All(await Task.WhenAll(puts).WaitAsync(PipelineStore.Patience, Stop), static result => Assert.Equal(StoreResult.Done, result));
        Assert.All(Keys.Zip(got), static pair => Assert.Equal(PipelineStore.ValueOf(pair.First, 6000), pair.Second.GetValueOrThrow()));
    }

    [Fact]
    public async Task Backend_ThatThrows_IsEachCallersErrorAndEndsNoLane()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(options =>
        {
            Func<StoreBackend, StoreBackend> decorate = options.DecorateBackend!;
            options.DecorateBackend = backend => new ThrowingBackend(decorate(backend));
        });
        store.HoldLanes();
        Task<StoreResult>[] exists = [.. Keys.Take(10).Select(key => store.Raw.ExistsAsync(key, Stop).AsTask())];
        Task<StoreResult> put = store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop).AsTask();
        store.Gate.Open();
        Assert.All(await Task.WhenAll(exists), static result => Assert.True(result.IsMissing));
        StoreError error = (await put).Error!;
        Assert.Equal((StoreErrorCode.InternalError, WriteOutcome.Unknown), (error.Code, error.Outcome));
        Assert.IsType<NotSupportedException>(error.Exception);
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsMissing);
    }

    /// <summary>Breaks the contract: throws where it should answer a code.</summary>
    private sealed unsafe class ThrowingBackend(StoreBackend inner) : DecoratingStoreBackend(inner, leaveInnerOpen: false)
    {
        protected override int BatchPutFromCore(
            ReadOnlySpan<nint> keys, ReadOnlySpan<int> keyLengths, ReadOnlySpan<nint> buffers, ReadOnlySpan<nuint> sizes, ReplicateConfig* config, Span<int> results) =>
            throw new NotSupportedException("of the application's");
    }
}
