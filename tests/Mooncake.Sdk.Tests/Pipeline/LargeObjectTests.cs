using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Large objects travel in lanes of their own.</summary>
public sealed class LargeObjectTests
{
    private const int Large = 100_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_OfALargeObject_HoldsUpNoSmallOnes()
    {
        await using PipelineStore store = await OpenAsync();
        Task<StoreResult> large = store.Raw.PutAsync(PipelineStore.Held, new byte[Large], cancellationToken: Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        Assert.Equal(StoreResult.Done, await store.Raw.PutAsync("small", new byte[10], cancellationToken: Stop));
        Assert.Equal(10, (await store.Raw.GetAsync("small", Stop)).GetValueOrThrow().Length);
        Assert.False(large.IsCompleted);
        store.Gate.Open();
        Assert.Equal(StoreResult.Done, await large);
    }

    [Fact]
    public async Task Get_ThatTurnsOutLarge_HoldsUpNoSmallOnes()
    {
        // The first try meets too little room and does not stay; the second one has the exact size.
        FaultGate gate = new();
        await using PipelineStore store = await OpenAsync(
            new FaultRule(StoreCalls.BatchGetInto, Fault.Hang(gate)) { KeyFilter = StoreKeyFilters.Exactly("large"), FirstCall = 2 });
        await store.PutAllAsync(["large"], Large);
        Task<StoreResult<byte[]>> large = store.Raw.GetAsync("large", Stop).AsTask();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        Assert.True((await store.Raw.ExistsAsync("small", Stop)).IsMissing);
        gate.Open();
        Assert.Equal(PipelineStore.ValueOf("large", Large), (await large).GetValueOrThrow());
    }

    [Fact]
    public async Task Get_ThatMovedToTheLargeLanes_CanBeCancelledThere()
    {
        FaultGate gate = new();
        await using PipelineStore store = await OpenAsync(
            new FaultRule(StoreCalls.BatchGetInto, Fault.Hang(gate)) { KeyFilter = StoreKeyFilters.StartsWith("large"), FirstCall = 3 });
        await store.PutAllAsync(["large1", "large2"], Large);
        store.HoldLanes();
        Task<StoreResult<byte[]>> first = store.Raw.GetAsync("large1", Stop).AsTask();
        store.Gate.ReleaseWaiting();
        Assert.Equal(PipelineStore.ValueOf("large1", Large), (await first).GetValueOrThrow());

        // By now the size is known: both go to the large lane, one waits there behind the other.
        using CancellationTokenSource cancel = new();
        Task<StoreResult<byte[]>> running = store.Raw.GetAsync("large1", Stop).AsTask();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        Task<StoreResult<byte[]>> waiting = store.Raw.GetAsync("large2", cancel.Token).AsTask();
        Assert.Equal(1, store.Pipeline.QueueDepth);
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<StoreCanceledException>(() => waiting);
        Assert.Equal(0, store.Pipeline.QueueDepth);
        gate.Open();
        Assert.True((await running).IsFound);
    }

    private static Task<PipelineStore> OpenAsync(params FaultRule[] rules) =>
        PipelineStore.OpenAsync(static options => options.Pipeline.LargeObjectBytes = 64 << 10, rules);
}
