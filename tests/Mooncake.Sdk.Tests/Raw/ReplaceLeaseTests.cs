using Mooncake.Testing;

namespace Mooncake.Raw;

/// <summary>Replacements of objects that a reader holds a lease on, on a clock that the test moves.</summary>
public sealed class ReplaceLeaseTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly ManualTimeProvider _clock = new();
    private CountingBackend? _calls;

    public void Dispose() => _calls?.Dispose();

    [Theory]
    [InlineData("get")]
    [InlineData("lease")]
    [InlineData("exists")]
    [InlineData("size")]
    [InlineData("list")]
    public async Task Replace_AfterARead_OnTheEmbeddedEngine_Replaces(string read)
    {
        await using MooncakeStore store = await OpenAsync(isBehindADecorator: false);
        Block old = Block.Numbered(1, 1000);
        (await store.Blocks.PutAsync(old, cancellationToken: Stop)).ThrowIfFailed();
        for (int round = 0; round < 3; round++)
        {
            await ReadAsync(store, read);
            Assert.Equal(StoreResult.Done, await store.Blocks.ReplaceAsync(Block.Numbered(1, 2000 + round), cancellationToken: Stop));
            await ReadAsync(store, read);
            Assert.Equal(StoreResult.Done, await store.Blocks.ReplaceAsync(Block.Numbered(1, 3000 + round), ReplaceOptions.Forced, Stop));
            Assert.Equal(3000 + round, (await store.Blocks.GetAsync("model", 3, 1, Stop)).GetValueOrThrow().Payload.Length);
        }
    }

    [Fact]
    public async Task Replace_WhileAReaderHoldsTheValue_LeavesItsBytes()
    {
        await using MooncakeStore store = await OpenAsync(isBehindADecorator: false);
        (await store.Blocks.PutAsync(Block.Numbered(1, 100_000), cancellationToken: Stop)).ThrowIfFailed();
        using StoreLease<Block> lease = (await store.Blocks.GetLeaseAsync("model", 3, 1, Stop)).GetValueOrThrow();
        byte[] before = lease.Value.Payload.ToArray();
        for (int i = 0; i < 200; i++)
        {
            (await store.Blocks.ReplaceAsync(Block.Numbered(1, 100_000 + i), cancellationToken: Stop)).ThrowIfFailed();
        }

        Assert.Equal(before, lease.Value.Payload.ToArray());
    }

    [Fact]
    public async Task Replace_OfAHardPinnedObjectWithALease_OnTheEmbeddedEngine_Replaces()
    {
        await using MooncakeStore store = await OpenAsync(isBehindADecorator: false);
        ReplaceOptions pinned = new() { Put = new PutOptions { HardPin = true } };
        (await store.Raw.PutAsync("k", new byte[1], pinned.Put, Stop)).ThrowIfFailed();
        Assert.Equal(StoreResult.Found, await store.Raw.ExistsAsync("k", Stop));
        Assert.Equal(StoreResult.Done, await store.Raw.ReplaceAsync("k", new byte[2], pinned, Stop));
        Assert.Equal(2, (await store.Raw.SizeOfAsync("k", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Replace_InTwoSteps_WaitsUntilTheLeaseEnds()
    {
        await using MooncakeStore store = await OpenLeasedAsync(TimeSpan.FromSeconds(15));
        Task<StoreResult> replacement = store.Raw.ReplaceAsync("k", new byte[2], cancellationToken: Stop).AsTask();
        MoveUntilDone(store, replacement);
        Assert.Equal(StoreResult.Done, await replacement);
        Assert.True(_clock.Elapsed >= TimeSpan.FromSeconds(3));
        Assert.Equal(2, (await store.Raw.SizeOfAsync("k", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Replace_InTwoStepsAndForced_DoesNotWait()
    {
        await using MooncakeStore store = await OpenLeasedAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(StoreResult.Done, await store.Raw.ReplaceAsync("k", new byte[2], ReplaceOptions.Forced, Stop));
        Assert.Equal(2, (await store.Raw.SizeOfAsync("k", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Replace_InTwoSteps_WhoseWaitIsTooShort_SaysWhatCanBeDone()
    {
        Assert.SkipUnless(StoreUnderTest.IsInPlace, "On a lane, the timeout can come while a call is under way.");
        await using MooncakeStore store = await OpenLeasedAsync(TimeSpan.FromSeconds(1));
        Task<StoreResult> replacement = store.Raw.ReplaceAsync("k", new byte[2], cancellationToken: Stop).AsTask();
        MoveUntilDone(store, replacement);
        StoreError error = (await replacement).Error!;
        Assert.Equal((StoreErrorCode.ObjectHasLease, StoreOperation.Replace, WriteOutcome.NotApplied, "k"), (error.Code, error.Operation, error.Outcome, error.Key));
        Assert.Contains("after 1 s", error.Cause, StringComparison.Ordinal);
        Assert.Contains("ReplaceOptions.Forced", error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("RemoveOptions", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await store.Raw.SizeOfAsync("k", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Replace_InTwoSteps_CancelledWhileItWaits_IsNotApplied()
    {
        await using MooncakeStore store = await OpenLeasedAsync(TimeSpan.FromSeconds(15));
        using CancellationTokenSource cancel = new();
        Task<StoreResult> replacement = store.Raw.ReplaceAsync("k", new byte[2], cancellationToken: cancel.Token).AsTask();
        Assert.True(SpinWait.SpinUntil(() => store.Session.Alarms.Count == 1, Patience));
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => replacement);
        Assert.Equal((StoreOperation.Replace, WriteOutcome.NotApplied), (canceled.Operation, canceled.Outcome));
    }

    private static async Task ReadAsync(MooncakeStore store, string read)
    {
        switch (read)
        {
            case "get":
                Assert.True((await store.Blocks.GetAsync("model", 3, 1, Stop)).IsFound);
                break;
            case "lease":
                (await store.Blocks.GetLeaseAsync("model", 3, 1, Stop)).GetValueOrThrow().Dispose();
                break;
            case "exists":
                Assert.Equal(StoreResult.Found, await store.Blocks.ExistsAsync("model", 3, 1, Stop));
                break;
            case "size":
                Assert.True((await store.Blocks.SizeOfAsync("model", 3, 1, Stop)).IsFound);
                break;
            default:
                Assert.True((await store.Blocks.GetManyAsync([new BlockKey("model", 3, 1), new BlockKey("model", 3, 1)], Stop)).IsSuccess);
                break;
        }
    }

    private Task<MooncakeStore> OpenAsync(bool isBehindADecorator, TimeSpan? timeout = null) => Stores.OpenAsync(options =>
    {
        options.TimeProvider = _clock;
        options.DecorateBackend = isBehindADecorator ? backend => _calls = new CountingBackend(new PlainBackend(backend)) : null;
        StoreUnderTest.SetLease(options, TimeSpan.FromSeconds(3));
        options.OperationTimeout = timeout ?? options.OperationTimeout;
    });

    /// <summary>A store that replaces as a cluster does, whose object <c>k</c> is under a lease of 3 s.</summary>
    private async Task<MooncakeStore> OpenLeasedAsync(TimeSpan timeout)
    {
        MooncakeStore store = await OpenAsync(isBehindADecorator: true, timeout);
        (await store.Raw.PutAsync("k", new byte[1], cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(StoreResult.Found, await store.Raw.ExistsAsync("k", Stop));
        return store;
    }

    /// <summary>Moves the clock whenever the operation has come to pause, and waits for its next try.</summary>
    private void MoveUntilDone(MooncakeStore store, Task operation)
    {
        while (!operation.IsCompleted)
        {
            Assert.True(SpinWait.SpinUntil(() => operation.IsCompleted || store.Session.Alarms.Count == 1, Patience));
            long before = Removals();
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            Assert.True(SpinWait.SpinUntil(() => operation.IsCompleted || Removals() > before, Patience));
        }
    }

    private long Removals() => _calls!.Count(StoreCalls.Remove).Calls;
}
