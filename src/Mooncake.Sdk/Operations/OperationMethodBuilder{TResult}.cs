using System.Runtime.CompilerServices;

namespace Mooncake.Operations;

/// <summary>
/// Async method builder for methods that run on SDK threads but whose callers' continuations must not. The SDK sets their results without
/// the thread pool; the caller's continuation runs on the pool.
/// </summary>
/// <remarks>
/// <para>The runtime's builders would run a synchronous continuation on the thread that completes the method.</para>
/// <para>
/// A method that completes synchronously allocates nothing. Otherwise, the runtime's pooling builder keeps the state for reuse; its own
/// task is never awaited. The caller's task is created separately, and may be awaited as often as any task.
/// </para>
/// </remarks>
/// <typeparam name="TResult">The result's type.</typeparam>
internal struct OperationMethodBuilder<TResult>
{
    // Not readonly: the builder is mutated in place.
    private PoolingAsyncValueTaskMethodBuilder<TResult> _method;
    private TaskCompletionSource<TResult>? _caller;

    /// <summary>The task for the caller.</summary>
    public ValueTask<TResult> Task => _caller is null ? _method.Task : new ValueTask<TResult>(_caller.Task);

    /// <summary>Creates a builder.</summary>
    public static OperationMethodBuilder<TResult> Create() => new() { _method = PoolingAsyncValueTaskMethodBuilder<TResult>.Create() };

    /// <summary>Starts the method on the caller's thread.</summary>
    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => _method.Start(ref stateMachine);

    /// <summary>Not called by current compilers.</summary>
    public void SetStateMachine(IAsyncStateMachine stateMachine) => _method.SetStateMachine(stateMachine);

    /// <summary>Completes the method.</summary>
    public void SetResult(TResult result)
    {
        // After the state is returned it may be reused, including this builder.
        TaskCompletionSource<TResult>? caller = _caller;
        _method.SetResult(result);
        if (caller is not null)
        {
            GiveStateBack(_method.Task);
            caller.SetResult(result);
        }
    }

    /// <summary>Completes the method with an exception.</summary>
    public void SetException(Exception exception)
    {
        // Like the runtime: a cancellation creates a cancelled task, which throws the original exception.
        AsyncTaskMethodBuilder<TResult> end = AsyncTaskMethodBuilder<TResult>.Create();
        end.SetException(exception);
        (_caller ??= NewCaller()).SetFromTask(end.Task);
    }

    /// <summary>Continues the method when an awaiter has completed.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        _caller ??= NewCaller();
        _method.AwaitOnCompleted(ref awaiter, ref stateMachine);
    }

    /// <summary>Continues the method when an awaiter has completed.</summary>
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
