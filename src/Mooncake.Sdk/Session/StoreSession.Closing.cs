using Mooncake.Buffers;
using Mooncake.Observability;

namespace Mooncake.Session;

/// <summary>The end of a session: bounded, whatever the backend does.</summary>
internal sealed partial class StoreSession
{
    private TaskCompletionSource<StoreError?>? _closing;

    /// <summary>Ends what is under way, within the close timeout, and gives everything back. Later calls share the first one's end.</summary>
    /// <returns>What could not be given back, or null.</returns>
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
                // A backend of the user's own may throw.
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
            // Everybody has been answered by now, or is at once: nothing has a deadline any more.
            Alarms.Close();
            await _deadlines.StopAsync().ConfigureAwait(false);

            _state = SessionState.Closed;
            OpenSessions.Remove(this);
        }

        if (error is not null)
        {
            Log.ClosedWithRest(Logger, error);
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

        // Leaving a cluster takes seconds, or minutes where the master is gone: its end is not waited for beyond the limit.
        Task closing = DedicatedThread.Run("Mooncake close", Backend.Dispose);
        try
        {
            await closing.WaitAsync(Options.CloseTimeout, Options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.LeavingTakesLong(Logger, Options.CloseTimeout.TotalMilliseconds);
            _ = closing.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
