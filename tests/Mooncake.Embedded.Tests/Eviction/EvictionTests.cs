using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests.Eviction;

public sealed class EvictionTests : IDisposable
{
    private const int MiB = 1 << 20;

    private readonly FakeTime _time = new();
    private readonly TestClient _client;

    public EvictionTests() => _client = Open(new EmbeddedOptions { LeaseDuration = TimeSpan.FromSeconds(2), SoftPinDuration = TimeSpan.FromMinutes(1) });

    [Fact]
    public void Put_PastTheWatermark_EvictsTheOldestFirst()
    {
        Fill(0, 30);

        string[] kept = Kept(30);
        Assert.InRange(kept.Length, 12, 15);
        Assert.Equal([.. Enumerable.Range(30 - kept.Length, kept.Length).Select(i => $"o{i}")], kept);
    }

    [Fact]
    public void Read_MakesAnObjectYoungAgain()
    {
        Fill(0, 14);
        _client.Exists("o0");
        _client.Exists("o3");
        _time.Advance(TimeSpan.FromSeconds(3));

        Fill(14, 20);

        Assert.Equal(1, _client.Exists("o0"));
        Assert.Equal(1, _client.Exists("o3"));
        Assert.Equal(0, _client.Exists("o1"));
        Assert.Equal(0, _client.Exists("o2"));
    }

    [Fact]
    public void Round_FreesAsMuchAsTheOptionSays()
    {
        using TestClient client = Open(new EmbeddedOptions { EvictionWatermark = 0.5, EvictionRatio = 0.25 });
        for (int i = 0; i < 2000; i++)
        {
            client.Put($"o{i}", new byte[64 * 1024]);
            Assert.InRange(client.Statistics.UsedBytes, 0, (long)(0.5 * 16 * MiB) + (64 * 1024));
            if (i > 256)
            {
                Assert.InRange(client.Statistics.UsedBytes, (long)(0.2 * 16 * MiB), 16 * MiB);
            }
        }

        Assert.True(client.Statistics.Evictions > 1800);
    }

    [Fact]
    public void LeasedObjects_AreNotEvicted_UntilTheirLeasesEnd()
    {
        Fill(0, 14);
        for (int i = 0; i < 14; i++)
        {
            _client.Exists($"o{i}");
        }

        Assert.Equal(0, Put("o14"));
        Assert.Equal(0, Put("o15"));
        Assert.Equal(0, Put("more"));
        Assert.Equal(14, Enumerable.Range(0, 14).Count(i => _client.Exists($"o{i}") == 1));

        _time.Advance(TimeSpan.FromSeconds(2));
        Fill(20, 30);
        Assert.InRange(Kept(14).Length, 0, 4);
    }

    [Fact]
    public void Put_WhenAllIsLeased_AnswersNoAvailableHandle()
    {
        for (int i = 0; i < 16; i++)
        {
            Put($"o{i}", hardPin: true);
        }

        Assert.Equal(-200, Put("more"));
        Assert.Equal(0, _client.Remove("o5"));
        Assert.Equal(0, Put("more"));
        _client.Exists("more");
        Assert.Equal(-200, Put("other"));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, Put("other"));
        Assert.Equal(0, _client.Exists("more"));
    }

    [Fact]
    public void HardPinnedObjects_StayForEver()
    {
        for (int i = 0; i < 40; i++)
        {
            Assert.Equal(i < 16 ? 0 : -200, Put($"o{i}", hardPin: true));
        }

        _time.Advance(TimeSpan.FromDays(300));
        Assert.Equal(-200, Put("more"));
        Assert.Equal(16, Kept(40).Length);
    }

    [Fact]
    public void SoftPinnedObjects_GoOnlyWhenNothingElseCan()
    {
        for (int i = 0; i < 10; i++)
        {
            Put($"s{i}", softPin: true);
        }

        Fill(0, 100);
        Assert.Equal(10, Enumerable.Range(0, 10).Count(i => _client.Exists($"s{i}") == 1));
        _time.Advance(TimeSpan.FromSeconds(3));

        for (int i = 0; i < 8; i++)
        {
            Assert.Equal(0, Put($"h{i}", hardPin: true));
        }

        Assert.Empty(Kept(100));
        Assert.Equal(8, Enumerable.Range(0, 10).Count(i => _client.Exists($"s{i}") == 1));
    }

    [Fact]
    public void SoftPin_EndsAfterItsDuration()
    {
        Put("s", softPin: true);
        Fill(0, 30);
        Assert.Equal(1, _client.Exists("s"));

        _time.Advance(TimeSpan.FromMinutes(1));
        Fill(100, 130);

        Assert.Equal(0, _client.Exists("s"));
    }

    [Fact]
    public void LargePut_EvictsUntilItsRoomIsInOnePiece()
    {
        for (int i = 0; i < 200; i++)
        {
            _client.Put($"small{i}", new byte[64 * 1024]);
        }

        Assert.Equal(0, _client.Put("large", new byte[15 * MiB]));
        Assert.Equal(15 * MiB, _client.Size("large"));
    }

    [Fact]
    public void Put_LargerThanAnySegment_EvictsNothing()
    {
        Fill(0, 10);

        Assert.Equal(-200, _client.Replace("x", new byte[(16 * MiB) + 1]));

        Assert.Equal(10, Kept(10).Length);
    }

    [Fact]
    public void ManySmallObjects_AreKeptInNearlyLruOrder()
    {
        using TestClient client = Open(new EmbeddedOptions { LeaseDuration = TimeSpan.Zero });
        byte[] value = new byte[4096];
        for (int i = 0; i < 20_000; i++)
        {
            client.Put($"o{i}", value);
        }

        long live = client.Statistics.Objects;
        int young = Enumerable.Range(20_000 - (int)(live * 9 / 10), (int)(live * 9 / 10)).Count(i => client.Exists($"o{i}") == 1);
        int old = Enumerable.Range(0, 20_000 - (int)(live * 11 / 10)).Count(i => client.Exists($"o{i}") == 1);
        Assert.Equal((int)(live * 9 / 10), young);
        Assert.Equal(0, old);
    }

    public void Dispose() => _client.Dispose();

    private TestClient Open(EmbeddedOptions options) => new(options, _time);

    private int Put(string key, bool softPin = false, bool hardPin = false) => _client.Put(key, new byte[MiB], softPin, hardPin);

    private void Fill(int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            Assert.Equal(0, Put($"o{i}"));
        }
    }

    private string[] Kept(int count) => [.. Enumerable.Range(0, count).Select(i => $"o{i}").Where(key => _client.Exists(key) == 1)];
}
