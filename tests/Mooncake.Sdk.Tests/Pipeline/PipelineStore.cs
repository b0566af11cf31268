using System.Text;
using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>
/// A store whose operations go through lanes: over the in-process engine, with faults and a count of the calls in between, on a clock that
/// stands still. Calls about the key <c>hold</c> wait at a gate. Closing it fails the test if a buffer did not come back, or was written to after it had.
/// </summary>
internal sealed class PipelineStore : IAsyncDisposable
{
    /// <summary>The key whose calls wait at the gate.</summary>
    internal const string Held = "hold";

    /// <summary>How long a test waits for other threads before it fails; real time, of which none passes where all is well.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<Task> _holding = [];

    private PipelineStore()
    {
    }

    /// <summary>The store.</summary>
    internal MooncakeStore Store { get; private set; } = null!;

    /// <summary>What reaches the native library, faults included.</summary>
    internal CountingBackend Calls { get; private set; } = null!;

    /// <summary>What goes wrong.</summary>
    internal FaultBackend Faults { get; private set; } = null!;

    /// <summary>The clock of everything.</summary>
    internal ManualTimeProvider Clock { get; } = new();

    /// <summary>Holds the calls about <see cref="Held"/>.</summary>
    internal FaultGate Gate { get; } = new();

    /// <summary>Objects as plain bytes.</summary>
    internal RawObjects Raw => Store.Raw;

    /// <summary>Buffers that operations hold.</summary>
    internal long RentedBuffers => Store.Session.Pool.Statistics.RentedBuffers;

    /// <summary>The pipeline.</summary>
    internal StorePipeline Pipeline => Store.Session.Pipeline!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Opens one with a single lane.</summary>
    internal static Task<PipelineStore> OpenAsync(params FaultRule[] rules) => OpenAsync(static _ => { }, rules);

    /// <summary>Opens one with a single lane.</summary>
    /// <param name="change">Changes the options.</param>
    /// <param name="rules">What goes wrong, besides the gate.</param>
    internal static Task<PipelineStore> OpenAsync(Action<MooncakeStoreOptions> change, params FaultRule[] rules) => OpenAsync(seed: 1, change, rules);

    /// <summary>Opens one with a single lane.</summary>
    /// <param name="seed">Decides what the rules leave open.</param>
    /// <param name="change">Changes the options.</param>
    /// <param name="rules">What goes wrong, besides the gate.</param>
    internal static async Task<PipelineStore> OpenAsync(int seed, Action<MooncakeStoreOptions> change, params FaultRule[] rules)
    {
        PipelineStore opened = new();
        opened.Store = await Stores.OpenAsync(options =>
        {
            options.TimeProvider = opened.Clock;
            options.Pipeline.Lanes = 1;

            // Held calls are no sign of a master that is gone, except in tests of that.
            options.Pipeline.SilenceTimeout = TimeSpan.FromDays(1);
            options.BufferPool = new BufferPoolOptions { Poison = true };
            options.DecorateBackend = backend => opened.Decorate(backend, seed, rules);
            change(options);
        });
        await opened.SettleTimersAsync();
        return opened;
    }

    /// <summary>Opens one with a single lane, on an engine without capabilities: replacements remove, then put, as on a cluster.</summary>
    /// <param name="change">Changes the options.</param>
    /// <param name="rules">What goes wrong, besides the gate.</param>
    internal static Task<PipelineStore> OpenAsClusterAsync(Action<MooncakeStoreOptions> change, params FaultRule[] rules) => OpenAsync(
        options =>
        {
            change(options);
            Func<StoreBackend, StoreBackend> decorate = options.DecorateBackend!;
            options.DecorateBackend = inner => decorate(new PlainBackend(inner));
        },
        rules);

    /// <summary>Bytes that tell which key they belong to.</summary>
    /// <param name="key">The key.</param>
    /// <param name="size">How many.</param>
    internal static byte[] ValueOf(string key, int size = 100)
    {
        byte[] pattern = Encoding.UTF8.GetBytes(key + '/');
        byte[] value = new byte[size];
        for (int i = 0; i < size; i++)
        {
            value[i] = pattern[i % pattern.Length];
        }

        return value;
    }

    /// <summary>Waits for what another thread is about to do.</summary>
    internal static void WaitUntil(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Patience), "What was waited for did not happen.");

    /// <summary>
    /// Waits until no timer is armed but that of the deadlines, for tests that count them: the timer of a wait that has ended, such as opening's,
    /// is armed while its continuations run, the caller of this among them.
    /// </summary>
    internal async Task SettleTimersAsync()
    {
        await Task.Yield();
        WaitUntil(() => Clock.ArmedTimers == 1);
    }

    /// <summary>Stores <see cref="ValueOf"/> under keys.</summary>
    internal async Task PutAllAsync(IEnumerable<string> keys, int size = 100)
    {
        foreach (string key in keys)
        {
            // One by one on purpose: a list would rent room for all of them at once, which the small pools of these tests do not have.
#pragma warning disable MOON0503
            (await Raw.PutAsync(key, ValueOf(key, size), cancellationToken: Stop)).ThrowIfFailed();
#pragma warning restore MOON0503
        }
    }

    /// <summary>Occupies lanes, each with a call that waits at the gate; the calls are counted from here on.</summary>
    /// <param name="lanes">How many.</param>
    internal void HoldLanes(int lanes = 1)
    {
        for (int i = 0; i < lanes; i++)
        {
            int before = Gate.Waiting;
            _holding.Add(Raw.ExistsAsync(Held, CancellationToken.None).AsTask());
            Assert.True(Gate.WaitForWaiting(before + 1, Patience));
        }

        Calls.Reset();
    }

    /// <summary>Lets all calls go, sees that they end, and that closing gives everything back.</summary>
    public async ValueTask DisposeAsync()
    {
        Gate.Open();
        Faults.HangGate.Open();
        await Task.WhenAll(_holding).WaitAsync(Patience, CancellationToken.None);
        WaitUntil(() => RentedBuffers == 0);
        Assert.Equal(0, Store.Session.Pool.CountTouched());
        StoreResult closed = await Store.CloseAsync().AsTask().WaitAsync(Patience, CancellationToken.None);
        Assert.Equal(StoreResult.Done, closed);
        Assert.Equal((0, 0), (Pipeline.QueueDepth, Pipeline.KeysBeingPut));
    }

    private LatencyBackend Decorate(StoreBackend backend, int seed, FaultRule[] rules)
    {
        FaultRule gate = new(StoreCalls.Objects, Fault.Hang(Gate)) { KeyFilter = StoreKeyFilters.Exactly(Held) };
        Faults = new FaultBackend(backend, new FaultPlan(seed, [gate, .. rules]), Clock);
        Calls = new CountingBackend(Faults);

        // Without a latency: what counts is that round trips are not free.
        return new LatencyBackend(Calls, TimeSpan.Zero, Clock);
    }
}
