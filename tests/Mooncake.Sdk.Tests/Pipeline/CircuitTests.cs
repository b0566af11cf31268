using System.Collections.Concurrent;
using System.Threading.Channels;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>A master that is gone is found out after some failed calls; then operations fail at once until a probe is answered.</summary>
public sealed class CircuitTests
{
    private const int Threshold = 3;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreErrorCode.RpcFail)]
    [InlineData(StoreErrorCode.RpcTimeout)]
    public async Task Master_GoneAndBack_IsFoundOut(StoreErrorCode code)
    {
        await using PipelineStore store = await OpenAsync(new FaultRule(StoreCalls.Objects, Fault.Fail(code)));
        ChannelReader<StoreHealth> changes = Listen(store);
        await FailAsync(store, Threshold, code);
        Assert.Equal(StoreHealth.Unreachable, await changes.ReadAsync(Stop));
        Assert.Equal(StoreHealth.Unreachable, await store.Store.CheckHealthAsync(Stop));

        // The clock stands still: these fail at once, and reach nobody.
        store.Calls.Reset();
        StoreError error = (await store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop)).Error!;
        Assert.Equal((StoreErrorCode.CircuitOpen, WriteOutcome.NotApplied, RetryClass.WhenReachable), (error.Code, error.Outcome, error.Retry));
        Assert.Equal(StoreErrorCode.CircuitOpen, (await store.Raw.GetAsync("a", Stop)).Error!.Code);
        Assert.Equal(0, store.Calls.Count(StoreCalls.Batches).Calls);

        store.Faults.IsEnabled = false;
        store.Clock.Advance(store.Store.Session.Options.Pipeline.ProbeInterval);
        Assert.Equal(StoreHealth.Healthy, await changes.ReadAsync(Stop));
        Assert.Equal(StoreHealth.Healthy, await store.Store.CheckHealthAsync(Stop));
        Assert.True((await store.Raw.GetAsync("a", Stop)).IsMissing);
    }

    [Fact]
    public async Task Probes_WhileTheMasterIsGone_GoOnAtIntervals()
    {
        await using PipelineStore store = await OpenAsync(new FaultRule(StoreCalls.Objects, Fault.Fail(StoreErrorCode.RpcFail)));
        await FailAsync(store, Threshold, StoreErrorCode.RpcFail);
        for (int probes = 1; probes <= 4; probes++)
        {
            PipelineStore.WaitUntil(() => store.Calls.Count(StoreCalls.IsExist).Calls == probes);
            store.Clock.Advance(store.Store.Session.Options.Pipeline.ProbeInterval);
        }
    }

    [Fact]
    public async Task Failures_WithAnAnswerInBetween_DoNotCount()
    {
        await using PipelineStore store = await OpenAsync(
            new FaultRule(StoreCalls.BatchIsExist, Fault.FailItems(StoreErrorCode.RpcFail)) { KeyFilter = StoreKeyFilters.Exactly("bad") });
        for (int i = 0; i < Threshold; i++)
        {
            await FailAsync(store, Threshold - 1, StoreErrorCode.RpcFail);
            Assert.True((await store.Raw.ExistsAsync("good", Stop)).IsMissing);
        }
    }

    [Fact]
    public async Task Failures_WithAHealthCheckInBetween_Count()
    {
        // The native health check tells of the client only.
        await using PipelineStore store = await OpenAsync(new FaultRule(StoreCalls.Objects, Fault.Fail(StoreErrorCode.RpcFail)));
        ChannelReader<StoreHealth> changes = Listen(store);
        await FailAsync(store, Threshold - 1, StoreErrorCode.RpcFail);
        Assert.Equal(StoreHealth.Healthy, await store.Store.CheckHealthAsync(Stop));
        await FailAsync(store, 1, StoreErrorCode.RpcFail);
        Assert.Equal(StoreHealth.Unreachable, await changes.ReadAsync(Stop));
    }

    [Fact]
    public async Task Failures_OfOtherKinds_SayNothingOfTheMaster()
    {
        await using PipelineStore store = await OpenAsync(new FaultRule(StoreCalls.BatchIsExist, Fault.Fail(StoreErrorCode.InternalError)));
        await FailAsync(store, 2 * Threshold, StoreErrorCode.InternalError);
        Assert.False(store.Pipeline.Circuit.IsOpen);
    }

    [Fact]
    public async Task Calls_ThatWaitWhenTheCircuitOpens_AreAnsweredAndReachNobody()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options =>
            {
                options.Pipeline.Lanes = 1;
                options.Pipeline.CircuitThreshold = 1;
            },
            new FaultRule(StoreCalls.BatchIsExist, Fault.Fail(StoreErrorCode.RpcFail)));
        store.HoldLanes();
        Task<StoreResult> put = store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop).AsTask();
        Task<StoreResult<byte[]>> get = store.Raw.GetAsync("b", Stop).AsTask();
        PipelineStore.WaitUntil(() => store.Pipeline.QueueDepth == 2);

        // The held call fails, and opens the circuit.
        store.Gate.Open();

        StoreError refused = (await put).Error!;
        Assert.Equal((StoreErrorCode.CircuitOpen, WriteOutcome.NotApplied), (refused.Code, refused.Outcome));
        Assert.Equal(StoreErrorCode.CircuitOpen, (await get).Error!.Code);
        Assert.Equal(0, store.Calls.Count(StoreCalls.BatchPutFrom).Calls);
        Assert.Equal(0, store.Calls.Count(StoreCalls.BatchGetInto).Calls);
    }

    [Fact]
    public async Task Probe_ThatHangs_IsFollowedByAnother()
    {
        await using PipelineStore store = await OpenAsync(
            new FaultRule(StoreCalls.IsExist, Fault.Hang()) { LastCall = 1 },
            new FaultRule(StoreCalls.BatchIsExist, Fault.Fail(StoreErrorCode.RpcFail)) { LastCall = Threshold });
        ChannelReader<StoreHealth> changes = Listen(store);
        await FailAsync(store, Threshold, StoreErrorCode.RpcFail);
        Assert.Equal(StoreHealth.Unreachable, await changes.ReadAsync(Stop));
        Assert.True(store.Faults.HangGate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(store.Store.Session.Options.OperationTimeout);
        PipelineStore.WaitUntil(() => store.Pipeline.HungLanes == 1);
        store.Clock.Advance(store.Store.Session.Options.Pipeline.ProbeInterval);
        Assert.Equal(StoreHealth.Healthy, await changes.ReadAsync(Stop));
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsMissing);
    }

    [Fact]
    public async Task Callers_ManyWhileAProbeIsUnderWay_FailAtOnceAndReachNobody()
    {
        FaultGate gate = new();
        await using PipelineStore store = await OpenAsync(
            new FaultRule(StoreCalls.IsExist, Fault.Hang(gate)),
            new FaultRule(StoreCalls.BatchIsExist, Fault.Fail(StoreErrorCode.RpcFail)) { LastCall = Threshold });
        ChannelReader<StoreHealth> changes = Listen(store);
        await FailAsync(store, Threshold, StoreErrorCode.RpcFail);
        Assert.Equal(StoreHealth.Unreachable, await changes.ReadAsync(Stop));
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Calls.Reset();
        StoreError?[] errors = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () => (i % 3) switch
        {
            0 => (await store.Raw.GetAsync($"k{i}", Stop)).Error,
            1 => (await store.Raw.PutAsync($"k{i}", new byte[1], cancellationToken: Stop)).Error,
            _ => (await store.Raw.GetManyAsync([$"k{i}"], Stop))[0].Error,
        })));
        Assert.All(errors, static error => Assert.Equal(StoreErrorCode.CircuitOpen, error?.Code));
        Assert.Equal(0, store.Calls.Count(StoreCalls.Objects).Calls);

        // Half open: the probe's answer lets all of them through again.
        gate.Open();
        Assert.Equal(StoreHealth.Healthy, await changes.ReadAsync(Stop));
        StoreResult[] results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => store.Raw.ExistsAsync($"k{i}", Stop).AsTask()));
        Assert.All(results, static result => Assert.True(result.IsMissing));
    }

    [Fact]
    public async Task Handler_ThatThrows_StopsNobody()
    {
        await using PipelineStore store = await OpenAsync(new FaultRule(StoreCalls.Objects, Fault.Fail(StoreErrorCode.RpcFail)));
        store.Store.HealthChanged += static (_, _) => throw new InvalidOperationException("of the application's");
        ChannelReader<StoreHealth> changes = Listen(store);
        await FailAsync(store, Threshold, StoreErrorCode.RpcFail);
        Assert.Equal(StoreHealth.Unreachable, await changes.ReadAsync(Stop));
        store.Faults.IsEnabled = false;
        store.Clock.Advance(store.Store.Session.Options.Pipeline.ProbeInterval);
        Assert.Equal(StoreHealth.Healthy, await changes.ReadAsync(Stop));
    }

    [Fact]
    public void Changes_ManyAndFast_AreToldInOrderAndTheLastAlways()
    {
        bool state = false;
        ConcurrentQueue<bool> told = [];
        ChangeNotifier notifier = new(() => Volatile.Read(ref state), told.Enqueue);
        for (int i = 0; i < 10_001; i++)
        {
            Volatile.Write(ref state, !state);
            notifier.Check();
        }

        PipelineStore.WaitUntil(() => told.LastOrDefault());
        bool[] all = [.. told];
        for (int i = 0; i < all.Length; i++)
        {
            Assert.Equal(i % 2 == 0, all[i]);
        }
    }

    private static Task<PipelineStore> OpenAsync(params FaultRule[] rules) =>
        PipelineStore.OpenAsync(static options => options.Pipeline.CircuitThreshold = Threshold, rules);

    private static ChannelReader<StoreHealth> Listen(PipelineStore store)
    {
        Channel<StoreHealth> changes = Channel.CreateUnbounded<StoreHealth>();
        store.Store.HealthChanged += (sender, health) => changes.Writer.TryWrite(ReferenceEquals(sender, store.Store) ? health : (StoreHealth)(-1));
        return changes.Reader;
    }

    private static async Task FailAsync(PipelineStore store, int count, StoreErrorCode code)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(code, (await store.Raw.ExistsAsync("bad", Stop)).Error!.Code);
        }
    }
}
