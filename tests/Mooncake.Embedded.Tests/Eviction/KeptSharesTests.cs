using Mooncake.Embedded.Eviction;

namespace Mooncake.Embedded.Tests.Eviction;

public sealed class KeptSharesTests
{
    [Fact]
    public void Sum_IsNearWhatTheArenasTold_AndNeverAboveIt()
    {
        KeptShares kept = new(4);
        for (int step = 0; step < 1000; step++)
        {
            long[] told = [step * 7919L % 300_000, step * 104_729L % 300_000, 0, step];
            for (int arena = 0; arena < told.Length; arena++)
            {
                kept.Tell(arena, told[arena]);
            }

            Assert.InRange(kept.Sum, told.Sum() - (4 * 8192), told.Sum());
        }
    }

    [Fact]
    public void Sum_WhenNothingIsKeptAnyMore_IsZero()
    {
        KeptShares kept = new(2);
        kept.Tell(1, 1 << 20);
        Assert.Equal(1 << 20, kept.Sum);

        kept.Tell(1, 0);

        Assert.Equal(0, kept.Sum);
    }
}
