using Mooncake.Embedded.Clusters;
using Mooncake.Embedded.Eviction;
using Mooncake.Embedded.Memory;
using Mooncake.Embedded.Tests.Support;

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

    [Fact]
    public unsafe void Arena_TellsWhatItKeeps_ToWithinAStep()
    {
        using TestClient client = new();
        Cluster cluster = client.Backend.Cluster!;
        Arena arena = new(cluster, 0);
        Segment segment = cluster.SegmentAt(0);
        Shard shard = cluster.ShardOf(0);
        for (int i = 0; i < 3000; i++)
        {
            byte* range = arena.TryTakeRange(segment, 1000);
            NewObject item = new()
            {
                Hash = (ulong)i,
                Key = (byte*)&i,
                KeyLength = sizeof(int),
                Size = 1000,
                Placement = new Placement { First = new Replica(segment, range != null ? range : segment.TryAllocate(1000, thorough: false)) },
            };
            Assert.Equal(PublishOutcome.Published, arena.Publish(shard, ref item));
            Assert.Equal(0, shard.Remove((ulong)i, (byte*)&i, sizeof(int), force: true, now: 0, out int removed));
            arena.Bury(removed);
            Assert.InRange(cluster.ToldKeptBytes, arena.KeptBytes - KeptShares.Step, arena.KeptBytes + KeptShares.Step);
        }

        arena.Drain(cluster.Readers.Begun);
        Assert.Equal((0, 0), (arena.KeptBytes, cluster.ToldKeptBytes));
    }
}
