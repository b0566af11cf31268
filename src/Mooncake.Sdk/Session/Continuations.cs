namespace Mooncake.Session;

/// <summary>
/// How the SDK awaits: the continuation runs on the SDK's threads, where <c>ConfigureAwait(false)</c> would need a thread-pool thread.
/// </summary>
internal static class Continuations
{
    /// <summary>Awaits an operation on a session's threads.</summary>
    /// <param name="operation">The operation, awaited once.</param>
    /// <param name="threads">
    /// The threads for the continuation, unless the operation has already ended; null for the thread that completes the operation.
    /// </param>
    internal static ContinuationAwaitable<T> On<T>(this ValueTask<T> operation, ContinuationThreads? threads) => new(operation, threads);

    /// <summary>Awaits an operation on a session's threads.</summary>
    /// <param name="operation">The operation, awaited once.</param>
    /// <param name="threads">The threads for the continuation, unless the operation has already ended.</param>
    internal static ContinuationAwaitable On(this ValueTask operation, ContinuationThreads threads) => new(operation, threads);

    /// <summary>Awaits an operation on a session's threads.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="threads">The threads for the continuation, unless the operation has already ended.</param>
    internal static ContinuationAwaitable On(this Task operation, ContinuationThreads threads) => new(new ValueTask(operation), threads);
}
