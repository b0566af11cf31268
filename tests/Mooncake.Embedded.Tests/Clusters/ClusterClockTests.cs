using Mooncake.Embedded.Clusters;
using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests.Clusters;

public sealed class ClusterClockTests
{
    [Fact]
    public void NowForGrant_OnTheSystemsClock_IsNeverAheadOfIt()
    {
        ClusterClock clock = new(TimeProvider.System);
        for (int i = 0; i < 1000; i++)
        {
            long granted = clock.NowForGrant;
            Assert.InRange(granted, 1, clock.Now);
        }
    }

    [Fact]
    public void NowForGrant_OnAnyOtherClock_FollowsItExactly()
    {
        FakeTime time = new();
        ClusterClock clock = new(time);
        Assert.Equal(clock.Now, clock.NowForGrant);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(clock.Now, clock.NowForGrant);
        Assert.Equal(0, clock.GrantDelay);
    }
}
