using Microsoft.Extensions.Logging;
using Mooncake.Observability;

namespace Mooncake;

/// <content>Detects that the cluster has lost its objects.</content>
public sealed partial class StoreCluster
{
    private const int Attempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // The master's count when it was last asked; the same master never reports less.
    private long _stored;
    private readonly Lock _handlersGate = new();
    private EventHandler<ClusterMetrics>? _becameCold;

    /// <summary>
    /// Raised when the master responds again after it was unreachable, and has no objects, or fewer stored since its start than when it was
    /// asked before: it was restarted, and what the cluster had cached is lost. Needs <c>admin=</c>.
    /// </summary>
    /// <remarks>
    /// Derived from the master's counters (<see cref="ClusterMetrics.Objects"/> and <see cref="ClusterMetrics.StoredObjects"/>), which are
    /// read when a handler is added and each time the master responds again. A restart that the store does not notice, because it makes no
    /// call meanwhile, is not reported. Handlers run on a thread-pool thread; an exception thrown by a handler is logged.
    /// </remarks>
    public event EventHandler<ClusterMetrics>? BecameCold
    {
        add
        {
            lock (_handlersGate)
            {
                _becameCold += value;
            }

            Remembered = RememberAsync();
        }

        remove
        {
            lock (_handlersGate)
            {
                _becameCold -= value;
            }
        }
    }

    /// <summary>Completes when the counters have been read after a handler was added.</summary>
    internal Task Remembered { get; private set; } = Task.CompletedTask;

    /// <summary>Called when the master responds again: asks for its counters, more than once if its HTTP port is not there yet.</summary>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="logger">Receives what was found.</param>
    internal async Task CheckAsync(TimeProvider time, ILogger logger)
    {
        try
        {
            for (int attempt = 0; attempt < Attempts && IsConfigured; attempt++)
            {
                if (attempt > 0)
                {
                    await Task.Delay(Pause, time).ConfigureAwait(false);
                }

                if ((await GetMetricsAsync().ConfigureAwait(false)).TryGetValue(out ClusterMetrics? metrics))
                {
                    Compare(metrics, logger);
                    return;
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // The store was disposed meanwhile: there is nobody to tell.
        }
    }

    /// <summary>Reads the count with which later ones are compared.</summary>
    private async Task RememberAsync()
    {
        try
        {
            if (IsConfigured && (await GetMetricsAsync().ConfigureAwait(false)).TryGetValue(out ClusterMetrics? metrics))
            {
                Volatile.Write(ref _stored, metrics.StoredObjects);
            }
        }
        catch (ObjectDisposedException)
        {
            // Nothing will be compared.
        }
    }

    private void Compare(ClusterMetrics metrics, ILogger logger)
    {
        bool isCold = metrics.Objects == 0 || metrics.StoredObjects < Volatile.Read(ref _stored);
        Volatile.Write(ref _stored, metrics.StoredObjects);
        if (isCold)
        {
            Log.CacheCold(logger, metrics.Objects);
            Raise(metrics, logger);
        }
    }

    private void Raise(ClusterMetrics metrics, ILogger logger)
    {
        foreach (EventHandler<ClusterMetrics> handler in Delegate.EnumerateInvocationList(_becameCold))
        {
            try
            {
                handler(this, metrics);
            }
            catch (Exception exception)
            {
                Log.HandlerThrew(logger, exception);
            }
        }
    }
}
