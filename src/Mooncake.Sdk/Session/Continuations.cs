namespace Mooncake.Session;

/// <summary>How the SDK awaits: what comes after runs on a thread of its own, where <c>ConfigureAwait(false)</c> would need one of the thread pool's.</summary>
internal static class Continuations
{
    /// <summary>Awaits an operation on a session's threads.</summary>
    /// <param name="operation">The operation, awaited once.</param>
    /// <param name="threads">Where what comes after runs, unless the operation has ended already.</param>
    internal static ContinuationAwaitable<T> On<T>(this ValueTask<T> operation, ContinuationThreads threads) => new(operation, threads);

    /// <summary>Awaits an operation on a session's threads.</summary>
    /// <param name="operation">The operation, awaited once.</param>
    /// <param name="threads">Where what comes after runs, unless the operation has ended already.</param>
    internal static ContinuationAwaitable On(this ValueTask operation, ContinuationThreads threads) => new(operation, threads);

    /// <summary>Awaits an operation on a session's threads.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="threads">Where what comes after runs, unless the operation has ended already.</param>
    internal static ContinuationAwaitable On(this Task operation, ContinuationThreads threads) => new(new ValueTask(operation), threads);
}
