using System.Text;
using Mooncake.Backends;
using Mooncake.Conformance.Engines;
using static Mooncake.Conformance.Capabilities.CapabilityClient;

namespace Mooncake.Conformance.Capabilities;

/// <summary>Listings of keys.</summary>
/// <typeparam name="TEngine">The engine.</typeparam>
public abstract class KeyScanConformance<TEngine> : CapabilitySuite<TEngine, IKeyScanner>
    where TEngine : ConformanceEngine, new()
{
    [Fact]
    public void ScanKeys_OfAnEmptyStore_ListsNothing()
    {
        using CapabilityClient client = Open();
        Assert.Empty(client.Page(""));
        Assert.Equal((0, NotFound), (client.Scanner.CountKeys(default), client.Scanner.RandomKey(new byte[9])));
    }

    [Fact]
    public void ScanKeys_OfAPrefix_ListsItsKeysInTheOrderOfTheirBytes()
    {
        using CapabilityClient client = Open();
        string[] keys = ["b", "b/", "b/2", "b/10", "b/\u00e9", "b/\U0001F600", "b/\uffee", "b0", "a", "c", "B/1"];
        Assert.All(keys, key => client.Put(key, 1));
        string[] expected = [.. keys.Where(static key => key.StartsWith("b/", StringComparison.Ordinal)).OrderBy(Encoding.UTF8.GetBytes, ByBytes)];
        Assert.Equal(expected, client.Page("b/"));
        Assert.Equal(keys.OrderBy(Encoding.UTF8.GetBytes, ByBytes), client.List("", count: 2));
        Assert.Empty(client.Page("d"));
        Assert.Equal((6, 11, 0), (client.Scanner.CountKeys("b/"u8), client.Scanner.CountKeys(default), client.Scanner.CountKeys("d"u8)));
    }

    [Theory]
    [InlineData("", false, "p1")]
    [InlineData("a", true, "p1")]
    [InlineData("p1", true, "p1")]
    [InlineData("p1", false, "p3")]
    [InlineData("p2", true, "p3")]
    [InlineData("p3", false, null)]
    [InlineData("q", true, null)]
    public void ScanKeys_FromAKey_BeginsThere(string from, bool isInclusive, string? first)
    {
        using CapabilityClient client = Open();
        Assert.All(["a", "p1", "p3", "z"], key => client.Put(key, 1));
        Assert.Equal(first, client.Page("p", from, isInclusive).FirstOrDefault());
    }

    [Fact]
    public void ScanKeys_IntoSmallBuffers_ListsWhatFits()
    {
        using CapabilityClient client = Open();
        Assert.All(["aa", "bb", "cccc"], key => client.Put(key, 1));
        Assert.Equal(["aa", "bb"], client.Page("", room: 5));
        Assert.Equal(["aa"], client.Page("", count: 1));
        int[] lengths = [0, 0];
        Assert.Equal((int)StoreErrorCode.BufferTooSmall, client.Scanner.ScanKeys("c"u8, default, isInclusive: true, new byte[3], lengths));
        Assert.Equal(4, lengths[0]);
        Assert.Equal(Invalid, client.Scanner.ScanKeys(default, default, isInclusive: true, new byte[3], default));
    }

    [Fact]
    public void ScanKeys_AfterChanges_SeesThem()
    {
        using CapabilityClient client = Open();
        Assert.All(["a", "b", "c"], key => client.Put(key, 1));
        Assert.Equal(["a", "b", "c"], client.Page(""));
        client.Remove("b");
        client.Put("bb", 1);
        Assert.Equal(["a", "bb", "c"], client.Page(""));
        client.Put("b", 1);
        client.Remove("a");
        Assert.Equal(["b", "bb", "c"], client.Page(""));
        client.Backend.RemoveAll(force: true);
        Assert.Empty(client.Page(""));
    }

    [Theory]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(1000)]
    public void ScanKeys_OfLongKeys_ListsThem(int length)
    {
        using CapabilityClient client = Open();
        string[] keys = [.. Enumerable.Range(0, 600).Select(i => $"{new string('k', length - 4)}{i:d4}")];
        Assert.All(keys.Reverse(), key => client.Put(key, 1));
        Assert.Equal(keys, client.List("k", count: 3));
    }

    [Fact]
    public void ScanKeys_PageByPage_ListsEveryKeyOnce()
    {
        using CapabilityClient client = Open();
        string[] keys = [.. Enumerable.Range(0, 20_000).Select(static i => $"k{i * 7919 % 20_000:d5}")];
        Assert.All(keys, key => client.Put(key, 1));
        Assert.Equal(keys.Order(StringComparer.Ordinal), client.List("k", count: 100));
        Assert.Equal(111, client.Scanner.CountKeys("k000"u8) + client.Scanner.CountKeys("k0011"u8) + client.Scanner.CountKeys("k19999"u8));
    }

    [Fact]
    public void ScanKeys_WhileKeysComeAndGo_MissesNoneThatStaysAndListsNoneTwice()
    {
        using CapabilityClient client = Open();
        string[] stay = [.. Enumerable.Range(0, 2000).Select(static i => $"k{i:d4}s")];
        Assert.All(stay, key => client.Put(key, 1));
        bool isOver = false;
        Thread[] churn = [.. Enumerable.Range(0, 2).Select(seed => new Thread(() =>
        {
            Random random = new(seed);
            while (!Volatile.Read(ref isOver))
            {
                string key = $"k{random.Next(2000):d4}{(char)('a' + random.Next(3))}";
                client.Put(key, 1);
                client.Remove($"k{random.Next(2000):d4}{(char)('a' + random.Next(3))}");
            }
        }))];
        Array.ForEach(churn, static thread => thread.Start());
        try
        {
            for (int round = 0; round < 20; round++)
            {
                List<string> listed = client.List("k", count: 64);
                Assert.Equal(listed.Order(StringComparer.Ordinal).Distinct(), listed);
                Assert.Equal(stay, listed.Where(static key => key.EndsWith('s')));
            }
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            Array.ForEach(churn, static thread => thread.Join());
        }
    }

    [Fact]
    public void ScanKeys_WhileKeysAreReplaced_ListsThemAll()
    {
        using CapabilityClient client = Open();
        if (client.Backend.GetCapability<IConditionalWriter>() is null)
        {
            Assert.Skip("The engine has no conditional writes.");
        }

        string[] keys = [.. Enumerable.Range(0, 500).Select(static i => $"k{i:d3}")];
        Assert.All(keys, key => client.Put(key, 1));
        bool isOver = false;
        Thread churn = new(() =>
        {
            for (int i = 0; !Volatile.Read(ref isOver); i++)
            {
                client.PutIf(keys[i % keys.Length], [2], PutCondition.Always);
            }
        });
        churn.Start();
        try
        {
            for (int round = 0; round < 200; round++)
            {
                Assert.Equal(keys, client.List("k", count: 50));
            }
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            churn.Join();
        }
    }

    [Fact]
    public void Listings_ByManyAtATime_AreEachWhole()
    {
        using CapabilityClient client = Open();
        string[] keys = [.. Enumerable.Range(0, 1000).Select(static i => $"k{i:d3}")];
        Assert.All(keys, key => client.Put(key, 1));
        Parallel.For(0, 4, _ => Assert.Equal(keys.Order(StringComparer.Ordinal), client.List("k", count: 37)));
    }

    [Fact]
    public void Calls_SeeNoExpiredKey()
    {
        using CapabilityClient client = Open();
        if (client.Backend.GetCapability<IExpiry>() is null)
        {
            Assert.Skip("The engine has no expiry.");
        }

        client.Put("k1", 1);
        client.PutIf("k2", [1], PutCondition.Always, expiresAt: client.Now + 1000);
        Assert.Equal(["k1", "k2"], client.Page("k"));
        client.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(["k1"], client.Page("k"));
        Assert.Equal("k1", client.Floor("k", "k3"));
        Assert.Equal((1, 1), (client.Scanner.CountKeys("k"u8), client.Scanner.CountKeys(default)));
        byte[] key = new byte[2];
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal((2, (byte)'1'), (client.Scanner.RandomKey(key), key[1])));
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("", "a", "a")]
    [InlineData("", "b", "a")]
    [InlineData("", "zz", "z")]
    [InlineData("p", "o", null)]
    [InlineData("p", "p", null)]
    [InlineData("p", "p2", "p1")]
    [InlineData("p", "p3", "p3")]
    [InlineData("p", "p3x", "p3")]
    [InlineData("p", "q", "p3")]
    [InlineData("p", "zz", "p3")]
    [InlineData("r", "zz", null)]
    [InlineData("p1", "p2", "p1")]
    public void FloorKey_OfAKey_IsTheGreatestKeyOfThePrefixNotAboveIt(string prefix, string at, string? expected)
    {
        using CapabilityClient client = Open();
        Assert.Null(client.Floor(prefix, at));
        Assert.All(["a", "p1", "p3", "q", "z"], key => client.Put(key, 1));
        Assert.Equal(expected, client.Floor(prefix, at));
    }

    [Theory]
    [InlineData("", "a", null)]
    [InlineData("", "p3", "p1")]
    [InlineData("", "p2", "p1")]
    [InlineData("p", "p1", null)]
    [InlineData("p", "q", "p3")]
    public void FloorKey_BelowAKey_IsNotTheKeyItself(string prefix, string at, string? expected)
    {
        using CapabilityClient client = Open();
        Assert.All(["a", "p1", "p3", "q", "z"], key => client.Put(key, 1));
        Assert.Equal(expected, client.Floor(prefix, at, isInclusive: false));
    }

    [Fact]
    public void FloorKey_OfBytesThatAreNoText_KeepsTheOrderOfBytes()
    {
        using CapabilityClient client = Open();
        byte[][] keys = [[0x61, 0x7f], [0x61, 0xff], [0x61, 0xff, 0xff], [0x62], [0xff], [0xff, 0xff]];
        Assert.All(keys, key => client.Put(key));
        byte[] found = new byte[4];
        Assert.Equal(3, client.Scanner.FloorKey([0x61, 0xff], [0xff], isInclusive: true, found));
        Assert.Equal([0x61, 0xff, 0xff], found[..3]);
        Assert.Equal(2, client.Scanner.FloorKey([0xff, 0xff], [0xff, 0xff, 0], isInclusive: true, found));
        Assert.Equal(NotFound, client.Scanner.FloorKey([0xff, 0xff], [0xff], isInclusive: true, found));
        Assert.Equal((1, (byte)0x62), (client.Scanner.FloorKey(default, [0xff], isInclusive: false, found), found[0]));
    }

    [Fact]
    public void FloorKey_IntoASmallBuffer_IsTheLength()
    {
        using CapabilityClient client = Open();
        client.Put("abc", 1);
        byte[] found = [9, 9];
        Assert.Equal(3, client.Scanner.FloorKey("a"u8, "b"u8, isInclusive: true, found));
        Assert.Equal([9, 9], found);
    }

    [Fact]
    public void FloorKey_AfterChanges_SeesThem()
    {
        using CapabilityClient client = Open();
        Assert.All(Enumerable.Range(0, 2000), i => client.Put($"k{i:d4}", 1));
        Assert.All(Enumerable.Range(0, 2000), i => Assert.Equal($"k{i:d4}", client.Floor("k", $"k{i:d4}~")));
        Assert.All(Enumerable.Range(1, 1998), i => client.Remove($"k{i:d4}"));
        Assert.Equal("k0000", client.Floor("k", "k1998"));
        client.Put("k1000", 1);
        Assert.Equal("k1000", client.Floor("k", "k1998"));
        client.Backend.RemoveAll(force: true);
        Assert.Null(client.Floor("k", "k1998"));
    }

    [Fact]
    public void RandomKey_AskedOften_GivesEveryKeyAndOnlyThose()
    {
        using CapabilityClient client = Open();
        for (int i = 0; i < 1000; i++)
        {
            client.Put($"k{i}", 1);
            client.Remove(i < 990 ? $"k{i}" : "none");
        }

        HashSet<string> seen = [];
        byte[] key = new byte[8];
        for (int i = 0; i < 20_000 && seen.Count < 10; i++)
        {
            seen.Add(Encoding.UTF8.GetString(key, 0, client.Scanner.RandomKey(key)));
        }

        Assert.Equal(Enumerable.Range(990, 10).Select(static i => $"k{i}").ToHashSet(), seen);
    }

    private static readonly Comparer<byte[]> ByBytes = Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b));
}
