using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mooncake.Observability;

namespace Mooncake.Hosting;

/// <summary>
/// A store with the lifetime of a host. It opens before other hosted services start, and closes after they have stopped, so that requests
/// and background work in progress end first.
/// </summary>
internal sealed class HostedStore : IHostedLifecycleService, IDisposable
{
    private readonly MooncakeHostOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private Task _retrying = Task.CompletedTask;
    private Exception? _lastFailure;
    private int _isDisposed;
    private bool _hasStarted;

    /// <summary>Creates the store, which is not open yet.</summary>
    /// <param name="options">The host's options.</param>
    /// <param name="storeOptions">The store's options.</param>
    /// <param name="logger">The logger.</param>
    /// <exception cref="StoreException">The store's options are not valid.</exception>
    internal HostedStore(MooncakeHostOptions options, MooncakeStoreOptions storeOptions, ILogger logger)
    {
        _options = options;
        _time = storeOptions.TimeProvider;
        _logger = logger;
        Store = MooncakeStore.CreateUnopened(storeOptions).GetValueOrThrow();
    }

    /// <summary>The store. The container disposes it.</summary>
    internal MooncakeStore Store { get; }

    /// <summary>Why the last attempt to open the store failed; null if the store is open, or nothing has been tried.</summary>
    internal Exception? LastFailure => Volatile.Read(ref _lastFailure);

    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        _hasStarted = true;
        if (await TryOpenAsync(cancellationToken).ConfigureAwait(false) is not { } failure)
        {
            return;
        }

        if (_options.WhenOpenFails == OpenFailure.StopHost)
        {
            // An exception of an engine or a decorator is passed on unchanged; it has the stack of its origin.
            ExceptionDispatchInfo.Throw(failure);
        }

        _retrying = RetryAsync(failure, _stopping.Token);
    }

    /// <summary>Opens the store in hosts that call no lifecycle services before.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => _hasStarted ? Task.CompletedTask : StartingAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _retrying.ConfigureAwait(false);
        try
        {
            StoreResult closed = await Store.CloseAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (closed.IsFailed)
            {
                // The store has logged what is still in use.
                ExtensionsLog.ClosedLate(_logger, closed.Error);
            }
        }
        catch (OperationCanceledException)
        {
            ExtensionsLog.ClosingInterrupted(_logger);
        }
    }

    /// <summary>Ends the retries, if the host was not stopped before its container is disposed.</summary>
    public void Dispose()
    {
        // The container disposes it once for each of its two registrations.
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _stopping.Cancel();
            _stopping.Dispose();
        }
    }

    /// <summary>Makes one attempt, within the time limit.</summary>
    /// <returns>Null if the store is open, otherwise the failure.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    private async Task<Exception?> TryOpenAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // On a thread of its own: opening a large durable store reads its log on the calling thread.
        Task<StoreResult> opening = Task.Factory.StartNew(
            () => Store.TryOpenAsync(attempt.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
        try
        {
            StoreResult result = await opening.WaitAsync(_options.OpenTimeout, _time, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _lastFailure, result.IsFailed ? new StoreException(result.Error) : null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await attempt.CancelAsync().ConfigureAwait(false);
            Abandon(opening);
            throw;
        }
        catch (TimeoutException) when (!opening.IsCompleted)
        {
            await attempt.CancelAsync().ConfigureAwait(false);
            Abandon(opening);
            Volatile.Write(ref _lastFailure, new StoreException(HostErrors.OpenTimedOut(_options.OpenTimeout)));
        }
#pragma warning disable CA1031 // Whatever an engine or a decorator throws is reported as the failure of this attempt.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Volatile.Write(ref _lastFailure, exception);
        }

        return LastFailure;
    }

    // Its exception is not needed any more: the attempt has been reported as failed, or its caller has gone.
    private static void Abandon(Task opening) =>
        _ = opening.ContinueWith(
            static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private async Task RetryAsync(Exception failure, CancellationToken cancellationToken)
    {
        TimeSpan pause = _options.RetryDelay;
        try
        {
            for (int attempt = 2; ; attempt++)
            {
                // Half fixed, half random, so that hosts that failed at the same time do not retry at the same time.
                TimeSpan wait = (pause * 0.5) + (pause * 0.5 * Random.Shared.NextDouble());
                ExtensionsLog.OpenFailed(_logger, failure, wait.TotalMilliseconds);
                await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
                pause = TimeSpan.FromTicks(Math.Min(Math.Max(pause.Ticks, 1) * 2, Math.Max(_options.MaxRetryDelay.Ticks, pause.Ticks)));
                if (await TryOpenAsync(cancellationToken).ConfigureAwait(false) is not { } next)
                {
                    ExtensionsLog.OpenedLate(_logger, attempt);
                    return;
                }

                failure = next;
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}
