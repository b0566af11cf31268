using Mooncake.Backends;
using Mooncake.Embedded.Clusters;
using Mooncake.Embedded.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Embedded.Tests;

/// <summary>Expired objects whose memory comes back though no call meets them.</summary>
public sealed unsafe class ExpiryRoundTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void ExpiredObjects_ThatNoCallMeets_AreReclaimedInARound()
    {
        using TestClient client = new(time: _time);
        Cluster cluster = client.Backend.Cluster!;
        Put(client, "a", ttl: 1000);
        Put(client, "b", ttl: 10_000);
        client.Put("c", [1]);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((1, 2), (cluster.Expirations, cluster.CountObjects()));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((2, 1), (cluster.Expirations, cluster.CountObjects()));

        // The rounds have ended, as nothing expires any more; the next expiry begins them anew.
        Put(client, "d", ttl: 1000);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((3, 1), (cluster.Expirations, cluster.CountObjects()));
    }

    [Fact]
    public void ExpiredObjects_GoBeforeOthersAreEvicted()
    {
        using TestClient client = new(new EmbeddedOptions { LeaseDuration = TimeSpan.Zero }, new FakeTime());
        FakeTime time = (FakeTime)client.Backend.Cluster!.TimeProvider;
        byte[] value = new byte[1 << 20];
        for (int i = 0; i < 5; i++)
        {
            client.Put($"old{i}", value);
        }

        for (int i = 0; i < 8; i++)
        {
            Put(client, $"expires{i}", ttl: 1000, value);
        }

        time.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 7; i++)
        {
            Assert.Equal(0, client.Put($"new{i}", value));
        }

        Assert.Equal(0, client.Statistics.Evictions);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(1, client.Exists($"old{i}")));
    }

    [Fact]
    public void HardPinnedObjects_ExpireAsWell()
    {
        using TestClient client = new(time: _time);
        Assert.Equal(0, client.Put("k", [1], hardPin: true));
        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal(0, client.Backend.SetExpiry(key, 1, _time.GetUtcNow().ToUnixTimeMilliseconds() + 1));
        }

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, client.Backend.Cluster!.CountObjects());
    }

    private static void Put(TestClient client, string key, int ttl, byte[]? value = null)
    {
        PutTerms terms = new(PutCondition.Always, ExpiresAt: client.Backend.Cluster!.UtcNow + ttl);
        byte[] bytes = value ?? [1];
        fixed (byte* k = TestClient.Key(key), v = bytes)
        {
            Assert.Equal(0, client.Backend.PutIf(k, key.Length, v, (nuint)bytes.Length, null, in terms, out _));
        }
    }
}
