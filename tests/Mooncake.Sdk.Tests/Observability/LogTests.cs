using Microsoft.Extensions.Logging;
using Mooncake.Pipeline;
using Mooncake.Testing;

namespace Mooncake.Observability;

/// <summary>What the SDK logs, and when.</summary>
public sealed class LogTests
{
    private static readonly TimeSpan Limit = new MooncakeStoreOptions().OperationTimeout;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_ThatTakesLong_IsLoggedWithItsTime()
    {
        LogRecorder log = new();
        await using PipelineStore store = await OpenAsync(log);
        store.HoldLanes();
        store.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(log.Has(4));
        store.Gate.ReleaseWaiting();
        Assert.Equal((LogLevel.Warning, "A native Exists call took 2000 ms; objects: 1."), log.WaitFor(4));
    }

    [Fact]
    public async Task Call_ThatIsQuick_IsNotLogged()
    {
        LogRecorder log = new();
        await using (PipelineStore store = await OpenAsync(log))
        {
            Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsMissing);
        }

        Assert.True(log.Has(1));
        Assert.False(log.Has(4));
    }

    [Fact]
    public async Task Lane_ThatHangsAndReturns_IsLogged()
    {
        LogRecorder log = new();
        await using PipelineStore store = await OpenAsync(log);
        store.HoldLanes();
        store.Clock.Advance(Limit);
        Assert.Equal((LogLevel.Error, "A native call has not returned for 15000 ms; hung lanes: 1."), log.WaitFor(5));
        store.Gate.ReleaseWaiting();
        Assert.Equal(LogLevel.Information, log.WaitFor(6).Level);
    }

    [Fact]
    public async Task Object_ThatIsDamaged_IsLoggedWithItsKeyAndNoneOfItsBytes()
    {
        LogRecorder log = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(
            options => options.LoggerFactory = log, new FaultRule(StoreCalls.Gets, Fault.CorruptRead()));
        (await store.Store.Notes.PutAsync(new Note(7, "a text that is nobody's business"), cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await store.Store.Notes.GetAsync(7, Stop)).IsFailed);
        (LogLevel level, string text) = log.WaitFor(3);
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains("note/7", text, StringComparison.Ordinal);
        Assert.DoesNotContain("business", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Master_GoneAndBack_IsLogged()
    {
        LogRecorder log = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(
            options =>
            {
                options.LoggerFactory = log;
                options.Pipeline.CircuitThreshold = 1;
            },
            new FaultRule(StoreCalls.Objects, Fault.Fail(StoreErrorCode.RpcFail)));
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsFailed);
        Assert.Equal(LogLevel.Error, log.WaitFor(7).Level);
        store.Faults.IsEnabled = false;
        store.Clock.Advance(store.Store.Session.Options.Pipeline.ProbeInterval);
        Assert.Equal(LogLevel.Information, log.WaitFor(8).Level);
    }

    [Fact]
    public async Task Handler_ThatThrows_IsLogged()
    {
        LogRecorder log = new();
        await using PipelineStore store = await PipelineStore.OpenAsync(
            options =>
            {
                options.LoggerFactory = log;
                options.Pipeline.CircuitThreshold = 1;
            },
            new FaultRule(StoreCalls.Objects, Fault.Fail(StoreErrorCode.RpcFail)));
        store.Store.HealthChanged += static (_, _) => throw new InvalidOperationException("of the application's");
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsFailed);
        Assert.Equal((LogLevel.Error, "A handler of HealthChanged or BecameCold threw."), log.WaitFor(9));
    }

    [Fact]
    public async Task Close_WithLeasesOutAndACluster_ThatIsSlowToLeave_IsLogged()
    {
        LogRecorder log = new();
        PipelineStore store = await PipelineStore.OpenAsync(
            options => options.LoggerFactory = log, new FaultRule(StoreCalls.Dispose, Fault.Hang()));
        (await store.Store.Notes.PutAsync(new Note(7, "text"), cancellationToken: Stop)).ThrowIfFailed();
        StoreLease<Note> lease = (await store.Store.Notes.GetLeaseAsync(7, Stop)).GetValueOrThrow();
        Task<StoreResult> closing = store.Store.CloseAsync().AsTask();

        // The wait for the lease ends, then that for the cluster; each has its own time.
        PipelineStore.WaitUntil(() =>
        {
            store.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return closing.IsCompleted;
        });
        Assert.Contains("Get 'Note'", (await closing).Error!.Message, StringComparison.Ordinal);
        Assert.Equal(LogLevel.Warning, log.WaitFor(2).Level);
        Assert.Equal(LogLevel.Warning, log.WaitFor(10).Level);
        lease.Dispose();
        store.Faults.HangGate.Open();
    }

    [Fact]
    public async Task Logger_ThatThrows_StopsNobody()
    {
        await using PipelineStore store = await OpenAsync(new LogRecorder { Throws = true });
        store.HoldLanes();
        store.Clock.Advance(Limit);
        Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsMissing);
        Assert.Equal(1, store.Pipeline.HungLanes);
    }

    [Fact]
    public async Task Logger_WithoutTheLevel_IsNotAsked()
    {
        LogRecorder log = new() { Least = LogLevel.Critical };
        await using (PipelineStore store = await OpenAsync(log))
        {
            store.HoldLanes();
            store.Clock.Advance(Limit);
            Assert.True((await store.Raw.ExistsAsync("a", Stop)).IsMissing);
        }

        Assert.False(log.Has(5));
    }

    private static Task<PipelineStore> OpenAsync(LogRecorder log) => PipelineStore.OpenAsync(options => options.LoggerFactory = log);
}
