using System.Runtime.CompilerServices;

namespace Mooncake.Operations;

/// <summary>
/// Builds the async methods whose end is their caller's: they run on threads of the SDK's, and what the caller does next must not. Their
/// results are set by the SDK, without the thread pool's help; the caller's continuation goes to the pool.
/// </summary>
/// <remarks>
/// <para>The runtime's builders would run a continuation that asks for it on the thread that completes the method.</para>
/// <para>
/// A method that ends at once allocates nothing. Of one that does not, the state is kept for reuse by the runtime's pooling builder, whose own
/// task nobody ever awaits; the caller's is made beside it, and may be awaited as often as any task.
/// </para>
/// </remarks>
/// <typeparam name="TResult">The result's type.</typeparam>
internal struct OperationMethodBuilder<TResult>
{
    // Not readonly: the builder changes in place.
    private PoolingAsyncValueTaskMethodBuilder<TResult> _method;
    private TaskCompletionSource<TResult>? _caller;

    /// <summary>What the caller awaits.</summary>
    public ValueTask<TResult> Task => _caller is null ? _method.Task : new ValueTask<TResult>(_caller.Task);

    /// <summary>Creates a builder.</summary>
    public static OperationMethodBuilder<TResult> Create() => new() { _method = PoolingAsyncValueTaskMethodBuilder<TResult>.Create() };

    /// <summary>Starts the method on the caller's thread.</summary>
    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => _method.Start(ref stateMachine);

    /// <summary>Called by no compiler of today.</summary>
    public void SetStateMachine(IAsyncStateMachine stateMachine) => _method.SetStateMachine(stateMachine);

    /// <summary>Ends the method.</summary>
    public void SetResult(TResult result)
    {
        // Once the state is given back it is another's, this builder included.
        TaskCompletionSource<TResult>? caller = _caller;
        _method.SetResult(result);
        if (caller is not null)
        {
            GiveStateBack(_method.Task);
            caller.SetResult(result);
        }
    }

    /// <summary>Ends the method with an exception.</summary>
    public void SetException(Exception exception)
    {
        // As the runtime does it: a cancellation makes a task that is cancelled, and throws what was thrown.
        AsyncTaskMethodBuilder<TResult> end = AsyncTaskMethodBuilder<TResult>.Create();
        end.SetException(exception);
        (_caller ??= NewCaller()).SetFromTask(end.Task);
    }

    /// <summary>Goes on with the method when an awaiter has completed.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        _caller ??= NewCaller();
        _method.AwaitOnCompleted(ref awaiter, ref stateMachine);
    }

    /// <summary>Goes on with the method when an awaiter has completed.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        _caller ??= NewCaller();
        _method.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
    }

    private static TaskCompletionSource<TResult> NewCaller() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void GiveStateBack(ValueTask<TResult> ended) => ended.GetAwaiter().GetResult();
}
