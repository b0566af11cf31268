namespace Mooncake.Pipeline;

/// <summary>A signal wakes its thread whether that thread spins, parks, or does not wait yet.</summary>
public sealed class WakeSignalTests
{
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(1);

    [Fact]
    public void Wait_AfterTheSignal_EndsAtOnce()
    {
        WakeSignal signal = new();
        signal.Set();
        signal.Set();
        signal.Wait(Timeout.InfiniteTimeSpan);

        // Both signals count as one.
        Assert.False(signal.TrySpin(TimeSpan.Zero));
    }

    [Fact]
    public void TrySpin_AfterTheSignal_TakesIt()
    {
        WakeSignal signal = new();
        signal.Set();
        Assert.True(signal.TrySpin(TimeSpan.Zero));
        Assert.False(signal.TrySpin(TimeSpan.Zero));
    }

    [Fact]
    public void Wait_WithALimit_EndsWithoutASignal() => new WakeSignal().Wait(TimeSpan.FromMilliseconds(1));

    /// <summary>Two threads hand a number back and forth; a lost signal stops both.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(200)]
    public void Signals_BetweenTwoThreads_AreNeverLost(int spinMicroseconds)
    {
        const int Rounds = 20_000;
        WakeSignal ping = new();
        WakeSignal pong = new();
        int number = 0;
        Thread other = new(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                Take(ping, spinMicroseconds);
                number++;
                pong.Set();
            }
        })
        { IsBackground = true };
        other.Start();
        for (int i = 0; i < Rounds; i++)
        {
            ping.Set();
            Take(pong, spinMicroseconds);
            Assert.Equal(i + 1, number);
        }

        Assert.True(other.Join(Never));
    }

    private static void Take(WakeSignal signal, int spinMicroseconds)
    {
        if (!signal.TrySpin(TimeSpan.FromMicroseconds(spinMicroseconds)))
        {
            signal.Wait(Timeout.InfiniteTimeSpan);
        }
    }
}
