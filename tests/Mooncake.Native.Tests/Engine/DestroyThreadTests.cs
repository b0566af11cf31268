namespace Mooncake.Native.Tests.Engine;

public sealed class DestroyThreadTests
{
    [Fact]
    public void Wait_ThreadAtWork_EndsWhenPatienceDoesAndSucceedsAfterIt()
    {
        using ManualResetEventSlim started = new();
        using ManualResetEventSlim release = new();
        Assert.True(DestroyThread.TryRun(() =>
        {
            started.Set();
            release.Wait();
        }));
        started.Wait(TestContext.Current.CancellationToken);

        Assert.False(DestroyThread.AwaitAll(TimeSpan.Zero));
        Assert.False(DestroyThread.AwaitAll(TimeSpan.FromMilliseconds(1)));
        release.Set();
        Assert.True(DestroyThread.AwaitAll(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Thread_IsABackgroundThreadOutsideThePool()
    {
        using ManualResetEventSlim done = new();
        bool background = false;
        bool pool = true;
        DestroyThread.TryRun(() =>
        {
            background = Thread.CurrentThread.IsBackground;
            pool = Thread.CurrentThread.IsThreadPoolThread;
            done.Set();
        });
        done.Wait(TestContext.Current.CancellationToken);

        Assert.True(background);
        Assert.False(pool);
    }
}
