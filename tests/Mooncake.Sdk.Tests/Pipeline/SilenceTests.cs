using System.Threading.Channels;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>A master that hangs is found out because no call returns; calls that hang together count once, and slow calls do not count.</summary>
public sealed class SilenceTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Callers_OneAfterAnotherWithAHungMaster_WaitForOneTimeoutOnly(int timeoutSeconds)
    {
        await using PipelineStore store = await OpenAsync(TimeSpan.FromSeconds(timeoutSeconds), new FaultRule(StoreCalls.Objects, Fault.Hang()));
        List<StoreErrorCode> codes = [];
        do
        {
            Task<StoreResult> exists = store.Raw.ExistsAsync("k", Stop).AsTask();
            MoveUntilDone(store, exists);
            codes.Add((await exists).Error!.Code);
        }
        while (codes[^1] == StoreErrorCode.Timeout);

        // The clock moves on a busy machine while callers do not, so what is asserted is how many of them waited. Each waits for its
        // timeout; one may have begun when the time was over.
        Assert.Equal(StoreErrorCode.CircuitOpen, codes[^1]);
        Assert.InRange(codes.Count - 1, 1, (Silence.TotalSeconds / timeoutSeconds) + 1);
        Assert.True(store.Clock.Elapsed >= Silence);
    }

    [Fact]
    public async Task Callers_ManyAtOnceWithAHungMaster_CountOnce()
    {
        await using PipelineStore store = await OpenAsync(TimeSpan.FromSeconds(15), new FaultRule(StoreCalls.Objects, Fault.Hang()));
        Task<StoreResult>[] calls = [.. Enumerable.Range(0, 20).Select(i => store.Raw.ExistsAsync($"k{i}", Stop).AsTask())];
        Assert.True(store.Faults.HangGate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Silence - TimeSpan.FromMilliseconds(1));
        Assert.False(store.Pipeline.Circuit.IsOpen);
        store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        PipelineStore.WaitUntil(() => store.Pipeline.Circuit.IsOpen);
        Assert.Equal(StoreErrorCode.CircuitOpen, (await store.Raw.GetAsync("other", Stop)).Error!.Code);
        store.Faults.HangGate.Open();
        await Task.WhenAll(calls).WaitAsync(PipelineStore.Patience, Stop);
    }

    [Fact]
    public async Task Master_ThatAnswersTheQuestion_IsNotGoneThoughACallIsSlow()
    {
        await using PipelineStore store = await OpenAsync(TimeSpan.FromMinutes(5));
        store.HoldLanes();
        for (int i = 0; i < 20; i++)
        {
            long before = store.Calls.Count(StoreCalls.IsExist).Calls;
            store.Clock.Advance(Silence / 2);
            PipelineStore.WaitUntil(() => store.Calls.Count(StoreCalls.IsExist).Calls > before);
            Assert.False(store.Pipeline.Circuit.IsOpen);
            Assert.True((await store.Raw.ExistsAsync("other", Stop)).IsMissing);
        }
    }

    [Fact]
    public async Task Master_ThatHangsAndComesBack_IsFoundOut()
    {
        await using PipelineStore store = await OpenAsync(TimeSpan.FromSeconds(15), new FaultRule(StoreCalls.Objects, Fault.Hang()));
        Channel<StoreHealth> changes = Channel.CreateUnbounded<StoreHealth>();
        store.Store.HealthChanged += (_, health) => changes.Writer.TryWrite(health);
        Task<StoreResult> first = store.Raw.ExistsAsync("k", Stop).AsTask();
        Assert.True(store.Faults.HangGate.WaitForWaiting(1, PipelineStore.Patience));
        store.Clock.Advance(Silence);
        Assert.Equal(StoreHealth.Unreachable, await changes.Reader.ReadAsync(Stop));
        Assert.Equal(StoreHealth.Unreachable, await store.Store.CheckHealthAsync(Stop));
        store.Faults.IsEnabled = false;
        store.Faults.HangGate.Open();
        Assert.Equal(StoreHealth.Healthy, await changes.Reader.ReadAsync(Stop));
        Assert.True((await first).IsMissing);
        Assert.True((await store.Raw.ExistsAsync("k", Stop)).IsMissing);
    }

    [Fact]
    public async Task HealthChecks_ThatTheClientAnswersItself_AreNoAnswerOfTheMaster()
    {
        await using PipelineStore store = await OpenAsync(TimeSpan.FromSeconds(15), new FaultRule(StoreCalls.Objects, Fault.Hang()));
        Task<StoreResult> first = store.Raw.ExistsAsync("k", Stop).AsTask();
        Assert.True(store.Faults.HangGate.WaitForWaiting(1, PipelineStore.Patience));
        for (int i = 0; i < 4; i++)
        {
            store.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(StoreHealth.Healthy, await store.Store.CheckHealthAsync(Stop));
        }

        store.Clock.Advance(TimeSpan.FromSeconds(1));
        PipelineStore.WaitUntil(() => store.Pipeline.Circuit.IsOpen);
        store.Faults.HangGate.Open();
        await first;
    }

    [Fact]
    public async Task Idle_ForHours_IsNoSilence()
    {
        await using PipelineStore store = await OpenAsync(TimeSpan.FromSeconds(15));
        Assert.True((await store.Raw.ExistsAsync("k", Stop)).IsMissing);
        store.Clock.Advance(TimeSpan.FromHours(3));
        Assert.True((await store.Raw.ExistsAsync("k", Stop)).IsMissing);
        Assert.False(store.Pipeline.Circuit.IsOpen);
        Assert.Equal(0, store.Calls.Count(StoreCalls.IsExist).Calls);
    }

    private static Task<PipelineStore> OpenAsync(TimeSpan timeout, params FaultRule[] rules) => PipelineStore.OpenAsync(
        options =>
        {
            options.OperationTimeout = timeout;

            // One for the call that hangs, one for the question, and others for what the test does meanwhile.
            options.Pipeline.Lanes = 4;
            options.Pipeline.SilenceTimeout = Silence;
        },
        rules);

    private static void MoveUntilDone(PipelineStore store, Task operation)
    {
        while (!operation.IsCompleted)
        {
            PipelineStore.WaitUntil(() => operation.IsCompleted || store.Pipeline.HasDoneWhatIsDue(store.Clock.GetTimestamp()));
            if (!SpinWait.SpinUntil(() => operation.IsCompleted, TimeSpan.FromMilliseconds(20)))
            {
                store.Clock.Advance(TimeSpan.FromMilliseconds(500));
            }
        }
    }
}
