namespace Mooncake.Llm.Prefixes;

/// <summary>
/// Runs calls on other threads and waits for each of them no longer than its time limit. A call that is late goes on, and its result is
/// discarded when it ends. Thread-safe.
/// </summary>
/// <param name="maxLate">The number of late calls from which on no further call is started.</param>
/// <param name="timeProvider">The clock of the limits.</param>
/// <param name="counters">Counts late and skipped calls.</param>
internal sealed class BoundedCalls(int maxLate, TimeProvider timeProvider, PrefixCounters counters)
{
    private int _late;

    /// <summary>Runs a call. It may block: an engine on a disk does its work on the thread that calls it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="substitute">What to return if there is no result within the limit.</param>
    /// <param name="discard">Releases a result that came too late.</param>
    /// <param name="limit">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Cancels the wait, not the call.</param>
    internal async Task<T> RunAsync<T>(
        Func<Task<T>> call, T substitute, Action<T>? discard, TimeSpan limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        limit = TimeLimits.Of(limit);
        if (Volatile.Read(ref _late) >= maxLate)
        {
            counters.AddSkipped();
            return substitute;
        }

        Task<T> running = Task.Run(call, CancellationToken.None);
        Task<T> bounded = running.WaitAsync(limit, timeProvider, cancellationToken);
        await ((Task)bounded).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        bool isLate = bounded.Exception?.InnerException is TimeoutException timeout
            && !ReferenceEquals(timeout, running.Exception?.InnerException);
        if (isLate || bounded.IsCanceled)
        {
            Abandon(running, discard);
        }

        if (isLate)
        {
            counters.AddLate();
            return substitute;
        }

        return await bounded.ConfigureAwait(false);
    }

    private void Abandon<T>(Task<T> running, Action<T>? discard)
    {
        Interlocked.Increment(ref _late);
        _ = running.ContinueWith(
            ended =>
            {
                Interlocked.Decrement(ref _late);
                if (ended.IsCompletedSuccessfully)
                {
                    discard?.Invoke(ended.Result);
                }
                else if (ended.Exception is { } exception)
                {
                    counters.AddFailedRead(PrefixErrors.Unexpected(StoreOperation.Get, exception.InnerException!));
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
