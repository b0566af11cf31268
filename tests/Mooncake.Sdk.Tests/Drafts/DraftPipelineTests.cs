using Mooncake.Pipeline;
using Mooncake.Testing;

namespace Mooncake.Drafts;

/// <summary>Drafts that go through lanes: their memory stays rented until no native call uses it, whatever the caller is told.</summary>
public sealed class DraftPipelineTests
{
    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_NativeCallHangs_IsAnsweredAtTheDeadlineAndKeepsTheMemory()
    {
        await using PipelineStore store = await OpenHangingAsync();
        StoreDraft<Block, byte> draft = await DraftAsync(store, 1);
        Task<StoreResult> put = draft.PutAsync(cancellationToken: Stop).AsTask();
        Assert.True(store.Faults.HangGate.WaitForWaiting(1, PipelineStore.Patience));

        store.Clock.Advance(Limit);
        StoreError error = (await put.WaitAsync(PipelineStore.Patience, Stop)).Error!;
        draft.Dispose();

        Assert.Equal((StoreErrorCode.Timeout, WriteOutcome.Unknown), (error.Code, error.Outcome));
        Assert.Equal(1, store.RentedBuffers);
        store.Faults.HangGate.Open();
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0);
    }

    [Fact]
    public async Task Put_CancelledWhileItsCallHangs_KeepsTheMemory()
    {
        using CancellationTokenSource cancel = new();
        await using PipelineStore store = await OpenHangingAsync();
        using StoreDraft<Block, byte> draft = await DraftAsync(store, 1);
        Task<StoreResult> put = draft.PutAsync(cancellationToken: cancel.Token).AsTask();
        Assert.True(store.Faults.HangGate.WaitForWaiting(1, PipelineStore.Patience));

        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => put.WaitAsync(PipelineStore.Patience, Stop));

        Assert.Equal((WriteOutcome.Unknown, 1), (canceled.Outcome, store.RentedBuffers));
        store.Faults.HangGate.Open();
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0);
    }

    [Fact]
    public async Task PutMany_NativeCallHangs_FailsAllAtTheDeadlineAndKeepsTheMemory()
    {
        await using PipelineStore store = await OpenHangingAsync();
        StoreDraft<Block, byte>[] drafts = [await DraftAsync(store, 1), await DraftAsync(store, 2), await DraftAsync(store, 3)];
        Task<StoreBatch> put = store.Store.Blocks.PutManyAsync(drafts, cancellationToken: Stop).AsTask();
        Assert.True(store.Faults.HangGate.WaitForWaiting(1, PipelineStore.Patience));

        store.Clock.Advance(Limit);
        StoreBatch results = await put.WaitAsync(PipelineStore.Patience, Stop);
        Array.ForEach(drafts, static draft => draft.Dispose());

        Assert.All(results, static result => Assert.Equal(StoreErrorCode.Timeout, result.Error!.Code));
        Assert.Equal("block/model/003/0000000000000002", results[1].Error!.Key);
        Assert.Equal(3, store.RentedBuffers);
        store.Faults.HangGate.Open();
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0);
    }

    [Fact]
    public async Task PutMany_MoreThanOneCall_IsSplitAndStored()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        Block[] blocks = [.. Enumerable.Range(0, 600).Select(static i => Block.Numbered((ulong)i))];
        StoreDraft<Block, byte>[] drafts = await Task.WhenAll(blocks.Select(block => DraftAsync(store, block.Id, block.Payload.Length)));
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i].Payload.CopyTo(drafts[i].Payload);
        }

        store.Calls.Reset();
        StoreBatch put = await store.Store.Blocks.PutManyAsync(drafts, cancellationToken: Stop);

        Assert.Equal((600, 2), (put.SuccessCount, store.Calls.Count(StoreCalls.BatchPutFrom).Calls));
        StoreBatch<Block> read = await store.Store.Blocks.GetManyAsync([.. blocks.Select(static block => BlockKey.Of(in block))], Stop);
        Assert.All(read.Zip(blocks), static pair => Assert.True(pair.First.GetValueOrThrow().IsSameAs(pair.Second)));
    }

    [Theory]
    [InlineData(StorePath.InPlace)]
    [InlineData(StorePath.Buffers)]
    [InlineData(StorePath.Pipeline)]
    public async Task PutMany_OneCannotBeWritten_FailsAlone(StorePath path)
    {
        await using MooncakeStore store = await Capabilities.CapabilityStore.OpenAsync(path);
        Tensor tensor = new("a", null, null, default, null, default);
        StoreDraft<Tensor, float>[] drafts =
        [
            (await store.Tensors.CreateDraftAsync(tensor, 1, Stop)).GetValueOrThrow(),
            (await store.Tensors.CreateDraftAsync(tensor with { Name = "b" }, 1, Stop)).GetValueOrThrow(),
            (await store.Tensors.CreateDraftAsync(tensor with { Name = "c" }, 1, Stop)).GetValueOrThrow(),
        ];
        drafts[1].Value = drafts[1].Value with { Note = new string('n', 1000) };

        StoreBatch put = await store.Tensors.PutManyAsync(drafts, cancellationToken: Stop);

        Assert.Equal((2, StoreErrorCode.BufferTooSmall), (put.SuccessCount, put[1].Error!.Code));
        Assert.True((await store.Tensors.ExistsAsync("c", Stop)).IsFound && (await store.Tensors.ExistsAsync("b", Stop)).IsMissing);
        Capabilities.CapabilityStore.AssertNothingRented(store);
    }

    [Theory]
    [InlineData(StorePath.InPlace)]
    [InlineData(StorePath.Pipeline)]
    public async Task PutMany_WithTimeToLive_StoresAll(StorePath path)
    {
        await using MooncakeStore store = await Capabilities.CapabilityStore.OpenAsync(path);
        StoreDraft<Block, byte>[] drafts = await Task.WhenAll(Enumerable.Range(0, 5).Select(async i =>
            (await store.Blocks.CreateDraftAsync("model", 3, (ulong)i, 10, Stop)).GetValueOrThrow()));
        (await store.Blocks.PutManyAsync(drafts, new PutOptions { TimeToLive = TimeSpan.FromHours(1) }, Stop)).ThrowIfFailed();
        Assert.NotNull((await store.Blocks.GetExpiryAsync("model", 3, 4, Stop)).GetValueOrThrow());
        Capabilities.CapabilityStore.AssertNothingRented(store);
    }

    [Fact]
    public async Task PutMany_OneDraftTwice_ThrowsAndLeavesAllOpen()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        using StoreDraft<Block, byte> first = await DraftAsync(store, 1);
        using StoreDraft<Block, byte> second = await DraftAsync(store, 2);
        StoreSet<BlockKey, Block> blocks = store.Store.Blocks;
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await blocks.PutManyAsync([first, second, first], cancellationToken: Stop));
        Assert.True((await blocks.PutManyAsync([first, second], cancellationToken: Stop)).IsSuccess);
    }

    [Fact]
    public async Task PutMany_DraftOfAnotherStore_Throws()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync();
        await using PipelineStore other = await PipelineStore.OpenAsync();
        using StoreDraft<Block, byte> draft = await DraftAsync(other, 1);
        await Assert.ThrowsAsync<ArgumentException>(async () => await store.Store.Blocks.PutManyAsync([draft], cancellationToken: Stop));
    }

    [Fact]
    public async Task Put_StoreFullOnce_IsTriedAgain()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.Pipeline.RetryWhenFull = true,
            new FaultRule(StoreCalls.PutFrom | StoreCalls.BatchPutFrom, Fault.FailItems(StoreErrorCode.NoAvailableHandle)) { LastCall = 1 });
        using StoreDraft<Block, byte> draft = await DraftAsync(store, 1);
        Task<StoreResult> put = draft.PutAsync(cancellationToken: Stop).AsTask();
        PipelineStore.WaitUntil(() => store.Pipeline.PausedCalls == 1);
        store.Clock.Advance(TimeSpan.FromMilliseconds(500));
        (await put).ThrowIfFailed();
    }

    [Fact]
    public async Task PutMany_StoreFullOnce_IsTriedAgain()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.Pipeline.RetryWhenFull = true,
            new FaultRule(StoreCalls.BatchPutFrom, Fault.FailItems(StoreErrorCode.NoAvailableHandle)) { LastCall = 1 });
        using StoreDraft<Block, byte> first = await DraftAsync(store, 1);
        using StoreDraft<Block, byte> second = await DraftAsync(store, 2);
        Assert.Equal(2, (await store.Store.Blocks.PutManyAsync([first, second], cancellationToken: Stop)).SuccessCount);
    }

    private static Task<PipelineStore> OpenHangingAsync() => PipelineStore.OpenAsync(
        new FaultRule(StoreCalls.PutFrom | StoreCalls.BatchPutFrom, Fault.Hang()));

    private static async Task<StoreDraft<Block, byte>> DraftAsync(PipelineStore store, ulong id, int length = 100) =>
        (await store.Store.Blocks.CreateDraftAsync("model", 3, id, length, Stop)).GetValueOrThrow();
}
