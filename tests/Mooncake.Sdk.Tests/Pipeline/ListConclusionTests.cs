using Mooncake.Operations;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Which thread takes the next step of a list when a native call has returned.</summary>
public sealed class ListConclusionTests
{
    private const string Lane = "Mooncake lane 1";
    private const string LargeLane = "Mooncake large lane 1";

    private readonly FaultGate _gate = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetMany_OneCallOfSmallObjects_IsDecodedOnTheLane()
    {
        await using PipelineStore store = await OpenHeldAsync();
        WitnessKey[] keys = await PutAsync(store, count: 3, payload: 10);
        StoreBatch<Witness> got = await LetThroughAsync(store.Store.Witnesses.GetManyAsync(keys, Stop).AsTask());
        Assert.All(got, static result => Assert.Equal(Lane, result.GetValueOrThrow().GetThread().Name));
    }

    [Fact]
    public async Task GetManyLease_OneCallOfSmallObjects_IsDecodedOnTheLane()
    {
        await using PipelineStore store = await OpenHeldAsync();
        WitnessKey[] keys = await PutAsync(store, count: 3, payload: 10);
        using StoreLeaseBatch<Witness> got = await LetThroughAsync(store.Store.Witnesses.GetManyLeaseAsync(keys, Stop).AsTask());
        Assert.All(got.Results, static result => Assert.Equal(Lane, result.GetValueOrThrow().GetThread().Name));
    }

    [Fact]
    public async Task GetMany_OneCallOfManyBytes_IsDecodedElsewhere()
    {
        await using PipelineStore store = await OpenHeldAsync();
        WitnessKey[] keys = await PutAsync(store, count: 3, payload: BatchLimits.BytesDecodedOnLane / 2);
        StoreBatch<Witness> got = await LetThroughAsync(store.Store.Witnesses.GetManyAsync(keys, Stop).AsTask());
        Assert.All(got, static result => Assert.False(IsLane(result.GetValueOrThrow().GetThread())));
    }

    [Fact]
    public async Task GetMany_TwoCalls_AreDecodedElsewhere()
    {
        await using PipelineStore store = await OpenHeldAsync();
        WitnessKey[] keys = await PutAsync(store, count: BatchLimits.Items + 1, payload: 10);
        StoreBatch<Witness> got = await LetThroughAsync(store.Store.Witnesses.GetManyAsync(keys, Stop).AsTask());
        Assert.All(got, static result => Assert.False(IsLane(result.GetValueOrThrow().GetThread())));
    }

    [Theory]
    [InlineData(CallDispatch.Lane)]
    [InlineData(CallDispatch.Caller)]
    public async Task GetMany_ObjectsThatGrew_AreReadAgainOffTheLane(CallDispatch dispatch)
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(options => options.Pipeline.Dispatch = dispatch);
        WitnessKey[] keys = await PutAsync(store, count: 3, payload: 10);
        Assert.Null((await store.Store.Witnesses.GetManyAsync(keys, Stop)).FirstError);
        Witness[] grown = [.. keys.Select(static key => new Witness(key.Id, new byte[5000]))];
        (await store.Store.Witnesses.ReplaceManyAsync(grown, cancellationToken: Stop)).ThrowIfFailed();
        StoreBatch<Witness> got = await store.Store.Witnesses.GetManyAsync(keys, Stop);
        Assert.All(got, static result =>
        {
            Witness witness = result.GetValueOrThrow();
            Assert.Equal(5000, witness.Payload.Length);
            Assert.False(IsLane(witness.GetThread()));
        });
    }

    [Fact]
    public async Task GetMany_ValueThatBlocksItsLane_DelaysNoOtherCall()
    {
        FaultGate valuesGate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.Pipeline.Lanes = 2, new FaultRule(StoreCalls.BatchGetInto, Fault.Hang(_gate)));
        WitnessKey[] keys = await PutAsync(store, count: 2, payload: 10);
        Witness.HoldAt(valuesGate);
        Task<StoreBatch<Witness>> blocked = store.Store.Witnesses.GetManyAsync(keys, Stop).AsTask();
        Witness.HoldAt(null);
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        _gate.Open();
        Assert.True(valuesGate.WaitForWaiting(1, PipelineStore.Patience));
        Assert.True((await store.Raw.ExistsAsync("witness/0", Stop).AsTask().WaitAsync(PipelineStore.Patience, Stop)).IsSuccess);
        Assert.False(blocked.IsCompleted);
        valuesGate.Open();
        Assert.Null((await blocked).FirstError);
    }

    /// <summary>A store whose gets wait at the gate: a call that has ended before it is awaited is concluded by the caller.</summary>
    private Task<PipelineStore> OpenHeldAsync() => PipelineStore.OpenAsync(new FaultRule(StoreCalls.BatchGetInto, Fault.Hang(_gate)));

    private async Task<T> LetThroughAsync<T>(Task<T> get)
    {
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        _gate.Open();
        return await get;
    }

    private static bool IsLane(Thread thread) => thread.Name is Lane or LargeLane;

    private static async Task<WitnessKey[]> PutAsync(PipelineStore store, int count, int payload)
    {
        Witness[] witnesses = [.. Enumerable.Range(0, count).Select(id => new Witness(id, new byte[payload]))];
        (await store.Store.Witnesses.PutManyAsync(witnesses, cancellationToken: Stop)).ThrowIfFailed();
        return [.. witnesses.Select(static witness => WitnessKey.Of(in witness))];
    }
}
