using Mooncake.Buffers;
using Mooncake.Pipeline;
using Mooncake.Testing;

namespace Mooncake.Session;

/// <summary>What a caller does after an operation runs on no thread of the SDK's, even where the caller asks for the thread that ends it.</summary>
public sealed class CallersContinuationTests
{
    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private readonly FaultGate _gate = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("list")]
    [InlineData("list of one")]
    [InlineData("replacement")]
    [InlineData("removal")]
    [InlineData("buffer")]
    [InlineData("get")]
    public async Task Continuation_AfterTheAnswer_RunsOnThePool(string operation)
    {
        await using PipelineStore store = await OpenAsync();
        Task<Thread> after = ThreadAfter(Start(store, operation));
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        _gate.Open();
        Assert.True((await after.WaitAsync(PipelineStore.Patience, Stop)).IsThreadPoolThread);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("list of one")]
    [InlineData("replacement")]
    [InlineData("removal")]
    [InlineData("buffer")]
    [InlineData("get")]
    public async Task Continuation_AfterTheDeadline_RunsOnThePool(string operation)
    {
        await using PipelineStore store = await OpenAsync();
        Task<Thread> after = ThreadAfter(Start(store, operation));
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Limit);
        Assert.True((await after.WaitAsync(PipelineStore.Patience, Stop)).IsThreadPoolThread);
        _gate.Open();
    }

    [Fact]
    public async Task Continuation_AfterAWaitForABuffer_RunsOnThePool()
    {
        await using MooncakeStore store = await Stores.OpenAsync(static options =>
        {
            options.BufferPool = new BufferPoolOptions { SlabBytes = 256 << 10, MaxBytes = 256 << 10, Poison = true };
            options.DecorateBackend = static backend => new PlainBackend(backend);
        });
        Assert.True(store.Session.Pool.TryRent(256 << 10, new RentalTag(StoreOperation.None, "test"), out RentedBuffer all, out _));
        Task<StoreResult> put = store.Raw.PutAsync("a", new byte[10_000], cancellationToken: Stop).AsTask();
        Assert.False(put.IsCompleted);
        Task<Thread> after = ThreadAfter(put);
        all.Return();
        Assert.True((await after.WaitAsync(PipelineStore.Patience, Stop)).IsThreadPoolThread);
    }

    private Task<PipelineStore> OpenAsync() => PipelineStore.OpenAsync(
        new FaultRule(StoreCalls.Objects, Fault.Hang(_gate)), new FaultRule(StoreCalls.RegisterBuffer, Fault.Hang(_gate)) { FirstCall = 2 });

    private static Task Start(PipelineStore store, string operation) => operation switch
    {
        "list" => store.Raw.ExistsManyAsync(["a", "b"], Stop).AsTask(),
        "list of one" => store.Raw.PutManyAsync([new("a", new byte[1])], cancellationToken: Stop).AsTask(),
        "replacement" => store.Raw.ReplaceAsync("a", new byte[1], cancellationToken: Stop).AsTask(),
        "removal" => store.Raw.RemoveAsync("a", RemoveOptions.Waiting, Stop).AsTask(),
        "buffer" => store.Store.Buffers.AllocateAsync(4096, Stop).AsTask(),
        _ => store.Raw.GetAsync("a", Stop).AsTask(),
    };

    /// <summary>The thread on which a continuation runs that is to run where its task ends.</summary>
    private static Task<Thread> ThreadAfter(Task task) =>
        task.ContinueWith(static _ => Thread.CurrentThread, Stop, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
