using Mooncake.Buffers;
using Mooncake.Operations;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Lists and streams that go through lanes: one batch is made while another is under way, and a caller that stops leaves nothing behind.</summary>
public sealed class ListTests
{
    private const int ThreeBatches = (2 * BatchLimits.Items) + 1;

    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Reading[] Readings => [.. Enumerable.Range(0, ThreeBatches).Select(static i => new Reading(i, i, i))];

    [Fact]
    public async Task PutMany_WhileABatchIsUnderWay_WritesTheNextOne()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.BatchPutFrom, Fault.Hang(gate)));
        Task<StoreBatch> put = store.Store.Readings.PutManyAsync(Readings, cancellationToken: Stop).AsTask();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));

        // The second batch is written and waits for the only lane; the third is not begun, so that two buffers are enough for any number.
        PipelineStore.WaitUntil(() => store.Pipeline.QueueDepth == 1);
        Assert.Equal((2, 1), (store.RentedBuffers, store.Calls.Count(StoreCalls.BatchPutFrom).Calls));
        gate.Open();
        Assert.Equal(ThreeBatches, (await put).SuccessCount);
        Assert.Equal((3, ThreeBatches), (store.Calls.Count(StoreCalls.BatchPutFrom).Calls, store.Calls.Count(StoreCalls.BatchPutFrom).Items));
    }

    [Fact]
    public async Task Lists_LargerThanThePool_AreCutSoThatTheirCallsFit()
    {
        const int Size = 6000;
        await using PipelineStore store = await PipelineStore.OpenAsync(static options =>
        {
            options.Pipeline.Lanes = 2;
            options.BufferPool = new BufferPoolOptions { SlabBytes = 128 << 10, MaxBytes = 256 << 10, Poison = true };
        });
        string[] keys = [.. Enumerable.Range(0, 300).Select(static i => $"k{i}")];
        KeyValuePair<string, ReadOnlyMemory<byte>>[] values =
            [.. keys.Select(static key => KeyValuePair.Create(key, (ReadOnlyMemory<byte>)PipelineStore.ValueOf(key, Size)))];
        StoreBatch put = await store.Raw.PutManyAsync(values, cancellationToken: Stop).AsTask().WaitAsync(PipelineStore.Patience, Stop);
        StoreBatch<byte[]> got = await store.Raw.GetManyAsync(keys, Stop).AsTask().WaitAsync(PipelineStore.Patience, Stop);
        Assert.Null(put.FirstError);
        Assert.Null(got.FirstError);
        Assert.All(keys.Zip(got), static pair => Assert.Equal(PipelineStore.ValueOf(pair.First, Size), pair.Second.GetValueOrThrow()));
        Assert.Equal(0, store.RentedBuffers);
    }

    [Fact]
    public async Task GetMany_WhileABatchIsUnderWay_ReadsTheOneBefore()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(
            new FaultRule(StoreCalls.BatchGetInto, Fault.Hang(gate)) { FirstCall = 2, LastCall = 2 });
        Assert.Equal(ThreeBatches, (await store.Store.Readings.PutManyAsync(Readings, cancellationToken: Stop)).SuccessCount);
        ReadingKey[] keys = [.. Readings.Select(static reading => ReadingKey.Of(in reading))];
        Task<StoreBatch<Reading>> get = store.Store.Readings.GetManyAsync(keys, Stop).AsTask();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));

        // The first batch is read and its buffer given back, or the third would not be on its way while the second hangs.
        PipelineStore.WaitUntil(() => store.Pipeline.QueueDepth == 1);
        Assert.Equal(2, store.RentedBuffers);
        gate.Open();
        Assert.Equal(Readings, (await get).Select(static result => result.GetValueOrThrow()));
    }

    [Fact]
    public async Task PutMany_WithABatchThatHangs_FailsThatBatchAndWhatWasNotBegun()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.Pipeline.Lanes = 2,
            new FaultRule(StoreCalls.BatchPutFrom, Fault.Hang()) { KeyFilter = StoreKeyFilters.Exactly(ReadingKey.Of(in Readings[0]).ToString()) });
        Task<StoreBatch> put = store.Store.Readings.PutManyAsync(Readings, cancellationToken: Stop).AsTask();
        Assert.True(store.Faults.HangGate.WaitForWaiting(1, PipelineStore.Patience));

        // The other lane comes to this only after the second batch.
        PipelineStore.WaitUntil(() => store.Calls.Count(StoreCalls.BatchPutFrom).Calls == 2);
        Assert.True((await store.Raw.ExistsAsync("none", Stop)).IsMissing);
        store.Clock.Advance(Limit);
        StoreBatch result = await put.WaitAsync(PipelineStore.Patience, Stop);

        StoreResult[] hung = [.. result.Take(BatchLimits.Items)];
        Assert.All(
            hung, static item => Assert.Equal((StoreErrorCode.Timeout, WriteOutcome.Unknown), (item.Error!.Code, item.Error.Outcome)));
        Assert.All(result.Skip(BatchLimits.Items).Take(BatchLimits.Items), static item => Assert.Equal(StoreResult.Done, item));
        StoreError notBegun = Assert.Single(result.Skip(2 * BatchLimits.Items)).Error!;
        Assert.Equal((StoreErrorCode.Timeout, WriteOutcome.NotApplied), (notBegun.Code, notBegun.Outcome));
    }

    [Fact]
    public async Task GetStream_ListenerStopsWhileABatchIsUnderWay_LeavesNothingBehind()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.BatchGetInto, Fault.Hang(gate)) { FirstCall = 2 });
        Task stopping = StopAfterTheFirstAsync(store);
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        gate.Open();
        await stopping.WaitAsync(PipelineStore.Patience, Stop);
        Assert.Equal((0, 0), (store.RentedBuffers, store.Pipeline.QueueDepth));

        static async Task StopAfterTheFirstAsync(PipelineStore store)
        {
            await foreach (StoreResult<Reading> result in store.Store.Readings.GetManyAsync(KeysAsync(), Stop))
            {
                Assert.True(result.IsMissing);
                break;
            }
        }
    }

    [Fact]
    public async Task GetStream_CancelledWhileABatchIsUnderWay_LeavesNothingBehind()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.BatchGetInto, Fault.Hang(gate)));
        using CancellationTokenSource cancel = new();
        Task reading = ReadAllAsync(store, cancel.Token);
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(PipelineStore.Patience, Stop));
        gate.Open();
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0);

        static async Task ReadAllAsync(PipelineStore store, CancellationToken token)
        {
            await foreach (StoreResult<Reading> result in store.Store.Readings.GetManyAsync(KeysAsync(), token))
            {
                Assert.Fail($"The first batch hangs: {result}");
            }
        }
    }

    private static async IAsyncEnumerable<ReadingKey> KeysAsync()
    {
        for (int i = 0; i < ThreeBatches; i++)
        {
            await Task.CompletedTask;
            yield return new ReadingKey(i);
        }
    }
}
