using Mooncake.Cli.Monitoring;
using Mooncake.Testing;

namespace Mooncake.Cli.Tests.Monitoring;

public sealed class LiveFiguresTests
{
    private static readonly ManualTimeProvider Clock = new();

    [Fact]
    public void Between_TwoSnapshots_HasRatesAndTheRatioOfTheInterval()
    {
        CounterSnapshot earlier = At(0) with { Hits = 100, Misses = 0, Operations = 10, Evictions = 5, UsedBytes = 1 };
        CounterSnapshot later = At(2) with { Hits = 130, Misses = 10, Operations = 30, Evictions = 5, UsedBytes = 7 };

        LiveFigures figures = LiveFigures.Between(earlier, later, 1, Clock);

        Assert.Equal(10, figures.OperationsPerSecond);
        Assert.Equal(20, figures.ReadsPerSecond);
        Assert.Equal(0.75, figures.HitRatio);
        Assert.Equal(0, figures.EvictionsPerSecond);
        Assert.Equal(7, figures.UsedBytes);
    }

    [Fact]
    public void Between_WithoutReads_HasNoHitRatio()
    {
        CounterSnapshot snapshot = At(0) with { Hits = 1, Misses = 1 };

        LiveFigures figures = LiveFigures.Between(snapshot, snapshot with { Timestamp = At(1).Timestamp }, 1, Clock);

        Assert.Equal((0, null), (figures.ReadsPerSecond, figures.HitRatio));
    }

    [Fact]
    public void Between_WithWhatNothingCounts_HasNone()
    {
        LiveFigures figures = LiveFigures.Between(At(0), At(1) with { Operations = 5 }, 1, Clock);

        Assert.Equal((null, null, null), (figures.OperationsPerSecond, figures.ReadsPerSecond, figures.P99));
    }

    [Fact]
    public void Between_CountersThatBeganAnew_HasNoNegativeRates()
    {
        LiveFigures figures = LiveFigures.Between(At(0) with { Evictions = 100 }, At(1) with { Evictions = 3 }, 1, Clock);

        Assert.Equal(0, figures.EvictionsPerSecond);
    }

    private static CounterSnapshot At(int seconds) => new() { Timestamp = seconds * Clock.TimestampFrequency };
}
