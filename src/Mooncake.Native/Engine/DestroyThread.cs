namespace Mooncake.Native;

/// <summary>
/// Runs a <c>destroy</c> that nobody waits for on a thread of its own: it takes seconds when the master is gone, which neither
/// the finalizer thread nor a caller of another operation may be made to wait.
/// </summary>
/// <remarks>
/// They are background threads, since one that hangs must not keep the process alive. But the process does wait for them a bounded
/// time when it ends: otherwise its segment stays with the master until that notices, and the library's static destructors run
/// under a <c>destroy</c> that is still at work.
/// </remarks>
internal static class DestroyThread
{
    /// <summary>How long the end of the process waits. A <c>destroy</c> without a master was seen to take 13 s.</summary>
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(15);

    private static readonly object Gate = new();
    private static int _running;

    static DestroyThread() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => AwaitAll(ExitPatience);

    /// <summary>Starts the thread.</summary>
    /// <param name="destroy">What it does; must not throw.</param>
    /// <returns>False if the process has no room for another thread; the store then leaks.</returns>
    internal static bool TryRun(Action destroy)
    {
        Thread thread = new(() => Run(destroy)) { IsBackground = true, Name = "mooncake-destroy" };
        lock (Gate)
        {
            _running++;
        }

        try
        {
            thread.UnsafeStart();
            return true;
        }
        catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
        {
            // On the finalizer thread an exception would end the process; SafeHandle reports the leak to the debugger.
            Finish();
            return false;
        }
    }

    /// <summary>Waits until no thread is at work.</summary>
    /// <param name="patience">The longest that it waits.</param>
    /// <returns>True if none is.</returns>
    internal static bool AwaitAll(TimeSpan patience)
    {
        long start = Environment.TickCount64;
        lock (Gate)
        {
            while (_running > 0)
            {
                double left = patience.TotalMilliseconds - (Environment.TickCount64 - start);
                if (left <= 0 || !Monitor.Wait(Gate, TimeSpan.FromMilliseconds(left)))
                {
                    return false;
                }
            }

            return true;
        }
    }

    private static void Run(Action destroy)
    {
        try
        {
            destroy();
        }
        finally
        {
            Finish();
        }
    }

    private static void Finish()
    {
        lock (Gate)
        {
            _running--;
            Monitor.PulseAll(Gate);
        }
    }
}
