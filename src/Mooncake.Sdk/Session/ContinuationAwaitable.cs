using System.Runtime.CompilerServices;

namespace Mooncake.Session;

/// <summary>An operation that is awaited on a session's threads.</summary>
/// <param name="operation">The operation.</param>
/// <param name="threads">The threads.</param>
internal readonly struct ContinuationAwaitable(ValueTask operation, ContinuationThreads threads) : ICriticalNotifyCompletion
{
    private readonly ValueTaskAwaiter _awaiter = operation.GetAwaiter();
    private readonly ContinuationThreads _threads = threads;

    /// <summary>True if the operation has ended.</summary>
    public bool IsCompleted => _awaiter.IsCompleted;

    /// <summary>Itself.</summary>
    public ContinuationAwaitable GetAwaiter() => this;

    /// <summary>Throws the operation's exception, if there is one.</summary>
    public void GetResult() => _awaiter.GetResult();

    /// <summary>Like <see cref="UnsafeOnCompleted"/>, which every async method calls: the context flows with the method.</summary>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation)
    {
        SynchronizationContext? callers = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_threads);
        try
        {
            _awaiter.UnsafeOnCompleted(continuation);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(callers);
        }
    }
}
