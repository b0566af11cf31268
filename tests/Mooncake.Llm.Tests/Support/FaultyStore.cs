using Mooncake.Testing;

namespace Mooncake.Llm.Tests.Support;

/// <summary>
/// An embedded store whose calls are made by lanes, as on a cluster, and can be made to hang, fail or answer wrong bytes.
/// </summary>
internal sealed class FaultyStore : IAsyncDisposable
{
    /// <summary>Real time, of which next to none passes where all is well.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private FaultBackend? _backend;

    /// <summary>The store.</summary>
    internal MooncakeStore Store { get; private set; } = null!;

    /// <summary>The faults; off until a test enables them.</summary>
    internal FaultBackend Backend => _backend!;

    /// <summary>Holds the hanging calls.</summary>
    internal FaultGate Gate => Backend.HangGate;

    /// <summary>Opens a store.</summary>
    /// <param name="rules">The faults.</param>
    internal static async Task<FaultyStore> OpenAsync(params FaultRule[] rules)
    {
        FaultyStore faulty = new();
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse("embedded://?segment=64MiB").GetValueOrThrow();
        options.OperationTimeout = TimeSpan.FromMinutes(10);
        options.CloseTimeout = TimeSpan.FromSeconds(20);
        options.DecorateBackend = engine => faulty._backend =
            new FaultBackend(new LatencyBackend(engine, TimeSpan.Zero), new FaultPlan(seed: 1, rules)) { IsEnabled = false };
        faulty.Store = await MooncakeStore.OpenAsync(options, TestContext.Current.CancellationToken);
        return faulty;
    }

    /// <summary>A cache over the store, with blocks of four tokens.</summary>
    internal PrefixCache<PrefixBlock> Cache(PrefixCacheOptions? options = null) => PrefixCache.Create(
        Store.PrefixBlocks, new Sha256BlockKeys("tests", blockSize: 4), static hash => new PrefixBlockKey(hash.ToString()), options);

    /// <summary>Makes calls hang, fail or answer wrong bytes from now on.</summary>
    internal void Break() => Backend.IsEnabled = true;

    /// <summary>Waits until calls hang.</summary>
    internal void WaitForHanging(int count = 1) => Assert.True(Gate.WaitForWaiting(count, Patience));

    /// <summary>Releases the calls that hang.</summary>
    public async ValueTask DisposeAsync()
    {
        Gate.Open();
        await Store.DisposeAsync();
    }
}
