using System.ComponentModel;
using Mooncake.Observability;
using Mooncake.Session;

namespace Mooncake;

/// <summary>
/// An open store on the embedded engine, the durable engine, a Mooncake cluster or another registered engine. Thread-safe: open one, share
/// it, and dispose it at the end.
/// </summary>
/// <remarks>
/// Typed sets are generated properties, one per type with <see cref="StoreKeyAttribute"/>; <see cref="Raw"/> reads and writes plain bytes.
/// A failure at run time is a result. Misuse (null, an empty key, a disposed store), cancellation and the enumeration of a listing throw.
/// </remarks>
public sealed partial class MooncakeStore : IAsyncDisposable
{
    /// <summary>Creates a store over a session, which it closes.</summary>
    internal MooncakeStore(StoreSession session)
    {
        Session = session;
        Raw = new RawObjects(session);
        Buffers = new StoreBuffers(session);
        Cluster = session.Options.Engine == StoreEngine.Cluster
            ? new StoreCluster(() => Session.AdminPort, () => Session.ThrowIfClosed())
            : null;
        session.ReachabilityChanged += OnReachabilityChanged;
    }

    /// <summary>
    /// Raised with <see cref="StoreHealth.Unreachable"/> when the master of a cluster becomes unreachable, so that operations fail
    /// immediately, and with <see cref="StoreHealth.Healthy"/> when it responds again. A master that was restarted has no objects.
    /// </summary>
    /// <remarks>
    /// Handlers run on a thread-pool thread, one change at a time, in order. A change that is reverted before its handlers run is skipped.
    /// An exception thrown by a handler is logged. Never raised on engines in this process.
    /// </remarks>
    public event EventHandler<StoreHealth>? HealthChanged;

    /// <summary>Reads and writes plain bytes under plain keys.</summary>
    public RawObjects Raw { get; }

    /// <summary>Memory registered with the store, for zero-copy calls.</summary>
    public StoreBuffers Buffers { get; }

    /// <summary>What the master of a cluster answers at its HTTP port; null on other engines.</summary>
    public StoreCluster? Cluster { get; }

    /// <summary>The engine that stores the objects.</summary>
    public StoreEngine Engine => Session.Options.Engine;

    /// <summary>
    /// The name and port under which other clients of the cluster reach this one, as <see cref="PutOptions.PreferredSegments"/> expects it.
    /// </summary>
    public string Hostname => Session.Hostname;

    /// <summary>The underlying session. It changes once, when a store that was created before it is open opens.</summary>
    internal StoreSession Session { get; private set; }

    /// <summary>Opens a store.</summary>
    /// <param name="connectionString">
    /// <c>embedded://[name]</c>, <c>durable://folder</c> or <c>mooncake://host:port</c>, with <c>?key=value&amp;...</c> for settings.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The store. The caller disposes it.</returns>
    /// <exception cref="StoreException">
    /// The store cannot be opened; <see cref="StoreException.Error"/> has the cause and the remedy.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="connectionString"/> is null.</exception>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    public static async Task<MooncakeStore> OpenAsync(string connectionString, CancellationToken cancellationToken = default) =>
        (await TryOpenAsync(connectionString, cancellationToken).ConfigureAwait(false)).GetValueOrThrow();

    /// <summary>Opens a store.</summary>
    /// <param name="options">The options; copied, so later changes have no effect on the store.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The store. The caller disposes it.</returns>
    /// <exception cref="StoreException">
    /// The store cannot be opened; <see cref="StoreException.Error"/> has the cause and the remedy.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    public static async Task<MooncakeStore> OpenAsync(MooncakeStoreOptions options, CancellationToken cancellationToken = default) =>
        (await TryOpenAsync(options, cancellationToken).ConfigureAwait(false)).GetValueOrThrow();

    /// <summary>
    /// Opens a store like <see cref="OpenAsync(string, CancellationToken)"/>, and returns a failure instead of throwing it.
    /// </summary>
    /// <param name="connectionString">
    /// <c>embedded://[name]</c>, <c>durable://folder</c> or <c>mooncake://host:port</c>, with <c>?key=value&amp;...</c> for settings.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found with the store, which the caller disposes, or failed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="connectionString"/> is null.</exception>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    public static async Task<StoreResult<MooncakeStore>> TryOpenAsync(
        string connectionString, CancellationToken cancellationToken = default)
    {
        StoreResult<MooncakeStoreOptions> parsed = MooncakeStoreOptions.Parse(connectionString);
        return parsed.TryGetValue(out MooncakeStoreOptions? options, out StoreError? error)
            ? await TryOpenAsync(options, cancellationToken).ConfigureAwait(false)
            : StoreResult<MooncakeStore>.Failed(error!);
    }

    /// <summary>
    /// Opens a store like <see cref="OpenAsync(MooncakeStoreOptions, CancellationToken)"/>, and returns a failure instead of throwing it.
    /// </summary>
    /// <param name="options">The options; copied, so later changes have no effect on the store.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Found with the store, which the caller disposes, or failed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    public static async Task<StoreResult<MooncakeStore>> TryOpenAsync(
        MooncakeStoreOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        StoreResult<StoreSession> opened = await SessionOpener.OpenAsync(options.Freeze(), cancellationToken).ConfigureAwait(false);
        return opened.TryGetValue(out StoreSession? session, out StoreError? error)
            ? StoreResult<MooncakeStore>.Found(new MooncakeStore(session))
            : StoreResult<MooncakeStore>.Failed(error!);
    }

    /// <summary>Returns the health of the store.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default) =>
        Session.CheckHealthAsync(cancellationToken);

    /// <summary>Returns statistics of the whole engine: objects, bytes, evictions, hits.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// Found with the figures, exact if no other call runs; or failed: on a cluster with
    /// <see cref="StoreErrorCode.EngineLacksCapability"/>.
    /// </returns>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public ValueTask<StoreResult<StoreStatistics>> GetStatisticsAsync(CancellationToken cancellationToken = default) =>
        Session.Raw.GetStatisticsAsync(cancellationToken);

    /// <summary>
    /// What the engine can do beyond the operations of the SDK, for packages of engines and for backends of
    /// <see cref="MooncakeStoreOptions.DecorateBackend"/>.
    /// </summary>
    /// <typeparam name="TCapability">The capability's type.</typeparam>
    /// <returns>
    /// The capability, which lasts as long as the store; null if the engine lacks it, and behind a decorator that does not pass it on.
    /// </returns>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public TCapability? GetCapability<TCapability>()
        where TCapability : class => Session.Backend.GetCapability<TCapability>();

    /// <summary>
    /// Closes the store within <see cref="MooncakeStoreOptions.CloseTimeout"/>: waits for pending operations, unregisters memory and leaves
    /// the cluster. Idempotent. Later operations throw <see cref="ObjectDisposedException"/>.
    /// </summary>
    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    /// <summary>Closes the store like <see cref="DisposeAsync"/>, and returns what could not be released.</summary>
    /// <returns>
    /// Done, or failed if operations did not end in time: the error names them, and their memory stays allocated until they end.
    /// </returns>
    public async ValueTask<StoreResult> CloseAsync()
    {
        StoreError? error = await (_opening is null ? Session.CloseAsync() : CloseWithOpeningAsync()).ConfigureAwait(false);
        return error is null ? StoreResult.Done : StoreResult.Failed(error);
    }

    private void OnReachabilityChanged(bool isReachable)
    {
        foreach (EventHandler<StoreHealth> handler in Delegate.EnumerateInvocationList(HealthChanged))
        {
            try
            {
                handler(this, isReachable ? StoreHealth.Healthy : StoreHealth.Unreachable);
            }
            catch (Exception exception)
            {
                Log.HandlerThrew(Session.Logger, exception);
            }
        }

        if (isReachable)
        {
            _ = Cluster?.CheckAsync(Session.Options.TimeProvider, Session.Logger);
        }
    }
}
