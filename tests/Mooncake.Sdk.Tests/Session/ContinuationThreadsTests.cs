namespace Mooncake.Session;

/// <summary>Threads of the SDK's own, on which operations go on between their steps.</summary>
public sealed class ContinuationThreadsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Await_OfWhatHasNotEnded_GoesOnOnOneOfThem()
    {
        ContinuationThreads threads = new();
        TaskCompletionSource before = new();
        Task<(Thread Thread, SynchronizationContext? Context)> after = AfterAsync(before.Task, threads);
        before.SetResult();
        (Thread thread, SynchronizationContext? context) = await after;
        Assert.False(thread.IsThreadPoolThread);
        Assert.Equal("Mooncake continuations", thread.Name);
        Assert.Same(threads, context);
    }

    [Fact]
    public async Task Await_OfWhatHasEnded_GoesOnAtOnce()
    {
        ContinuationThreads threads = new();
        (Thread thread, _) = await AfterAsync(Task.CompletedTask, threads);
        Assert.Same(Thread.CurrentThread, thread);
        Assert.Equal(0, threads.Count);
    }

    [Fact]
    public void Await_LeavesTheCallersContextAsItWas()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext callers = new();
        SynchronizationContext.SetSynchronizationContext(callers);
        try
        {
            _ = AfterAsync(new TaskCompletionSource().Task, new ContinuationThreads());
            Assert.Same(callers, SynchronizationContext.Current);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public async Task Post_WhileOneIsBusy_StartsAnother()
    {
        ContinuationThreads threads = new();
        TaskCompletionSource second = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ManualResetEventSlim gate = new();
        threads.Post(
            _ =>
            {
                Assert.True(gate.Wait(Patience, Stop));
                first.SetResult();
            },
            null);
        threads.Post(_ => second.SetResult(), null);
        await second.Task.WaitAsync(Patience, Stop);
        Assert.False(first.Task.IsCompleted);
        gate.Set();
        await first.Task.WaitAsync(Patience, Stop);
        Assert.Equal(2, threads.Count);
    }

    [Fact]
    public async Task Post_Often_UsesNoMoreThreadsThanThereAreCores()
    {
        const int Posts = 10_000;
        ContinuationThreads threads = new();
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int ran = 0;
        for (int i = 0; i < Posts; i++)
        {
            threads.Post(
                _ =>
                {
                    if (Interlocked.Increment(ref ran) == Posts)
                    {
                        all.SetResult();
                    }
                },
                null);
        }

        await all.Task.WaitAsync(Patience, Stop);
        Assert.InRange(threads.Count, 1, Math.Max(2, Environment.ProcessorCount));
    }

    [Fact]
    public async Task Threads_ThatFindNothingToDo_EndAndAreStartedAnew()
    {
        ContinuationThreads threads = new(idleTime: TimeSpan.Zero);
        for (int round = 0; round < 3; round++)
        {
            TaskCompletionSource ran = new(TaskCreationOptions.RunContinuationsAsynchronously);
            threads.Post(_ => ran.SetResult(), null);
            await ran.Task.WaitAsync(Patience, Stop);
            Assert.True(SpinWait.SpinUntil(() => threads.Count == 0, Patience));
        }
    }

    private static async Task<(Thread Thread, SynchronizationContext? Context)> AfterAsync(Task before, ContinuationThreads threads)
    {
        await before.On(threads);
        return (Thread.CurrentThread, SynchronizationContext.Current);
    }
}
