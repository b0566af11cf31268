using Mooncake.Backends;
using Mooncake.Durable.Caching;
using Mooncake.Durable.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Durable.Tests.Caching;

/// <summary>What the memory tier serves, and what it must not.</summary>
public sealed class MemoryTierTests
{
    [Fact]
    public void PutObject_IsReadFromMemory()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        store.Put("k", [1, 2]);
        Assert.Equal([1, 2], store.Get("k"));
        Assert.Equal((1, 0), Counts(store));
    }

    [Fact]
    public void ReadObject_IsInMemoryAfterwards()
    {
        using TestFolder folder = new();
        using (TestStore before = new(folder))
        {
            before.Put("k", [1, 2]);
        }

        using TestStore store = new(folder);
        Assert.Equal([1, 2], store.Get("k"));
        Assert.Equal([1, 2], store.Get("k"));
        Assert.Equal((1, 1), Counts(store));
        Assert.Equal((2, 0), (store.Statistics.Hits, store.Statistics.Misses));
    }

    [Fact]
    public void MissingObject_IsCountedOnce()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        Assert.Null(store.Get("k"));
        Assert.Equal((0, 1), Counts(store));
        Assert.Equal((0, 1), (store.Statistics.Hits, store.Statistics.Misses));
    }

    [Fact]
    public void ReplacedObject_IsServedAnew()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        store.Put("k", [1, 2]);
        ulong before = store.VersionOf("k");
        store.Replace("k", [3]);
        Assert.Equal([3], store.Get("k"));
        Assert.NotEqual(before, store.VersionOf("k"));
        Assert.Equal((1, 0), Counts(store));
    }

    [Fact]
    public void RemovedObject_IsGone()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        store.Put("k", [1, 2]);
        store.Get("k");
        store.Remove("k");
        Assert.Equal((null, 0), (store.Get("k"), store.IsExist("k")));
    }

    [Fact]
    public unsafe void ObjectsRemovedByPrefix_AreGone()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        for (int i = 0; i < 3000; i++)
        {
            store.Put($"k{i}", [1]);
        }

        Assert.Equal(3000, store.Backend.RemoveByPrefix("k"u8, filter: null, force: true, out _));
        Assert.All(Enumerable.Range(0, 3000), i => Assert.Equal(0, store.IsExist($"k{i}")));
    }

    [Fact]
    public void EvictedObjects_AreGone()
    {
        using TestFolder folder = new();
        using TestStore store = new(new DurableOptions { Folder = folder.Path, Sync = DurableSync.Process, CapacityBytes = 1_000_000 });
        for (int i = 0; i < 300; i++)
        {
            store.Put($"k{i}", new byte[10_000]);
        }

        HashSet<string> listed = [.. store.List()];
        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(listed.Contains($"k{i}"), store.IsExist($"k{i}") == 1));
    }

    [Fact]
    public void ExpiredObject_IsGone_AndItsExpiryCanChange()
    {
        using TestFolder folder = new();
        ManualTimeProvider time = new();
        using TestStore store = new(folder, time);
        long soon = time.GetUtcNow().ToUnixTimeMilliseconds() + 1000;
        store.PutIf("a", [1], new PutTerms(PutCondition.Absent, ExpiresAt: soon), out _);
        store.PutIf("b", [2], new PutTerms(PutCondition.Absent, ExpiresAt: soon), out _);
        store.SetExpiry("b", soon + 1000);
        Assert.Equal((1, 2), (store.Get("a")![0], store.Get("b")![0]));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((null, 1), (store.Get("a"), store.IsExist("b")));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((null, 0), (store.Get("b"), store.IsExist("b")));
    }

    [Fact]
    public void TakenObject_IsGone()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        store.Put("k", [1, 2]);
        Assert.Equal([1, 2], store.Take("k"));
        Assert.Equal((null, null), (store.Get("k"), store.Take("k")));
    }

    [Fact]
    public void LargeObject_GoesPastTheTier()
    {
        using TestFolder folder = new();
        using TestStore store = OpenSmall(folder);
        byte[] large = new byte[2 << 20];
        store.Put("k", large);
        Assert.Equal(large, store.Get("k"));
        Assert.Equal((0, 1), Counts(store));
    }

    [Fact]
    public void MoreThanTheTierHolds_IsReadFromDisk()
    {
        using TestFolder folder = new();
        using TestStore store = OpenSmall(folder);
        for (byte i = 0; i < 100; i++)
        {
            store.Put($"k{i}", [.. Enumerable.Repeat(i, 400_000)]);
        }

        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal((byte)i, store.Get($"k{i}")![399_999]));
        Assert.InRange(store.Backend.Store!.Memory!.UsedBytes, 1 << 20, DurableOptions.SmallestCache);
        Assert.True(Counts(store).Misses > 0);
    }

    [Fact]
    public void ReadFromMemory_RenewsTheLease()
    {
        using TestFolder folder = new();
        ManualTimeProvider time = new();
        using TestStore store = new(folder, time);
        store.Put("k", [1]);
        for (int i = 0; i < 3; i++)
        {
            store.Get("k");
            time.Advance(TimeSpan.FromSeconds(8));
        }

        Assert.Equal((int)StoreErrorCode.ObjectHasLease, store.Remove("k", force: false));
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(0, store.Remove("k", force: false));
    }

    [Fact]
    public void StoreWithoutATier_ReadsFromDisk_AndNothingInPlace()
    {
        using TestFolder folder = new();
        using TestStore store = new(new DurableOptions { Folder = folder.Path, Sync = DurableSync.Process, CacheBytes = 0 });
        store.Put("k", [1]);
        Assert.Equal([1], store.Get("k"));
        Assert.Null(store.Backend.Store!.Memory);
        Assert.Null(store.Backend.GetCapability<IInPlaceReader>());
    }

    [Fact]
    public unsafe void Batch_OfObjectsInMemoryAndOnDisk_AnswersEach()
    {
        using TestFolder folder = new();
        string[] keys = [.. Enumerable.Range(0, 700).Select(static i => $"k{i}")];
        using (TestStore before = new(folder))
        {
            foreach (string key in keys.Where(static (_, i) => i % 7 != 0))
            {
                before.Put(key, System.Text.Encoding.UTF8.GetBytes(key));
            }
        }

        using TestStore store = new(folder);
        Assert.All(keys.Where(static (_, i) => i % 7 != 0 && i % 2 == 0), key => Assert.NotNull(store.Get(key)));
        for (int round = 0; round < 2; round++)
        {
            Assert.Equal(keys.Select(static (key, i) => i % 7 == 0 ? null : key), store.GetMany(keys));
            Assert.Equal(keys.Select(static (_, i) => i % 7 == 0 ? 0 : 1), store.ExistMany(keys));
        }
    }

    private static TestStore OpenSmall(TestFolder folder) =>
        new(new DurableOptions { Folder = folder.Path, Sync = DurableSync.Process, CacheBytes = DurableOptions.SmallestCache });

    private static (long Hits, long Misses) Counts(TestStore store)
    {
        MemoryTier tier = store.Backend.Store!.Memory!;
        return (tier.Hits, tier.Misses);
    }
}
