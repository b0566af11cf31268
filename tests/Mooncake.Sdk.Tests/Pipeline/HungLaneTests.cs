using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Lanes that hang in a native call are replaced up to a limit; after that, operations fail at once until one comes back.</summary>
public sealed class HungLaneTests
{
    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lane_ThatHangs_IsReplaced()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        store.HoldLanes();
        store.Clock.Advance(Limit);
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsMissing);
        Assert.Equal(1, store.Pipeline.HungLanes);
    }

    [Fact]
    public async Task Calls_BehindALaneThatHangs_AreCarriedOutByTheNext()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        store.HoldLanes();
        store.Clock.Advance(TimeSpan.FromSeconds(5));
        Task<StoreResult> waiting = store.Raw.ExistsAsync("a", Stop).AsTask();
        store.Clock.Advance(Limit - TimeSpan.FromSeconds(5));
        Assert.True((await waiting).IsMissing);
    }

    [Fact]
    public async Task Lane_WhoseCallHadWaited_IsFoundHungByItsOwnTime()
    {
        FaultGate second = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(
            new FaultRule(StoreCalls.BatchIsExist, Fault.Hang(second)) { KeyFilter = StoreKeyFilters.Exactly("second") });
        store.HoldLanes();
        Task<StoreResult> hangs = store.Raw.ExistsAsync("second", Stop).AsTask();
        store.Clock.Advance(TimeSpan.FromSeconds(5));
        store.Gate.Open();
        Assert.True(second.WaitForWaiting(1, PipelineStore.Patience));

        // Its caller is answered 15 s after it asked, when the lane has been in the call for 10 s.
        store.Clock.Advance(Limit - TimeSpan.FromSeconds(5));
        Assert.Equal(StoreErrorCode.Timeout, (await hangs).Error!.Code);
        Assert.Equal(0, store.Pipeline.HungLanes);
        Task<StoreResult> behind = store.Raw.ExistsAsync("a", Stop).AsTask();
        store.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True((await behind).IsMissing);
        second.Open();
    }

    [Fact]
    public async Task Lanes_AllHungAndNoneAllowed_FailAtOnceUntilOneReturns()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.Pipeline.MaxReplacedLanes = 1);
        store.HoldLanes();
        store.Clock.Advance(Limit);
        PipelineStore.WaitUntil(() => store.Pipeline.HungLanes == 1);
        store.HoldLanes();
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Task<StoreResult> stranded = store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop).AsTask();
        store.Clock.Advance(Limit - TimeSpan.FromSeconds(1));
        StoreError error = (await stranded).Error!;
        Assert.Equal((StoreErrorCode.LanesHung, WriteOutcome.NotApplied, RetryClass.WhenReachable), (error.Code, error.Outcome, error.Retry));
        Assert.Equal(2, store.Pipeline.HungLanes);

        // The clock stands still: this is at once.
        Assert.Equal(StoreErrorCode.LanesHung, (await store.Raw.GetAsync("a", Stop)).Error!.Code);
        Assert.Equal(StoreErrorCode.LanesHung, (await store.Raw.GetManyAsync(["a"], Stop))[0].Error!.Code);

        store.Gate.ReleaseWaiting();
        PipelineStore.WaitUntil(() => store.Pipeline.HungLanes == 0);
        Assert.Equal(StoreResult.Done, await store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop));
        Assert.Equal([0], (await store.Raw.GetAsync("a", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Lanes_ThatReturn_AreNotMoreThanBefore()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.Pipeline.Lanes = 2);
        for (int i = 0; i < 3; i++)
        {
            store.HoldLanes(2);
            store.Clock.Advance(Limit);
            PipelineStore.WaitUntil(() => store.Pipeline.HungLanes == 2);
            Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsMissing);
            store.Gate.ReleaseWaiting();
            PipelineStore.WaitUntil(() => store.Pipeline.HungLanes == 0);
        }

        // With more than two, the third call would be under way as well.
        store.HoldLanes(2);
        Task<StoreResult> third = store.Raw.ExistsAsync(PipelineStore.Held, Stop).AsTask();
        Assert.Equal(1, store.Pipeline.QueueDepth);
        Assert.Equal(2, store.Gate.Waiting);
        store.Gate.Open();
        Assert.True((await third).IsMissing);
    }
}
