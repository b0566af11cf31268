namespace Mooncake.Records;

/// <summary>The creation of one value, and the callers that wait for it. Thread-safe.</summary>
/// <typeparam name="T">The value's type.</typeparam>
#pragma warning disable CA1001 // The token source has no timer and no wait handle: there is nothing to dispose.
internal sealed class ValueCreation<T>
#pragma warning restore CA1001
{
    private readonly TaskCompletionSource<StoreResult<T>> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private int _waiting = 1;

    /// <summary>Cancelled when no caller waits any more.</summary>
    internal CancellationToken Token => _stop.Token;

    /// <summary>The outcome, or the exception of the creation.</summary>
    internal Task<StoreResult<T>> Result => _result.Task;

    /// <summary>Completes with the creation, and never fails.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Adds a waiting caller. Every success must be followed by one <see cref="Leave"/>.</summary>
    /// <returns>False if all callers have abandoned it.</returns>
    internal bool TryJoin()
    {
        lock (_gate)
        {
            _waiting += _waiting > 0 ? 1 : 0;
            return _waiting > 0;
        }
    }

    /// <summary>Removes a waiting caller: it has the outcome, or was cancelled.</summary>
    internal void Leave()
    {
        lock (_gate)
        {
            _waiting--;
            if (_waiting > 0 || _result.Task.IsCompleted)
            {
                return;
            }
        }

        _stop.Cancel();
    }

    /// <summary>Ends the creation.</summary>
    internal void Complete(StoreResult<T> result)
    {
        _result.SetResult(result);
        _ended.SetResult();
    }

    /// <summary>Ends the creation with an exception.</summary>
    internal void Fail(Exception exception)
    {
        _result.SetException(exception);

        // If all callers have left, the exception is not observed, because they have cancelled.
        _ = _result.Task.Exception;
        _ended.SetResult();
    }
}
