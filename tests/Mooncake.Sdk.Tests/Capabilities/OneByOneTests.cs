using Mooncake.Pipeline;
using Mooncake.Testing;

namespace Mooncake.Capabilities;

/// <summary>Lists of operations that the engine has no batch call for.</summary>
public sealed class OneByOneTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<StorePath> Paths => CapabilityStore.Paths;

    public static TheoryData<bool> Latencies => [false, true];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task RemoveMany_AnswersForEachKey(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        (await store.Blocks.PutManyAsync([Block.Numbered(1), Block.Numbered(2), Block.Numbered(3)], cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await store.Blocks.GetAsync("model", 3, 3, Stop)).IsFound);
        BlockKey[] keys = [new("model", 3, 1), new("model", 3, 9), new("\ud800", 3, 1), new("model", 3, 3), new("model", 3, 1)];

        StoreBatch removed = await store.Blocks.RemoveManyAsync(keys, cancellationToken: Stop);

        Assert.Equal(
            [StoreStatus.Done, StoreStatus.Missing, StoreStatus.Failed, StoreStatus.Failed, StoreStatus.Missing], removed.Select(static result => result.Status));
        Assert.Equal([StoreErrorCode.KeyNotEncodable, StoreErrorCode.ObjectHasLease], removed.Where(static result => result.IsFailed).Select(static result => result.Error!.Code));
        Assert.Equal(1, (await store.Blocks.RemoveManyAsync(keys, RemoveOptions.Forced, Stop)).SuccessCount);
        Assert.Empty(await store.Raw.RemoveManyAsync([], cancellationToken: Stop));
        Assert.Equal(
            1, (await store.Raw.RemoveManyAsync(["block/model/003/0000000000000002", "none"], RemoveOptions.Forced, Stop)).SuccessCount);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task ReplaceMany_ChangesEach(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        (await store.Blocks.PutManyAsync([Block.Numbered(1), Block.Numbered(2)], cancellationToken: Stop)).ThrowIfFailed();

        StoreBatch replaced = await store.Blocks.ReplaceManyAsync(
            [Block.Numbered(1, 5), Block.Numbered(3), new Block("\ud800", 1, 1, default)], cancellationToken: Stop);
        StoreBatch raw = await store.Raw.ReplaceManyAsync(
            [new("k", new byte[1]), new("k", new byte[2]), new("l", default)], new ReplaceOptions { Put = new PutOptions { TimeToLive = TimeSpan.FromHours(1) } }, Stop);

        Assert.Equal([null, null, StoreErrorCode.KeyNotEncodable], replaced.Select(static result => result.Error?.Code));
        Assert.True(Block.Numbered(1, 5).IsSameAs((await store.Blocks.GetAsync("model", 3, 1, Stop)).GetValueOrThrow()));
        Assert.Equal([null, null, StoreErrorCode.EmptyObject], raw.Select(static result => result.Error?.Code));
        Assert.Equal(2, (await store.Raw.SizeOfAsync("k", Stop)).GetValueOrThrow());
        Assert.NotNull((await store.Raw.GetExpiryAsync("k", Stop)).GetValueOrThrow());
        CapabilityStore.AssertNothingRented(store);
    }

    [Theory]
    [MemberData(nameof(Latencies))]
    public async Task ReplaceMany_OnAnEngineWithoutConditionalWrites_RemovesAndPuts(bool hasLatency)
    {
        await using MooncakeStore store = await CapabilityStore.OpenPlainAsync(hasLatency);
        (await store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop)).ThrowIfFailed();

        (await store.Blocks.ReplaceManyAsync([Block.Numbered(1, 5), Block.Numbered(2)], cancellationToken: Stop)).ThrowIfFailed();

        Assert.True(Block.Numbered(1, 5).IsSameAs((await store.Blocks.GetAsync("model", 3, 1, Stop)).GetValueOrThrow()));
    }

    [Fact]
    public async Task Lists_WithMisuse_Throw()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);

        await Assert.ThrowsAsync<ArgumentNullException>(() => store.Blocks.RemoveManyAsync(null!, cancellationToken: Stop).AsTask());
        await Assert.ThrowsAsync<ArgumentNullException>(() => store.Blocks.ReplaceManyAsync(null!, cancellationToken: Stop).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => store.Blocks.ReplaceManyAsync([null!], cancellationToken: Stop).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => store.Raw.RemoveManyAsync([""], cancellationToken: Stop).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(
            () => store.Raw.ReplaceManyAsync([new("", new byte[1])], cancellationToken: Stop).AsTask());
    }

    [Fact]
    public async Task RemoveMany_ThatHangs_IsAnsweredByItsDeadline()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        await store.PutAllAsync(["a"]);

        Task<StoreBatch> removing = store.Raw.RemoveManyAsync([PipelineStore.Held, "a"], cancellationToken: Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(new MooncakeStoreOptions().OperationTimeout);
        StoreBatch removed = await removing.WaitAsync(PipelineStore.Patience, Stop);

        Assert.Equal([WriteOutcome.Unknown, WriteOutcome.NotApplied], removed.Select(static result => result.Error!.Outcome));
        Assert.All(removed, static result => Assert.Equal(StoreErrorCode.Timeout, result.Error!.Code));
    }

    [Fact]
    public async Task RemoveMany_CanceledWhileOneIsUnderWay_SaysThatTheOutcomeIsUnknown()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        using CancellationTokenSource cancel = new();

        Task<StoreBatch> removing = store.Raw.RemoveManyAsync([PipelineStore.Held, "a"], cancellationToken: cancel.Token).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => removing);

        Assert.Equal((StoreOperation.Remove, WriteOutcome.Unknown, cancel.Token), (canceled.Operation, canceled.Outcome, canceled.CancellationToken));
    }

    [Fact]
    public async Task ConditionalPut_CanceledInTheQueue_DidNothing_AndGivesItsBufferBack()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        store.HoldLanes();
        using CancellationTokenSource cancel = new();

        Task<StoreResult> put = store.Raw.PutAsync("a", new byte[100], new PutOptions { IfExists = IfExists.Replace }, cancel.Token).AsTask();
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => put);

        Assert.Equal(WriteOutcome.NotApplied, canceled.Outcome);
        Assert.Equal(0, store.Calls.Count(StoreCalls.PutIf).Calls);
    }

    [Fact]
    public async Task ConditionalPut_ThatHangs_IsAnsweredByItsDeadline_AndKeepsItsBufferUntilTheCallReturns()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();

        Task<StoreResult> put = store.Raw.PutAsync(PipelineStore.Held, new byte[100], new PutOptions { IfExists = IfExists.Fail }, Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(new MooncakeStoreOptions().OperationTimeout);
        StoreResult result = await put.WaitAsync(PipelineStore.Patience, Stop);

        Assert.Equal((StoreErrorCode.Timeout, WriteOutcome.Unknown, PipelineStore.Held), (result.Error!.Code, result.Error.Outcome, result.Error.Key));
        Assert.Equal(1, store.RentedBuffers);
    }

    [Fact]
    public async Task ConditionalPutFrom_ThatHangs_HoldsOnToTheCallersMemory()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        RegisteredBuffer buffer = (await store.Store.Buffers.AllocateAsync(100, Stop)).GetValueOrThrow();

        Task<StoreResult> put = store.Raw.PutFromAsync(PipelineStore.Held, buffer.Slice(0, 10), new PutOptions { IfExists = IfExists.Fail }, Stop).AsTask();
        Assert.True(store.Gate.WaitForWaiting(1, PipelineStore.Patience));
        buffer.Dispose();
        Assert.Equal(0, store.Calls.Count(StoreCalls.UnregisterBuffer).Calls);
        store.Gate.Open();

        Assert.Equal(StoreResult.Done, await put);
        await buffer.DisposeAsync();
        Assert.Equal(1, store.Calls.Count(StoreCalls.UnregisterBuffer).Calls);
    }

    [Fact]
    public async Task ThrowIfFailed_NamesTheFirstItemAndHowManyFailed()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        StoreBatch put = await store.Raw.PutManyAsync(
            [new("a", new byte[1]), new("b", default), new("c", default)], cancellationToken: Stop);
        StoreBatch<byte[]> got = await store.Raw.GetManyAsync(["a", "none", "\ud800"], Stop);

        StoreException putting = Assert.Throws<StoreException>(put.ThrowIfFailed);
        StoreException getting = Assert.Throws<StoreException>(got.ThrowIfFailed);

        Assert.StartsWith(
            "2 of 3 items failed. The first is item 1 (counted from 0): Put of 'b' failed:", putting.Message, StringComparison.Ordinal);
        Assert.Same(put.FirstError, putting.Error);
        Assert.StartsWith("1 of 3 items failed. The first is item 2", getting.Message, StringComparison.Ordinal);
        (await store.Raw.GetManyAsync(["a", "none"], Stop)).ThrowIfFailed();
        default(StoreBatch).ThrowIfFailed();
    }
}
