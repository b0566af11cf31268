using Mooncake.Cli.Charts;

namespace Mooncake.Cli.Tests.Charts;

public sealed class AxisTests
{
    [Fact]
    public void Linear_OfRatios_HasTicksAtRoundValues()
    {
        Axis axis = Axis.Linear([0.1, 0.3664], fromZero: true);

        Assert.Equal(["0", "0.1", "0.2", "0.3", "0.4"], axis.Ticks.Select(Axis.Text));
        Assert.Equal(0.4, axis.To, 6);
    }

    [Fact]
    public void Linear_OfOneValue_HasARange()
    {
        Axis axis = Axis.Linear([7], fromZero: false);

        Assert.True(axis.To > axis.From);
        Assert.Equal(0, axis.PositionOf(7));
    }

    [Fact]
    public void Logarithmic_PutsEqualRatiosAtEqualDistances()
    {
        Axis axis = Axis.Logarithmic([100, 10_000]);

        Assert.Equal(0.5, axis.PositionOf(1000), 6);
        Assert.Contains(1000, axis.Ticks);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-5)]
    [InlineData(1e30)]
    public void PositionOf_AnyValue_IsOnTheAxis(double value)
    {
        Assert.InRange(Axis.Linear([1, 2], fromZero: true).PositionOf(value), 0, 1);
        Assert.InRange(Axis.Logarithmic([1, 2]).PositionOf(value), 0, 1);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.25, "0.25")]
    [InlineData(3000, "3,000")]
    [InlineData(1_500_000, "1.5M")]
    [InlineData(2e9, "2G")]
    public void Text_OfATick_IsShort(double value, string text) => Assert.Equal(text, Axis.Text(value));
}
