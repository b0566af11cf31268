namespace Mooncake.Embedded.Tests;

public sealed class EmbeddedOptionsTests
{
    [Fact]
    public void Options_WithEqualValues_AreEqual() =>
        Assert.Equal(
            new EmbeddedOptions { ClusterName = "a", LeaseDuration = TimeSpan.FromSeconds(1) },
            new EmbeddedOptions { ClusterName = "a", LeaseDuration = TimeSpan.FromSeconds(1) });

    [Fact]
    public void Options_OutsideTheirRange_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new EmbeddedOptions { ClusterName = "" });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmbeddedOptions { LeaseDuration = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmbeddedOptions { SoftPinDuration = TimeSpan.MaxValue });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmbeddedOptions { EvictionWatermark = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmbeddedOptions { EvictionWatermark = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmbeddedOptions { EvictionRatio = 1.01 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EmbeddedOptions { RegexBudget = TimeSpan.Zero });
    }

    [Fact]
    public void Backend_WithoutOptions_IsRefused() => Assert.Throws<ArgumentNullException>(() => new EmbeddedStoreBackend(null!));
}
