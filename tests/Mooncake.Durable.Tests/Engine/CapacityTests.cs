using Mooncake.Backends;
using Mooncake.Durable.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Durable.Tests.Engine;

/// <summary>What goes when the store is full.</summary>
public sealed class CapacityTests
{
    private const int ObjectBytes = 10_000;
    private const int Fitting = 90;

    [Fact]
    public void FullStore_EvictsTheOldestObjects()
    {
        using TestFolder folder = new();
        using TestStore store = Open(folder, new ManualTimeProvider());
        Fill(store, 0, 200);
        Assert.InRange(store.Statistics.Objects, 80, 100);
        Assert.True(store.Statistics.UsedBytes <= store.Statistics.CapacityBytes);
        List<string> left = store.List();
        Assert.Equal(Enumerable.Range(200 - left.Count, left.Count).Select(NameOf), left);
        Assert.Equal(200, store.Statistics.Objects + store.Statistics.Evictions);
    }

    [Fact]
    public unsafe void Object_LargerThanTheCapacity_IsRefusedUnread()
    {
        using TestFolder folder = new();
        using TestStore store = Open(folder, new ManualTimeProvider());
        Fill(store, 0, 10);
        fixed (byte* key = "huge\0"u8)
        {
            // Nothing lies there: reading it would end the process.
            Assert.Equal((int)StoreErrorCode.NoAvailableHandle, store.Backend.PutFrom(key, 4, (void*)64, 100_000_000, config: null));
        }

        Assert.Equal(10, store.Statistics.Objects);
    }

    [Fact]
    public void RecentlyReadObject_HasASecondChance()
    {
        using TestFolder folder = new();
        ManualTimeProvider time = new();
        using TestStore store = Open(folder, time);
        Fill(store, 0, Fitting);
        store.Get(NameOf(3));
        time.Advance(TimeSpan.FromSeconds(11));
        Fill(store, Fitting, Fitting / 2);
        Assert.Equal((0, 1, 0), (store.IsExist(NameOf(2)), store.IsExist(NameOf(3)), store.IsExist(NameOf(4))));
    }

    [Fact]
    public void LeasedObject_IsKept_UntilItsLeaseEnds()
    {
        using TestFolder folder = new();
        ManualTimeProvider time = new();
        using TestStore store = Open(folder, time);
        Fill(store, 0, Fitting);
        store.Get(NameOf(0));
        Fill(store, 1000, 3 * Fitting);
        Assert.Contains(NameOf(0), store.List());
        time.Advance(TimeSpan.FromSeconds(11));
        Fill(store, 2000, 3 * Fitting);
        Assert.DoesNotContain(NameOf(0), store.List());
    }

    [Fact]
    public void StoreOfLeasedObjects_RefusesUntilTheLeasesEnd()
    {
        using TestFolder folder = new();
        ManualTimeProvider time = new();
        using TestStore store = Open(folder, time);
        int stored = 0;
        while (store.Put(NameOf(stored), new byte[ObjectBytes]) == 0 && store.IsExist(NameOf(0)) == 1)
        {
            store.Get(NameOf(stored++));
            Assert.True(stored < 1000, "Nothing was refused.");
        }

        Assert.Equal((int)StoreErrorCode.NoAvailableHandle, store.Put("more", new byte[ObjectBytes]));
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(0, store.Put("more", new byte[ObjectBytes]));
    }

    [Fact]
    public void Report_NamesTheCapacity_OnlyWhereRaisingItHelps()
    {
        using TestFolder folder = new();
        using TestStore store = Open(folder, new ManualTimeProvider());
        OutOfSpaceReport report = store.Backend.ReportOutOfSpace(1 << 28, keyLength: 4);
        Assert.Equal((OutOfSpaceCause.ObjectTooLarge, "capacity= (CapacityBytes)"), (report.Cause, report.CapacitySetting));
        report = store.Backend.ReportOutOfSpace((1 << 30) + 1, keyLength: 4);
        Assert.Equal((OutOfSpaceCause.ObjectTooLarge, null), (report.Cause, report.CapacitySetting));
    }

    [Fact]
    public void SoftPinnedObject_GoesLast_AndHardPinnedOneNever()
    {
        using TestFolder folder = new();
        using TestStore store = Open(folder, new ManualTimeProvider());
        store.Put("soft", new byte[ObjectBytes], isSoftPinned: true);
        store.Put("hard", new byte[ObjectBytes], isHardPinned: true);
        Fill(store, 0, 300);
        Assert.Contains("soft", store.List());
        for (int i = 0; store.Put($"pin{i}", new byte[ObjectBytes], isHardPinned: true) == 0; i++)
        {
            Assert.True(i < 200, "Nothing was refused.");
        }

        List<string> left = store.List();
        Assert.Contains("hard", left);
        Assert.DoesNotContain("soft", left);
    }

    [Fact]
    public void ExpiredObjects_GoFirst()
    {
        using TestFolder folder = new();
        ManualTimeProvider time = new();
        using TestStore store = Open(folder, time);
        Fill(store, 0, 40);
        long soon = time.GetUtcNow().ToUnixTimeMilliseconds() + 1000;
        for (int i = 0; i < 50; i++)
        {
            store.PutIf($"brief{i}", new byte[ObjectBytes], new Backends.PutTerms(Backends.PutCondition.Absent, ExpiresAt: soon), out _);
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Fill(store, 40, 50);
        Assert.Equal((90, 0, 50), (store.Statistics.Objects, store.Statistics.Evictions, store.Statistics.Expirations));
    }

    [Fact]
    public void StoreWithoutCapacity_EvictsNothing()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        Fill(store, 0, 300);
        Assert.Equal((300, 0, 0), (store.Statistics.Objects, store.Statistics.Evictions, store.Statistics.CapacityBytes));
    }

    [Fact]
    public void Folder_OpenedWithAndWithoutCapacity_HoldsItsObjects()
    {
        using TestFolder folder = new();
        DurableOptions options = new() { Folder = folder.Path, Sync = DurableSync.None, CacheBytes = 0 };
        for (int turn = 0; turn < 4; turn++)
        {
            // Values lie in files of their own where there is a capacity.
            using TestStore store = new(options with { CapacityBytes = turn % 2 == 0 ? 0 : 64 << 20 });
            Fill(store, turn * 20, 20);
            Assert.All(Enumerable.Range(0, (turn + 1) * 20), i => Assert.Equal(ObjectBytes, store.Get(NameOf(i))?.Length));
            Assert.Equal(0, store.Remove(NameOf(turn)));
            Assert.Equal(0, store.Put(NameOf(turn), new byte[ObjectBytes]));
        }

        Assert.NotEmpty(Directory.EnumerateFiles(folder.Path, "*.blob"));
    }

    [Fact]
    public void Folder_AfterMuchMoreThanItsCapacity_TakesAboutItsCapacity()
    {
        using TestFolder folder = new();
        const long capacity = 8 << 20;
        const int objects = 3000;
        DurableOptions options = new() { Folder = folder.Path, Sync = DurableSync.Process, CapacityBytes = capacity, MemtableBytes = 1 << 20 };
        using TestStore store = new(options);
        byte[] value = new byte[20_000];
        for (int i = 0; i < objects; i++)
        {
            new Random(i).NextBytes(value);
            Assert.Equal(0, store.Put(NameOf(i), value));
        }

        // 60 MB were written. What is not live yet to be compacted: some memtables and a level.
        Assert.InRange(folder.FileBytes, capacity / 2, 3 * capacity);
    }

    private static TestStore Open(TestFolder folder, TimeProvider time) =>
        new(new DurableOptions { Folder = folder.Path, Sync = DurableSync.Process, CapacityBytes = 1_000_000 }, time);

    private static string NameOf(int i) => $"k{i:d5}";

    private static void Fill(TestStore store, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            Assert.Equal(0, store.Put(NameOf(i), new byte[ObjectBytes]));
        }
    }
}
