namespace Mooncake.Pipeline;

/// <summary>Takes the thread pool away: no work item runs, and no continuation, while something else does.</summary>
internal static class StarvedThreadPool
{
    // The pool is held to a few threads, and each item takes one for good: what is queued behind these is never come to.
    private const int Blockers = 1000;

    /// <summary>Does something on a thread of its own while the pool is starved, and sees in the end that it was.</summary>
    internal static void Run(Action body)
    {
        ThreadPool.GetMaxThreads(out int workers, out int completionPorts);

        // Not disposed of: some look at it after the last one has been waited for.
        ManualResetEventSlim end = new();
        bool hasRun = false;
        Exception? failure = null;
        Assert.True(ThreadPool.SetMaxThreads(Environment.ProcessorCount, completionPorts));
        try
        {
            for (int i = 0; i < Blockers; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static end => end.Wait(), end, preferLocal: false);
            }

            ThreadPool.UnsafeQueueUserWorkItem(_ => Volatile.Write(ref hasRun, true), (object?)null, preferLocal: false);
            Thread thread = new(() =>
            {
                try
                {
                    body();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            });
            thread.Start();
            thread.Join();
            Assert.False(Volatile.Read(ref hasRun), "The pool was not starved, so that nothing was shown.");
        }
        finally
        {
            end.Set();
            ThreadPool.SetMaxThreads(workers, completionPorts);
            PipelineStore.WaitUntil(() => Volatile.Read(ref hasRun));
        }

        Assert.Null(failure);
    }
}
