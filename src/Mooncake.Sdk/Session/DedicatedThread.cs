namespace Mooncake.Session;

/// <summary>Runs blocking work on a dedicated thread, never on a thread-pool thread.</summary>
internal static class DedicatedThread
{
    /// <summary>Runs work that returns a result.</summary>
    /// <param name="name">The thread's name, for debuggers.</param>
    /// <param name="work">The work; an exception from it faults the task.</param>
    internal static Task<TResult> Run<TResult>(string name, Func<TResult> work)
    {
        TaskCompletionSource<TResult> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception exception)
            {
                // Nothing may end the process from here; the task carries it to the code that awaits.
                done.SetException(exception);
            }
        })
        {
            Name = name,
            IsBackground = true,
        };
        thread.Start();
        return done.Task;
    }

    /// <summary>Runs work that may never end, and waits for it within a limit.</summary>
    /// <param name="name">The thread's name, for debuggers.</param>
    /// <param name="work">The work; an exception from it faults the task.</param>
    /// <param name="whenLate">
    /// Cleans up after a late result, for which no caller waits any more; runs on a thread-pool thread, so it must not block.
    /// </param>
    /// <param name="limit">The time limit.</param>
    /// <param name="time">The limit's clock.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="TimeoutException">The limit has passed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    internal static async Task<TResult> RunWithinAsync<TResult>(
        string name, Func<TResult> work, Action<TResult> whenLate, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        Task<TResult> running = Run(name, work);
        try
        {
            return await running.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            _ = CleanUpAsync(running, whenLate);
            throw;
        }
    }

    /// <summary>Runs work.</summary>
    /// <param name="name">The thread's name, for debuggers.</param>
    /// <param name="work">The work; an exception from it faults the task.</param>
    internal static Task Run(string name, Action work) => Run(name, () =>
    {
        work();
        return true;
    });

    private static async Task CleanUpAsync<TResult>(Task<TResult> running, Action<TResult> whenLate)
    {
        try
        {
            whenLate(await running.ConfigureAwait(false));
        }
        catch (Exception)
        {
            // The work failed after the limit: there is nothing to clean up, and its caller has already got the timeout.
        }
    }
}
