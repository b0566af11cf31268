using Mooncake.Buffers;
using Mooncake.Observability;

namespace Mooncake.Session;

/// <summary>Closing of a session, with a time limit, whatever the backend does.</summary>
internal sealed partial class StoreSession
{
    private TaskCompletionSource<StoreError?>? _closing;

    /// <summary>
    /// Ends the operations in progress, within the close timeout, and releases everything. Later calls share the end of the first one.
    /// </summary>
    /// <returns>An error that names what could not be released, or null.</returns>
    internal async Task<StoreError?> CloseAsync()
    {
        TaskCompletionSource<StoreError?>? first = null;
        lock (_lifecycle)
        {
            if (_closing is null)
            {
                _closing = first = new TaskCompletionSource<StoreError?>(TaskCreationOptions.RunContinuationsAsynchronously);
                _state = SessionState.Closing;
            }
        }

        if (first is not null)
        {
            try
            {
                first.SetResult(await CloseOnceAsync().ConfigureAwait(false));
            }
            catch (Exception exception)
            {
                // A user's own backend may throw.
                first.SetException(exception);
            }
        }

        return await _closing.Task.ConfigureAwait(false);
    }

    private async Task<StoreError?> CloseOnceAsync()
    {
        StoreError? error;
        try
        {
            bool hasEnded = Pipeline is null || await Pipeline.CloseAsync(Options.CloseTimeout).ConfigureAwait(false);

            // Both at the same time, within one limit.
            TimeSpan limit = hasEnded ? Options.CloseTimeout : TimeSpan.Zero;
            Task<StoreError?> releasing = Releases.EndAsync(limit);
            StoreError? pooled = await Pool.DisposeAsync(limit).ConfigureAwait(false);
            error = BufferErrors.Both(pooled, await releasing.ConfigureAwait(false));
            await CloseBackendAsync().ConfigureAwait(false);
        }
        finally
        {
            // All callers have completed by now, or complete immediately: there are no deadlines any more.
            Alarms.Close();
            AdminPort?.Dispose();
            await _deadlines.StopAsync().ConfigureAwait(false);

            _state = SessionState.Closed;
            OpenSessions.Remove(this);
        }

        if (error is not null)
        {
            Log.ClosedWithOpenBuffers(Logger, error);
        }

        return error;
    }

    private async Task CloseBackendAsync()
    {
        if (Pipeline is null)
        {
            Backend.Dispose();
            return;
        }

        // Leaving a cluster takes seconds, or minutes if the master is down: it is not awaited beyond the limit.
        Task closing = DedicatedThread.Run("Mooncake close", Backend.Dispose);
        try
        {
            await closing.WaitAsync(Options.CloseTimeout, Options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.SlowLeave(Logger, Options.CloseTimeout.TotalMilliseconds);
            _ = closing.ContinueWith(
                static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
