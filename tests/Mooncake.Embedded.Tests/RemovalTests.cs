using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests;

public sealed class RemovalTests
{
    [Fact]
    public void RemoveByRegex_MatchesAnywhereInTheKeysBytes()
    {
        using TestClient client = new();
        foreach (string key in new[] { "user_1", "user_2", "xuser_3", "a.b", "aXb", "ключ-é", new string('z', 500) + "end" })
        {
            client.Put(key, [1]);
        }

        Assert.Equal(2, client.RemoveByRegex("^user_[0-9]$"));
        Assert.Equal(1, client.RemoveByRegex("user"));
        Assert.Equal(1, client.RemoveByRegex(@"a\.b"));
        Assert.Equal(1, client.RemoveByRegex("юч-..$"));
        Assert.Equal(1, client.RemoveByRegex("z{400}end"));
        Assert.Equal(0, client.RemoveByRegex("nothing"));
        Assert.Equal(1, client.RemoveByRegex(""));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("*a")]
    [InlineData("(?i)a")]
    [InlineData("(?<=a)b")]
    public void RemoveByRegex_OfAnInvalidPattern_RemovesNothing(string pattern)
    {
        using TestClient client = new();
        client.Put("ab", [1]);

        Assert.Equal(-600, client.RemoveByRegex(pattern));
        Assert.Equal(1, client.Exists("ab"));
    }

    [Fact]
    public void RemoveByRegex_BeyondItsBudget_RemovesNothing()
    {
        using TestClient client = new(new EmbeddedOptions { RegexBudget = TimeSpan.FromMilliseconds(100) });
        for (int i = 0; i < 100; i++)
        {
            client.Put($"a{i}", [1]);
        }

        client.Put(new string('a', 100) + "!", [1]);

        Assert.Equal((int)StoreErrorCode.PatternTooCostly, client.RemoveByRegex("a[0-9]|(a+)+$", force: true));
        Assert.Equal(101, client.Statistics.Objects);
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("(a*)*b")]
    [InlineData("(?=(a+)+!!)")]
    public void RemoveByRegex_ThatBacktracksWithoutEndOnOneKey_RemovesNothing(string pattern)
    {
        using TestClient client = new(new EmbeddedOptions { RegexBudget = TimeSpan.FromHours(1) });
        client.Put("a", [1]);
        client.Put(new string('a', 100) + "!", [1]);

        Assert.Equal((int)StoreErrorCode.PatternTooCostly, client.RemoveByRegex(pattern, force: true));
        Assert.Equal(2, client.Statistics.Objects);
    }

    [Fact]
    public void RegexBudget_GrowsWithTheObjects()
    {
        using TestClient client = new(new EmbeddedOptions { RegexBudget = TimeSpan.FromSeconds(2) });

        Assert.Equal(TimeSpan.FromSeconds(2), client.Backend.Cluster!.RegexBudgetFor(0));
        Assert.Equal(TimeSpan.FromSeconds(12), client.Backend.Cluster.RegexBudgetFor(1_000_000));
        Assert.Equal(TimeSpan.FromSeconds(102), client.Backend.Cluster.RegexBudgetFor(10_000_000));
    }

    [Fact]
    public void Remove_OfManyAndPutAgain_ReusesTheirMemory()
    {
        using TestClient client = new(new EmbeddedOptions { EvictionWatermark = 1 });
        for (int round = 0; round < 20; round++)
        {
            byte[] value = TestClient.Pattern(round, 1 << 20);
            for (int i = 0; i < 15; i++)
            {
                Assert.Equal(0, client.Put($"o{i}", value));
                Assert.True(value.AsSpan().SequenceEqual(client.GetBytes($"o{i}")));
            }

            Assert.Equal(15, client.Backend.RemoveAll(force: true));
        }

        Assert.Equal(0, client.Statistics.Evictions);
        Assert.Equal(0, client.Statistics.UsedBytes);
    }

    [Fact]
    public void Replace_OfNothing_IsAPut()
    {
        using TestClient client = new(staging: 1);

        Assert.Equal(0, client.Replace("k", [1, 2]));
        Assert.Equal([1, 2], client.GetBytes("k"));
        Assert.Equal(0, client.Replace("k", [3]));
        Assert.Equal([3], client.GetBytes("k"));
        Assert.Equal(-600, client.Replace("", [3]));
        Assert.Equal(-600, client.Replace("a\0b", [3]));
    }

    [Fact]
    public void Put_LargerThanTheStagingBuffer_IsRefused()
    {
        using TestClient client = new(staging: 100);

        Assert.Equal(-600, client.Put("k", new byte[101]));
        Assert.Equal(0, client.Put("k", new byte[100]));
    }
}
