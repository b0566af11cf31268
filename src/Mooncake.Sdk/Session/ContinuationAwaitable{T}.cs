using System.Runtime.CompilerServices;

namespace Mooncake.Session;

/// <summary>An operation that is awaited on a session's threads, or on the thread that completes it.</summary>
/// <typeparam name="T">The result's type.</typeparam>
/// <param name="operation">The operation.</param>
/// <param name="threads">The threads; null for the thread that ends the operation.</param>
internal readonly struct ContinuationAwaitable<T>(ValueTask<T> operation, ContinuationThreads? threads) : ICriticalNotifyCompletion
{
    private readonly ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter _awaiter =
        operation.ConfigureAwait(threads is not null).GetAwaiter();
    private readonly ContinuationThreads? _threads = threads;

    /// <summary>True if the operation has ended.</summary>
    public bool IsCompleted => _awaiter.IsCompleted;

    /// <summary>Itself.</summary>
    public ContinuationAwaitable<T> GetAwaiter() => this;

    /// <summary>The result; throws the operation's exception, if there is one.</summary>
    public T GetResult() => _awaiter.GetResult();

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
