using Mooncake.Buffers;
using Mooncake.Operations;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>A list has one deadline, which all of its steps share: each batch, each retry, and each wait for a buffer.</summary>
public sealed class ListDeadlineTests
{
    private const int ThreeBatches = (2 * BatchLimits.Items) + 1;

    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;
    private static readonly TimeSpan Part = TimeSpan.FromSeconds(10);

    private static readonly string[] Keys = [.. Enumerable.Range(0, ThreeBatches).Select(static i => $"k{i}")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("put")]
    [InlineData("get")]
    [InlineData("exists")]
    [InlineData("put from")]
    [InlineData("get into")]
    public async Task List_WithASlowBatch_GivesThoseAfterItWhatIsLeft(string list)
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.Batches, Fault.Hang(gate)));
        await using RegisteredBuffer buffer = (await store.Store.Buffers.AllocateAsync(ThreeBatches, Stop)).GetValueOrThrow();
        Task<StoreError?[]> running = RunAsync(store, list, buffer);
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Part);
        gate.ReleaseWaiting();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Limit - Part - TimeSpan.FromTicks(1));
        Assert.False(running.IsCompleted);
        store.Clock.Advance(TimeSpan.FromTicks(1));
        StoreError?[] errors = await running.WaitAsync(PipelineStore.Patience, Stop);
        gate.Open();

        bool writes = list.StartsWith("put", StringComparison.Ordinal);
        Assert.All(errors.Take(BatchLimits.Items), Assert.Null);
        Assert.All(
            errors.Skip(BatchLimits.Items).Take(BatchLimits.Items),
            error => Assert.Equal((StoreErrorCode.Timeout, writes ? WriteOutcome.Unknown : WriteOutcome.NotAWrite), (error!.Code, error.Outcome)));
        StoreError last = Assert.Single(errors.Skip(2 * BatchLimits.Items))!;
        Assert.Equal(
            (StoreErrorCode.Timeout, writes ? WriteOutcome.NotApplied : WriteOutcome.NotAWrite, RetryClass.AfterBackoff, Keys[^1]), (last.Code, last.Outcome, last.Retry, last.Key));
    }

    [Theory]
    [InlineData("put")]
    [InlineData("get")]
    [InlineData("exists")]
    [InlineData("put from")]
    [InlineData("get into")]
    public async Task List_WhoseTimeIsOver_BeginsNoOtherBatch(string list)
    {
        // Five batches: whatever is under way or prepared at the deadline, there are others.
        string[] keys = [.. Enumerable.Range(0, 5 * BatchLimits.Items).Select(static i => $"k{i}")];
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.Pipeline.MaxReplacedLanes = 0, new FaultRule(StoreCalls.Batches, Fault.Hang(gate)));
        await using RegisteredBuffer buffer = (await store.Store.Buffers.AllocateAsync(keys.Length, Stop)).GetValueOrThrow();
        store.Calls.Reset();
        Task<StoreError?[]> running = RunAsync(store, list, buffer, keys);
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Limit);
        StoreError?[] errors = await running.WaitAsync(PipelineStore.Patience, Stop);
        Assert.All(errors, static error => Assert.Equal(StoreErrorCode.Timeout, error!.Code));
        Assert.Contains("before the native call for this item started", errors[^1]!.Message, StringComparison.Ordinal);
        Assert.Contains("timeout=", errors[^1]!.Remedy, StringComparison.Ordinal);
        gate.Open();
        PipelineStore.WaitUntil(() => store.RentedBuffers == 0);
        Assert.Equal(1, store.Calls.Count(StoreCalls.Batches).Calls);
    }

    [Fact]
    public async Task GetMany_WhoseRetriesHang_EndsAtTheListsDeadline()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.BatchGetInto, Fault.Hang(gate)));
        await store.PutAllAsync(["a", "b"], 10_000);
        Task<StoreBatch<byte[]>> get = store.Raw.GetManyAsync(["a", "b"], Stop).AsTask();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Part);
        gate.ReleaseWaiting();

        // The objects are larger than their rooms, and are asked for once more.
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Limit - Part);
        StoreBatch<byte[]> got = await get.WaitAsync(PipelineStore.Patience, Stop);
        Assert.All(got, static result => Assert.Equal(StoreErrorCode.Timeout, result.Error!.Code));
        gate.Open();
    }

    [Fact]
    public async Task PutMany_IntoAStoreThatStaysFull_EndsAtTheListsDeadline()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.Pipeline.RetryWhenFull = true,
            new FaultRule(StoreCalls.BatchPutFrom, Fault.Hang(gate)) { LastCall = 1 },
            new FaultRule(StoreCalls.BatchPutFrom, Fault.FailItems(StoreErrorCode.NoAvailableHandle)));
        KeyValuePair<string, ReadOnlyMemory<byte>>[] items = [new("a", new byte[1]), new("b", new byte[1])];
        Task<StoreBatch> put = store.Raw.PutManyAsync(items, cancellationToken: Stop).AsTask();
        Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Part);
        gate.ReleaseWaiting();
        while (!put.IsCompleted)
        {
            PipelineStore.WaitUntil(() => put.IsCompleted || store.Pipeline.PausedCalls == 2);
            long before = store.Calls.Count(StoreCalls.BatchPutFrom).Items;
            store.Clock.Advance(TimeSpan.FromMilliseconds(500));
            PipelineStore.WaitUntil(() => put.IsCompleted || store.Calls.Count(StoreCalls.BatchPutFrom).Items >= before + 2);
        }

        Assert.All(await put, static result => Assert.Equal(WriteOutcome.NotApplied, result.Error!.Outcome));
        Assert.InRange(store.Clock.Elapsed, Limit - TimeSpan.FromSeconds(1), Limit + TimeSpan.FromSeconds(0.5));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task List_ThatFindsNoBuffers_WaitsForThemOnce(bool isConnected)
    {
        ManualTimeProvider clock = new();
        await using MooncakeStore store = await OpenSmallAsync(clock, isConnected);
        List<RentedBuffer> taken = TakeAll(store);
        Task<StoreBatch> put = store.Readings.PutManyAsync([.. Keys.Select(static (_, i) => new Reading(i, i, i))], cancellationToken: Stop).AsTask();
        PipelineStore.WaitUntil(() => store.Session.Pool.Statistics.Waiting == 1);
        clock.Advance(Limit);
        StoreBatch result = await put.WaitAsync(PipelineStore.Patience, Stop);
        Assert.Equal([StoreErrorCode.BufferPoolExhausted, StoreErrorCode.Timeout], result.Select(static item => item.Error!.Code).Distinct());
        Assert.All(result, static item => Assert.Equal(WriteOutcome.NotApplied, item.Error!.Outcome));
        taken.ForEach(static buffer => buffer.Return());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GetMany_ThatFindsNoBuffers_WaitsForThemOnce(bool isConnected)
    {
        ManualTimeProvider clock = new();
        await using MooncakeStore store = await OpenSmallAsync(clock, isConnected);
        List<RentedBuffer> taken = TakeAll(store);
        Task<StoreBatch<Reading>> get = store.Readings.GetManyAsync([.. Keys.Select(static (_, i) => new ReadingKey(i))], Stop).AsTask();
        PipelineStore.WaitUntil(() => store.Session.Pool.Statistics.Waiting == 1);
        clock.Advance(Limit);
        StoreBatch<Reading> result = await get.WaitAsync(PipelineStore.Patience, Stop);
        Assert.Equal([StoreErrorCode.BufferPoolExhausted, StoreErrorCode.Timeout], result.Select(static item => item.Error!.Code).Distinct());
        taken.ForEach(static buffer => buffer.Return());
    }

    [Fact]
    public async Task GetStream_WithSlowBatches_HasADeadlineForEach()
    {
        FaultGate gate = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(new FaultRule(StoreCalls.BatchGetInto, Fault.Hang(gate)));
        Task<int> reading = CountMissingAsync(store);
        for (int batch = 0; batch < 3; batch++)
        {
            Assert.True(gate.WaitForWaiting(1, PipelineStore.Patience));
            store.Clock.Advance(TimeSpan.FromSeconds(6));
            gate.ReleaseWaiting();
        }

        Assert.Equal(ThreeBatches, await reading.WaitAsync(PipelineStore.Patience, Stop));

        static async Task<int> CountMissingAsync(PipelineStore store)
        {
            int missing = 0;
            await foreach (StoreResult<Reading> result in store.Store.Readings.GetManyAsync(KeysAsync(), Stop))
            {
                missing += result.IsMissing ? 1 : 0;
            }

            return missing;
        }
    }

    private static Task<StoreError?[]> RunAsync(PipelineStore store, string list, RegisteredBuffer buffer) => RunAsync(store, list, buffer, Keys);

    private static async Task<StoreError?[]> RunAsync(PipelineStore store, string list, RegisteredBuffer buffer, string[] keys)
    {
        KeyValuePair<string, RegisteredMemory>[] memories = [.. keys.Select((key, i) => KeyValuePair.Create(key, buffer.Slice(i, 1)))];
        return list switch
        {
            "put" => ErrorsOf(await store.Raw.PutManyAsync([.. keys.Select(static key => KeyValuePair.Create(key, (ReadOnlyMemory<byte>)new byte[1]))], cancellationToken: Stop)),
            "get" => [.. (await store.Raw.GetManyAsync(keys, Stop)).Select(static result => result.Error)],
            "exists" => ErrorsOf(await store.Raw.ExistsManyAsync(keys, Stop)),
            "put from" => ErrorsOf(await store.Raw.PutManyFromAsync(memories, cancellationToken: Stop)),
            _ => [.. (await store.Raw.GetManyIntoAsync(memories, Stop)).Select(static result => result.Error)],
        };
    }

    private static StoreError?[] ErrorsOf(StoreBatch batch) => [.. batch.Select(static result => result.Error)];

    private static Task<MooncakeStore> OpenSmallAsync(ManualTimeProvider clock, bool isConnected) => Stores.OpenAsync(options =>
    {
        options.TimeProvider = clock;
        options.BufferPool = new BufferPoolOptions { SlabBytes = 256 << 10, MaxBytes = 256 << 10, Poison = true };
        options.DecorateBackend = isConnected ? backend => new LatencyBackend(backend, TimeSpan.Zero, clock) : static backend => new PlainBackend(backend);
    });

    private static List<RentedBuffer> TakeAll(MooncakeStore store)
    {
        List<RentedBuffer> taken = [];
        for (int size = 128 << 10; size > 0; size /= 2)
        {
            while (store.Session.Pool.TryRent(size, new RentalTag(StoreOperation.None, "test"), out RentedBuffer buffer, out _))
            {
                taken.Add(buffer);
            }
        }

        return taken;
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
