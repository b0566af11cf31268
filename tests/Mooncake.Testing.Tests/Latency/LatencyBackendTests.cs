using System.Diagnostics;
using Mooncake.Testing.Tests.Support;

namespace Mooncake.Testing.Tests.Latency;

public sealed class LatencyBackendTests
{
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(10);

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Traits_OverAFreeBackend_SayThatARoundTripCosts()
    {
        using MemoryBackend inner = new();
        using LatencyBackend backend = new(inner, RoundTrip);

        Assert.True(inner.Traits.RoundTripIsFree);
        Assert.False(backend.Traits.RoundTripIsFree);
        Assert.Equal(inner.Traits.TakesDuplicateKeys, backend.Traits.TakesDuplicateKeys);
    }

    [Fact]
    public void Call_OnAManualClock_ReturnsWhenTheClockHasMoved()
    {
        using LatencyBackend backend = new LatencyBackend(new MemoryBackend(), RoundTrip, _clock).Ready();
        CallThread<int> put = new(() => backend.Put("k", [1]));
        Assert.True(_clock.WaitForTimers(1, CallThread<int>.Patience));
        _clock.Advance(RoundTrip - TimeSpan.FromTicks(1));
        Assert.True(put.IsUnderWay);

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(0, put.Answer());
    }

    [Fact]
    public void Batch_OfManyItems_CostsOneRoundTrip()
    {
        using LatencyBackend backend = new LatencyBackend(new MemoryBackend(), RoundTrip, _clock).Ready();
        CallThread<int[]> put = new(() => backend.PutMany([1], "a", "b", "c").Results);
        Assert.True(_clock.WaitForTimers(1, CallThread<int>.Patience));
        _clock.Advance(RoundTrip);

        Assert.Equal([0, 0, 0], put.Answer());
    }

    [Fact]
    public void Calls_NotAmongTheDelayed_ReturnAtOnce()
    {
        using LatencyBackend backend = new LatencyBackend(new MemoryBackend(), RoundTrip, _clock) { DelayedCalls = StoreCalls.Gets }.Ready();

        Assert.Equal(0, backend.Put("k", [1]));
        Assert.Equal(1, backend.Exists("k"));
    }

    [Fact]
    public void Dispose_WithACallUnderWay_EndsItsWait()
    {
        using MemoryBackend inner = new();
        LatencyBackend backend = new LatencyBackend(inner, RoundTrip, _clock, leaveInnerOpen: true).Ready();
        CallThread<int> exists = new(() => backend.Exists("k"));
        Assert.True(_clock.WaitForTimers(1, CallThread<int>.Patience));
        backend.Dispose();

        Assert.Equal(0, exists.Answer());
        Assert.False(inner.IsDisposed);
    }

    // Not an assertion about how precise the wait is: only that it is never shorter.
    [Theory]
    [InlineData(100)]
    [InlineData(3_000)]
    [InlineData(6_000)]
    public void Call_OnTheSystemClock_TakesAtLeastTheRoundTrip(int microseconds)
    {
        TimeSpan roundTrip = TimeSpan.FromMicroseconds(microseconds);
        using LatencyBackend backend = new LatencyBackend(new MemoryBackend(), roundTrip).Ready();
        for (int i = 0; i < 20; i++)
        {
            long start = Stopwatch.GetTimestamp();
            backend.Exists("k");
            Assert.True(Stopwatch.GetElapsedTime(start) >= roundTrip);
        }
    }

    [Fact]
    public void RoundTrip_Negative_Throws()
    {
        using MemoryBackend inner = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencyBackend(inner, TimeSpan.FromTicks(-1)));
    }
}
