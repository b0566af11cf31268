using System.Buffers;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Disposing the caller's buffers waits for no call of the store library, unless it is awaited; and then not for ever.</summary>
public sealed class BufferDisposalTests
{
    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private readonly FaultGate _gate = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispose_UnregisteringHangs_ReturnsBefore()
    {
        await using PipelineStore store = await OpenAsync();
        RegisteredBuffer buffer = await AllocateAsync(store);
        await Task.Run(buffer.Dispose, Stop).WaitAsync(PipelineStore.Patience, Stop);
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        Assert.True(buffer.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => buffer.Whole);
        _gate.Open();
        await buffer.DisposeAsync();
        Assert.Null(buffer.ReleaseError);
    }

    [Fact]
    public async Task DisposeAsync_EndsWhenTheMemoryIsUnregistered()
    {
        await using PipelineStore store = await OpenAsync();
        RegisteredBuffer buffer = await AllocateAsync(store);
        Task disposal = buffer.DisposeAsync().AsTask();
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        Assert.False(disposal.IsCompleted);
        _gate.Open();
        await disposal.WaitAsync(PipelineStore.Patience, Stop);
        Assert.Equal((1, null), (store.Calls.Count(StoreCalls.UnregisterBuffer).Calls, buffer.ReleaseError));
    }

    [Fact]
    public async Task DisposeAsync_UnregisteringHangs_EndsInTimeAndSaysSo()
    {
        await using PipelineStore store = await OpenAsync();
        RegisteredBuffer buffer = await AllocateAsync(store);
        Task disposal = buffer.DisposeAsync().AsTask();
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Limit);
        await disposal.WaitAsync(PipelineStore.Patience, Stop);
        Assert.Equal((StoreErrorCode.Timeout, StoreOperation.Unregister), (buffer.ReleaseError!.Code, buffer.ReleaseError.Operation));
        _gate.Open();
        PipelineStore.WaitUntil(() => buffer.ReleaseError is null);
    }

    [Fact]
    public async Task DisposeAsync_OfABufferThatIsPinned_EndsWhenItIsLetGo()
    {
        await using PipelineStore store = await OpenAsync();
        RegisteredBuffer buffer = await AllocateAsync(store);
        MemoryHandle pin = buffer.Whole.Memory.Pin();
        Task disposal = buffer.DisposeAsync().AsTask();
        await Task.Run(pin.Dispose, Stop).WaitAsync(PipelineStore.Patience, Stop);
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        Assert.False(disposal.IsCompleted);
        _gate.Open();
        await disposal.WaitAsync(PipelineStore.Patience, Stop);
    }

    [Fact]
    public async Task Dispose_OfManyWhileOneHangs_TakesOneThread()
    {
        await using PipelineStore store = await OpenAsync();
        List<RegisteredBuffer> buffers = [];
        for (int i = 0; i < 5; i++)
        {
            buffers.Add(await AllocateAsync(store));
        }

        buffers.ForEach(static buffer => buffer.Dispose());
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        Assert.Equal(1, store.Calls.Count(StoreCalls.UnregisterBuffer).Calls);
        _gate.Open();
        PipelineStore.WaitUntil(() => store.Calls.Count(StoreCalls.UnregisterBuffer).Calls == 5);
    }

    [Fact]
    public async Task Close_WhileABufferIsUnregistered_WaitsForIt()
    {
        PipelineStore store = await OpenAsync();
        RegisteredBuffer buffer = await AllocateAsync(store);
        buffer.Dispose();
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        Task<StoreResult> closing = store.Store.CloseAsync().AsTask();
        PipelineStore.WaitUntil(() => store.Calls.Count(StoreCalls.UnregisterBuffer).Calls == 2);
        Assert.False(closing.IsCompleted);
        Assert.Equal(0, store.Calls.Count(StoreCalls.Dispose).Calls);
        _gate.Open();
        Assert.Equal(StoreResult.Done, await closing.WaitAsync(PipelineStore.Patience, Stop));
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Close_WhileUnregisteringHangs_IsBoundedAndSaysSo()
    {
        PipelineStore store = await OpenAsync();
        RegisteredBuffer buffer = await AllocateAsync(store);
        buffer.Dispose();
        Assert.True(_gate.WaitForWaiting(1, PipelineStore.Patience));
        Task<StoreResult> closing = store.Store.CloseAsync().AsTask();
        PipelineStore.WaitUntil(() =>
        {
            store.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return closing.IsCompleted;
        });
        StoreError error = (await closing).Error!;
        Assert.Equal((StoreErrorCode.Timeout, StoreOperation.Close), (error.Code, error.Operation));
        Assert.Contains("1 disposed buffers (RegisteredBuffer)", error.Message, StringComparison.Ordinal);
        _gate.Open();
        await buffer.DisposeAsync();
    }

    private Task<PipelineStore> OpenAsync() => PipelineStore.OpenAsync(new FaultRule(StoreCalls.UnregisterBuffer, Fault.Hang(_gate)) { LastCall = 1 });

    private static async Task<RegisteredBuffer> AllocateAsync(PipelineStore store) => (await store.Store.Buffers.AllocateAsync(4096, Stop)).GetValueOrThrow();
}
