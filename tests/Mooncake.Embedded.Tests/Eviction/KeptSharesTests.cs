using Mooncake.Embedded.Eviction;

namespace Mooncake.Embedded.Tests.Eviction;

public sealed class KeptSharesTests
{
    [Fact]
    public void Sum_IsWhatTheArenasToldLast()
    {
        KeptShares kept = new(4);
        kept.Tell(1, 1 << 20);
        kept.Tell(3, 100);
        Assert.Equal((1 << 20) + 100, kept.Sum);

        kept.Tell(1, 0);

        Assert.Equal(100, kept.Sum);
    }
}
