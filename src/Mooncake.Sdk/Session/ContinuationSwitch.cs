using System.Runtime.CompilerServices;

namespace Mooncake.Session;

/// <summary>Awaited to leave a lane: the method continues on a session's threads.</summary>
/// <param name="threads">The threads.</param>
internal readonly struct ContinuationSwitch(ContinuationThreads threads) : ICriticalNotifyCompletion
{
    private readonly ContinuationThreads _threads = threads;

    /// <summary>True on one of the threads.</summary>
    public bool IsCompleted => SynchronizationContext.Current == _threads;

    /// <summary>Itself.</summary>
    public ContinuationSwitch GetAwaiter() => this;

    /// <summary>Has no result.</summary>
    public void GetResult()
    {
    }

    /// <summary>Like <see cref="UnsafeOnCompleted"/>, which every async method calls: the context flows with the method.</summary>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation) => _threads.Post(static action => ((Action)action!)(), continuation);
}
