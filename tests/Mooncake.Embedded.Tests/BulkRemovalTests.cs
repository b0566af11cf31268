using System.Text;
using Mooncake.Backends;
using Mooncake.Embedded.Tests.Support;

namespace Mooncake.Embedded.Tests;

/// <summary>Removal of many objects in one call, and what it leaves.</summary>
public sealed class BulkRemovalTests
{
    private static readonly string Long = new('l', 200);

    [Theory]
    [InlineData("kv/a/", 2)]
    [InlineData("kv/a", 3)]
    [InlineData("kv/a/1", 1)]
    [InlineData("kv/a/1x", 0)]
    [InlineData("k", 5)]
    [InlineData(".*", 1)]
    [InlineData("^kv", 0)]
    [InlineData("ключ", 2)]
    [InlineData("llllllllllllllllllllllllllllllllllllllllllllllllllllllll", 2)]
    [InlineData("", 10)]
    public void RemoveByPrefix_ComparesBytes(string prefix, int removed)
    {
        using TestClient client = new();
        string[] keys = ["kv/a/1", "kv/a/2", "kv/ab", "kv/b/1", "k", ".*", "ключ/1", "ключ/é", Long, Long + "/2"];
        foreach (string key in keys)
        {
            client.Put(key, [1]);
        }

        Assert.Equal(removed, client.Backend.RemoveByPrefix(Encoding.UTF8.GetBytes(prefix), filter: null, force: false, out long skipped));
        Assert.Equal(0, skipped);
        foreach (string key in keys)
        {
            Assert.Equal(key.StartsWith(prefix, StringComparison.Ordinal) ? 0 : 1, client.Exists(key));
        }
    }

    [Fact]
    public void RemoveByPrefix_WithAFilter_ShowsItWholeKeysAndRemovesWhatItTakes()
    {
        using TestClient client = new();
        client.Put("a/1", [1]);
        client.Put("a/22", [1]);
        client.Put("a/" + Long, [1]);
        client.Put("b/22", [1]);
        List<string> seen = [];
        KeyFilter filter = key =>
        {
            seen.Add(Encoding.UTF8.GetString(key));
            return key.Length != 4;
        };

        Assert.Equal(2, client.Backend.RemoveByPrefix("a/"u8, filter, force: false, out _));
        Assert.Equal(["a/1", "a/22", "a/" + Long], seen.Order(StringComparer.Ordinal));
        Assert.Equal((1, 1), (client.Exists("a/22"), client.Exists("b/22")));
    }

    [Fact]
    public void BulkRemoval_UnderLeases_CountsWhatItLeaves()
    {
        using TestClient client = new();
        for (int i = 0; i < 10; i++)
        {
            client.Put($"k{i}", [1]);
        }

        client.Exists("k1");
        client.GetBytes("k2");

        Assert.Equal((1, 2), (client.Backend.RemoveByRegex("^k[0-2]$"u8, force: false, out long skipped), skipped));
        Assert.Equal((7, 2), (client.Backend.RemoveByPrefix("k"u8, filter: null, force: false, out skipped), skipped));
        Assert.Equal((1, 0), (client.Backend.RemoveByRegex("1"u8, force: true, out skipped), skipped));
        Assert.Equal((1, 0), (client.Backend.RemoveByPrefix("k"u8, filter: null, force: true, out skipped), skipped));
    }

    [Fact]
    public void BulkRemoval_BeforeSetupOrAfterDisposal_IsRefused()
    {
        using EmbeddedStoreBackend fresh = new(new EmbeddedOptions());
        TestClient closed = new();
        closed.Put("k", [1]);
        closed.Dispose();
        foreach (EmbeddedStoreBackend backend in (EmbeddedStoreBackend[])[fresh, closed.Backend])
        {
            Assert.Equal(-600, backend.RemoveByPrefix("k"u8, filter: null, force: true, out _));
            Assert.Equal(-600, backend.RemoveByRegex("k"u8, force: true, out _));
            Assert.Equal(default, backend.ReportOutOfSpace(1, 1));
        }
    }

    [Fact]
    public void RemoveByPrefix_OfManyObjects_NeedsNoBudget()
    {
        using TestClient client = new(new EmbeddedOptions { RegexBudget = TimeSpan.FromTicks(1) }, segment: 64 * TestClient.MiB);
        for (int i = 0; i < 100_000; i++)
        {
            client.Put($"kv/{i}", [1]);
        }

        client.Put("other", [1]);

        Assert.Equal(100_000, client.Backend.RemoveByPrefix("kv/"u8, filter: null, force: false, out _));
        Assert.Equal(1, client.Statistics.Objects);
        Assert.Equal(1, client.Backend.RemoveAll(force: false));
        Assert.Equal(0, client.Statistics.UsedBytes);
    }

    [Fact]
    public void RemoveByPrefix_WhileAClientLeaves_MissesNoObjectThatMovesToItsOtherReplica()
    {
        EmbeddedOptions named = new() { ClusterName = Guid.NewGuid().ToString() };
        using TestClient stays = new(named);
        for (int round = 0; round < 10; round++)
        {
            TestClient leaves = new(named);
            for (int i = 0; i < 5000; i++)
            {
                stays.Put($"{round}-{i}", [1], replicas: 2, preferred: [leaves.Hostname, stays.Hostname]);
            }

            byte[] prefix = Encoding.UTF8.GetBytes($"{round}-");
            Parallel.Invoke(leaves.Dispose, () => stays.Backend.RemoveByPrefix(prefix, filter: null, force: true, out _));

            Assert.Equal(0, stays.Statistics.Objects);
        }
    }

    [Fact]
    public void RemoveByPrefix_WhileOthersPutAndRemove_TakesAllThatWereThereBefore()
    {
        using TestClient client = new(segment: 64 * TestClient.MiB);
        for (int round = 0; round < 5; round++)
        {
            for (int i = 0; i < 10_000; i++)
            {
                client.Put($"kv/{i}", [1]);
            }

            using CancellationTokenSource stop = new();
            Thread other = new(() =>
            {
                for (int i = 0; !stop.IsCancellationRequested; i++)
                {
                    client.Put($"other/{i % 5000}", [1]);
                    client.Remove($"other/{(i + 2500) % 5000}", force: true);
                }
            });
            other.Start();
            long removed = client.Backend.RemoveByPrefix("kv/"u8, filter: null, force: true, out _);
            stop.Cancel();
            other.Join();

            Assert.Equal(10_000, removed);
            Assert.Equal(0, client.RemoveByRegex("^kv/", force: true));
        }
    }
}
