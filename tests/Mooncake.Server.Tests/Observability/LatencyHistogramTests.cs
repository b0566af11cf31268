using System.Diagnostics;
using Mooncake.Server.Observability;

namespace Mooncake.Server.Tests.Observability;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(1_000)]
    [InlineData(123_456_789)]
    [InlineData((1L << 40) - 1)]
    public void Percentile_OfOneDuration_IsWithinASixteenth(long ticks)
    {
        LatencyHistogram histogram = new();
        histogram.Add(ticks);

        double expected = ticks * 1e6 / Stopwatch.Frequency;
        Assert.InRange(histogram.Percentile(0.5)!.Value, expected * 15 / 16, (expected * 17 / 16) + (1e6 / Stopwatch.Frequency));
    }

    [Fact]
    public void Percentile_OfManyDurations_IsTheOneOfItsRank()
    {
        LatencyHistogram histogram = new();
        for (int i = 0; i < 99; i++)
        {
            histogram.Add(8);
        }

        histogram.Add(1 << 20);

        Assert.Equal(8e6 / Stopwatch.Frequency, histogram.Percentile(0.99)!.Value, 3);
        Assert.True(histogram.Percentile(0.995) > (1 << 19) * 1e6 / Stopwatch.Frequency);
    }

    [Fact]
    public void Percentile_WithoutDurations_IsNull() => Assert.Null(new LatencyHistogram().Percentile(0.5));

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Add_OfADurationBeyondTheRange_CountsIt(long ticks)
    {
        LatencyHistogram histogram = new();

        histogram.Add(ticks);

        Assert.Equal(1, histogram.Count);
    }

    [Fact]
    public void Since_AnEarlierCopy_HasWhatCameAfterwards()
    {
        LatencyHistogram histogram = new();
        histogram.Add(3);
        LatencyHistogram earlier = new();
        earlier.Add(histogram);
        histogram.Add(9);

        LatencyHistogram since = histogram.Since(earlier);

        Assert.Equal(1, since.Count);
        Assert.Equal(9e6 / Stopwatch.Frequency, since.Percentile(1)!.Value, 3);
    }
}
