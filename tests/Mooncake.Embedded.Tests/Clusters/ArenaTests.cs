using Mooncake.Embedded.Clusters;
using Mooncake.Embedded.Eviction;
using Mooncake.Embedded.Memory;
using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests.Clusters;

/// <summary>What one processor's arena has must not be lost to the others: memory, entries, and objects to evict.</summary>
public sealed unsafe class ArenaTests : IDisposable
{
    private const int MiB = 1 << 20;
    private const int Small = 4096;

    private readonly TestClient _client = new(new EmbeddedOptions { LeaseDuration = TimeSpan.Zero });

    /// <summary>One that no thread of the process puts into.</summary>
    private readonly Arena _arena;
    private readonly Segment _segment;

    public ArenaTests()
    {
        Cluster cluster = _client.Backend.Cluster!;
        _arena = new Arena(cluster, 0);
        _segment = cluster.SegmentAt(0);
    }

    [Fact]
    public void Put_OfTheWholeSegment_AfterSmallObjectsWereRemoved_FindsAllOfIt()
    {
        for (int i = 0; i < 500; i++)
        {
            _client.Put($"o{i}", new byte[Small]);
        }

        for (int i = 0; i < 500; i++)
        {
            Assert.Equal(0, _client.Remove($"o{i}"));
        }

        Assert.Equal(0, _client.Put("all", new byte[16 * MiB]));
        Assert.Equal(0, _client.Statistics.Evictions);
    }

    [Fact]
    public void Statistics_AfterRemovals_CountNothingThatIsOnlyKept()
    {
        for (int i = 0; i < 2000; i++)
        {
            _client.Put($"o{i}", new byte[100]);
            _client.Remove($"o{i}");
        }

        Assert.Equal(0, _client.Statistics.UsedBytes);
    }

    [Fact]
    public void Publish_OfAKeyThatIsTaken_LeavesNothingBehind()
    {
        Cluster cluster = _client.Backend.Cluster!;
        Shard shard = cluster.ShardOf(0);
        fixed (byte* key = "k"u8)
        {
            NewObject first = Item(key, 1, 0);
            NewObject second = Item(key, 1, 0);
            Assert.Equal(PublishOutcome.Published, _arena.Publish(shard, ref first));
            Assert.Equal(PublishOutcome.Exists, _arena.Publish(shard, ref second));
            second.Placement.Revoke(Small);
            Assert.Equal(0, shard.Remove(0, key, 1, force: true, now: 0, out int removed, out _));
            _arena.Retire(removed);
        }

        Assert.False(_arena.Drain(cluster.Readers.Begun));
        Assert.Equal(0, _segment.UsedBytes);
        Assert.Equal((1, 1), (_arena.Puts, _arena.Removals));
    }

    [Fact]
    public void Removed_Objects_LeaveTheirRangesToTheArenasNextPuts()
    {
        PutAndRemove(1500);

        Assert.NotEqual(0, _arena.KeptBytes);
        long used = _segment.UsedBytes;
        byte* range = _arena.TryTakeRange(_segment, Small);
        Assert.True(range != null);
        Assert.Equal(used, _segment.UsedBytes);
        _segment.Revoke(range, Small);
        _arena.Drain(_client.Backend.Cluster!.Readers.Begun);
        Assert.Equal((0, 0), (_arena.KeptBytes, _segment.UsedBytes));
    }

    [Fact]
    public void ExpectsTakenKeys_UntilManyNewOnesCame_AndAgainAfterOneThatIsTaken()
    {
        Assert.True(_arena.ExpectsTakenKeys);
        PutAndRemove(1500);
        Assert.False(_arena.ExpectsTakenKeys);

        Shard shard = _client.Backend.Cluster!.ShardOf(0);
        fixed (byte* key = "k"u8)
        {
            NewObject first = Item(key, 1, 0);
            NewObject second = Item(key, 1, 0);
            _arena.Publish(shard, ref first);
            Assert.False(_arena.ExpectsTakenKeys);
            _arena.Publish(shard, ref second);
            second.Placement.Revoke(Small);
            shard.Remove(0, key, 1, force: true, now: 0, out int removed, out _);
            _arena.Retire(removed);
        }

        Assert.True(_arena.ExpectsTakenKeys);
        PutAndRemove(64);
        Assert.False(_arena.ExpectsTakenKeys);
        _arena.Drain(_client.Backend.Cluster!.Readers.Begun);
    }

    [Fact]
    public void ExpectsTakenKeys_WhereNoRangeIsKept_WhateverCameBefore()
    {
        PutAndRemove(1500);
        _arena.Drain(_client.Backend.Cluster!.Readers.Begun);

        Assert.True(_arena.ExpectsTakenKeys);
    }

    [Fact]
    public void KeptBytes_AreToldTheCluster_ToWithinAStep()
    {
        Cluster cluster = _client.Backend.Cluster!;
        Shard shard = cluster.ShardOf(0);
        for (int i = 0; i < 3000; i++)
        {
            byte* range = _arena.TryTakeRange(_segment, Small);
            NewObject item = Item((byte*)&i, sizeof(int), (ulong)i, range);
            Assert.Equal(PublishOutcome.Published, _arena.Publish(shard, ref item));
            Assert.Equal(0, shard.Remove((ulong)i, (byte*)&i, sizeof(int), force: true, now: 0, out int removed, out _));
            _arena.Retire(removed);
            Assert.InRange(cluster.ToldKeptBytes, _arena.KeptBytes - KeptShares.Step, _arena.KeptBytes + KeptShares.Step);
        }

        Assert.NotEqual(0, _arena.KeptBytes);
        _arena.Drain(cluster.Readers.Begun);
        Assert.Equal((0, 0), (_arena.KeptBytes, cluster.ToldKeptBytes));
    }

    [Fact]
    public void TryLendEntriesTo_GivesWhatTheOtherLacks_UnlessThereAreFew()
    {
        Arena needy = new(_client.Backend.Cluster!, 1);
        Assert.False(_arena.TryLendEntriesTo(needy));

        PutAndRemove(4000);
        _arena.Drain(_client.Backend.Cluster!.Readers.Begun);

        Assert.True(_arena.TryLendEntriesTo(needy));
    }

    public void Dispose() => _client.Dispose();

    private void PutAndRemove(int count)
    {
        Shard shard = _client.Backend.Cluster!.ShardOf(0);
        for (int first = 0; first < count; first += 1000)
        {
            int last = Math.Min(first + 1000, count);
            for (int i = first; i < last; i++)
            {
                NewObject item = Item((byte*)&i, sizeof(int), (ulong)i);
                Assert.Equal(PublishOutcome.Published, _arena.Publish(shard, ref item));
            }

            for (int i = first; i < last; i++)
            {
                Assert.Equal(0, shard.Remove((ulong)i, (byte*)&i, sizeof(int), force: true, now: 0, out int removed, out _));
                _arena.Retire(removed);
            }
        }
    }

    private NewObject Item(byte* key, int length, ulong hash, byte* range = null) => new()
    {
        Hash = hash,
        Key = key,
        KeyLength = length,
        Size = Small,
        Placement = new Placement { First = new Replica(_segment, range != null ? range : _segment.TryAllocate(Small, thorough: false)) },
    };
}
