using System.Runtime.CompilerServices;

namespace Mooncake.Operations;

/// <summary>
/// Cancellations by the caller that the SDK detects before or between its calls of the backend, so that their outcome is certain.
/// </summary>
internal static class Cancellation
{
    /// <summary>True if an operation of this kind can change what is stored.</summary>
    /// <param name="operation">The operation.</param>
    internal static bool Writes(this StoreOperation operation) =>
        operation is StoreOperation.Put or StoreOperation.Remove or StoreOperation.Replace or StoreOperation.SetExpiry;

    /// <summary>The exception of an operation that changed nothing.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    internal static StoreCanceledException NothingDone(StoreOperation operation, CancellationToken cancellationToken) =>
        new(operation, operation.Writes() ? WriteOutcome.NotApplied : WriteOutcome.NotAWrite, cancellationToken);

    /// <summary>Throws if the caller has cancelled before the operation did anything.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <exception cref="StoreCanceledException">The caller has cancelled.</exception>
    internal static void ThrowIfRequested(StoreOperation operation, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            throw NothingDone(operation, cancellationToken);
        }
    }

    /// <summary>A task that is cancelled, of an operation that changed nothing.</summary>
    /// <typeparam name="TResult">The operation's result.</typeparam>
    /// <param name="operation">The operation.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    internal static ValueTask<TResult> TaskOf<TResult>(StoreOperation operation, CancellationToken cancellationToken)
    {
        // Task.FromException would make a task that has failed, not one that is cancelled.
        AsyncTaskMethodBuilder<TResult> builder = AsyncTaskMethodBuilder<TResult>.Create();
        Task<TResult> task = builder.Task;
        builder.SetException(NothingDone(operation, cancellationToken));
        return new ValueTask<TResult>(task);
    }

    /// <summary>
    /// True if a part of an operation changed the store, or may have: a cancellation of the whole operation must report this.
    /// </summary>
    /// <param name="result">The part's result.</param>
    internal static bool MayHaveWritten(StoreResult result) =>
        result.IsSuccess || result.Error is { Outcome: WriteOutcome.Unknown or WriteOutcome.Applied or WriteOutcome.PartlyApplied };
}
