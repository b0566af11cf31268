namespace Mooncake.Session;

/// <summary>Runs blocking work on a thread of its own, never on one of the pool's.</summary>
internal static class DedicatedThread
{
    /// <summary>Runs work that answers something.</summary>
    /// <param name="name">The thread's name, for debuggers.</param>
    /// <param name="work">The work; what it throws faults the task.</param>
    internal static Task<TResult> Run<TResult>(string name, Func<TResult> work)
    {
        TaskCompletionSource<TResult> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception exception)
            {
                // Nothing may end the process from here; the task carries it to whoever awaits.
                done.SetException(exception);
            }
        })
        {
            Name = name,
            IsBackground = true,
        };
        thread.Start();
        return done.Task;
    }

    /// <summary>Runs work.</summary>
    /// <param name="name">The thread's name, for debuggers.</param>
    /// <param name="work">The work; what it throws faults the task.</param>
    internal static Task Run(string name, Action work) => Run(name, () =>
    {
        work();
        return true;
    });
}
