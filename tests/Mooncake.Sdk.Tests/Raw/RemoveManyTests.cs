using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Raw;

/// <summary>
/// Removals of many objects, one of which a reader holds a lease on: what they count, and what their options do. On a clock that the test
/// moves.
/// </summary>
public sealed class RemoveManyTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly ManualTimeProvider _clock = new();
    private CountingBackend? _calls;

    /// <summary>Every removal of many, of the blocks of the model: one of each public method.</summary>
    private static readonly Dictionary<string, Func<MooncakeStore, RemoveOptions?, CancellationToken, ValueTask<StoreResult<StoreRemoval>>>> Removals = new()
    {
        ["raw prefix"] = static (store, options, stop) => store.Raw.RemoveByPrefixAsync("block/m", options, stop),
        ["raw regex"] = static (store, options, stop) => store.Raw.RemoveByRegexAsync("^block/", options, stop),
        ["raw all"] = static (store, options, stop) => store.Raw.RemoveAllAsync(options, stop),
        ["set prefix"] = static (store, options, stop) => store.Blocks.RemoveByPrefixAsync("model", 3, options, stop),
        ["set all"] = static (store, options, stop) => store.Blocks.RemoveAllAsync(options, stop),
        ["set key"] = static (store, options, stop) => store.Blocks.RemoveStartingWithAsync(new BlockKey("model", 0, 0), 1, options, stop),
    };

    public static TheoryData<string, bool> MethodsAndWays => new(
        from method in Removals.Keys from isDecorated in (bool[])[false, true] select (method, isDecorated));

    public void Dispose() => _calls?.Dispose();

    [Theory]
    [MemberData(nameof(MethodsAndWays))]
    public async Task Removal_CountsWhatItRemovesAndSkips(string method, bool isDecorated)
    {
        await using MooncakeStore store = await OpenLeasedAsync(isDecorated);
        Assert.Equal(new StoreRemoval(2, Skipped: 1), (await Removals[method](store, null, Stop)).GetValueOrThrow());
        Assert.Equal(new StoreRemoval(0, Skipped: 1), (await Removals[method](store, new RemoveOptions(), Stop)).GetValueOrThrow());
        Assert.Equal(new StoreRemoval(1, Skipped: 0), (await Removals[method](store, RemoveOptions.Forced, Stop)).GetValueOrThrow());
    }

    [Theory]
    [MemberData(nameof(MethodsAndWays))]
    public async Task Removal_ThatWaits_RemovesAllOnceTheLeaseHasEnded(string method, bool isDecorated)
    {
        await using MooncakeStore store = await OpenLeasedAsync(isDecorated);
        Task<StoreResult<StoreRemoval>> removal = Removals[method](store, RemoveOptions.Waiting, Stop).AsTask();
        MoveUntilDone(store, removal);
        Assert.Equal(new StoreRemoval(3, Skipped: 0), (await removal).GetValueOrThrow());
        Assert.True(_clock.Elapsed >= TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData(true, WriteOutcome.PartlyApplied, "Removed 2 objects; 1 more stayed leased until the operation timed out after 1 s.")]
    [InlineData(false, WriteOutcome.NotApplied, "Removed 0 objects; 1 more stayed leased until the operation timed out after 1 s.")]
    public async Task Removal_WhoseWaitIsTooShort_SaysWhatWasRemoved(bool removesOthers, WriteOutcome outcome, string cause)
    {
        Assert.SkipUnless(StoreUnderTest.IsInPlace, "On a lane, the timeout can come while a call is under way.");
        await using MooncakeStore store = await OpenLeasedAsync(timeout: TimeSpan.FromSeconds(1));
        Task<StoreResult<StoreRemoval>> removal = store.Raw.RemoveByPrefixAsync(removesOthers ? "block/" : KeyOf(1), RemoveOptions.Waiting, Stop).AsTask();
        MoveUntilDone(store, removal);
        StoreError error = (await removal).Error!;
        Assert.Equal(
            (StoreErrorCode.ObjectHasLease, StoreOperation.Remove, outcome, null), (error.Code, error.Operation, error.Outcome, error.Key));
        Assert.Equal(cause, error.Cause);
        Assert.Contains("RemoveOptions.Forced", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removal_CancelledWhileItWaits_IsPartlyApplied()
    {
        await using MooncakeStore store = await OpenLeasedAsync();
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<StoreResult<StoreRemoval>> removal = store.Blocks.RemoveAllAsync(RemoveOptions.Waiting, cancel.Token).AsTask();
        Assert.True(SpinWait.SpinUntil(() => store.Session.Alarms.Count == 1, Patience));
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => removal);
        Assert.Equal((StoreOperation.Remove, WriteOutcome.PartlyApplied, cancel.Token), (canceled.Operation, canceled.Outcome, canceled.CancellationToken));
        Assert.Contains("waited for leases", canceled.Message, StringComparison.Ordinal);
        Assert.Equal(StoreResult.Found, await store.Blocks.ExistsAsync("model", 3, 1, Stop));
        Assert.Equal(StoreResult.Missing, await store.Blocks.ExistsAsync("model", 3, 2, Stop));
    }

    [Fact]
    public async Task Removal_ThatFailsAfterItHasWaited_IsPartlyApplied()
    {
        FaultRule second = new(StoreCalls.RemoveByPrefix, Fault.Fail(StoreErrorCode.ObjectReplicaBusy)) { FirstCall = 2 };
        await using MooncakeStore store = await OpenLeasedAsync(
            isDecorated: true, decorate: backend => new FaultBackend(backend, new FaultPlan(1, second)));
        Task<StoreResult<StoreRemoval>> removal = store.Raw.RemoveByPrefixAsync("block/", RemoveOptions.Waiting, Stop).AsTask();
        MoveUntilDone(store, removal);
        StoreError error = (await removal).Error!;
        Assert.Equal((StoreErrorCode.ObjectReplicaBusy, WriteOutcome.PartlyApplied), (error.Code, error.Outcome));
        Assert.StartsWith("Removed 2 objects, then failed: ", error.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(MethodsAndWays))]
    public async Task Removal_OnAnEngineThatDoesNotCountLeases_LeavesTheNumberOutAndCannotWait(string method, bool isDecorated)
    {
        await using MooncakeStore store = await OpenLeasedAsync(isDecorated, decorate: static backend => new PlainBackend(backend));
        StoreError error = (await Removals[method](store, RemoveOptions.Waiting, Stop)).Error!;
        Assert.Equal((StoreErrorCode.EngineLacksCapability, WriteOutcome.NotApplied), (error.Code, error.Outcome));
        Assert.Contains("RemoveOptions.Forced", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(new StoreRemoval(2, Skipped: null), (await Removals[method](store, null, Stop)).GetValueOrThrow());
        Assert.Equal(new StoreRemoval(1, Skipped: null), (await Removals[method](store, RemoveOptions.Forced, Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Removal_WithForceAndWaiting_DoesNotWait()
    {
        await using MooncakeStore store = await OpenLeasedAsync();
        RemoveOptions both = new() { Force = true, WaitForLease = true };
        Assert.Equal(new StoreRemoval(3, Skipped: 0), (await store.Raw.RemoveAllAsync(both, Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Text_SaysRemovedAndSkipped()
    {
        await using MooncakeStore store = await OpenLeasedAsync();
        Assert.Equal("Removed 2, skipped 1", (await store.Raw.RemoveAllAsync(cancellationToken: Stop)).ToString());
        Assert.Equal("Removed 12345", StoreResult<StoreRemoval>.Found(new StoreRemoval(12345, null)).ToString());
    }

    private static string KeyOf(ulong id) => new BlockKey("model", 3, id).ToString();

    /// <summary>
    /// A store with three blocks, one of which is under a lease: of 3 s, or of a day where the timeout is to be reached first.
    /// </summary>
    private async Task<MooncakeStore> OpenLeasedAsync(
        bool isDecorated = false, TimeSpan? timeout = null, Func<StoreBackend, StoreBackend>? decorate = null)
    {
        MooncakeStore store = await Stores.OpenAsync(options =>
        {
            options.TimeProvider = _clock;
            options.DecorateBackend = backend =>
            {
                backend = decorate is null ? backend : decorate(backend);
                return isDecorated ? _calls = new CountingBackend(backend) : backend;
            };
            StoreUnderTest.SetLease(options, timeout is null ? TimeSpan.FromSeconds(3) : TimeSpan.FromDays(1));
            options.OperationTimeout = timeout ?? TimeSpan.FromDays(1);
        });
        Assert.Null((await store.Blocks.PutManyAsync([Block.Numbered(1), Block.Numbered(2), Block.Numbered(3)], cancellationToken: Stop)).FirstError);
        Assert.Equal(StoreResult.Found, await store.Blocks.ExistsAsync("model", 3, 1, Stop));
        return store;
    }

    /// <summary>
    /// Moves the clock whenever the removal pauses, by the longest pause that there is. It may move more often than the removal tries, so a
    /// timeout is far away or meant to be reached.
    /// </summary>
    private void MoveUntilDone(MooncakeStore store, Task removal)
    {
        while (!removal.IsCompleted)
        {
            Assert.True(SpinWait.SpinUntil(() => removal.IsCompleted || store.Session.Alarms.Count == 1, Patience));
            _clock.Advance(TimeSpan.FromMilliseconds(500));
        }
    }
}
