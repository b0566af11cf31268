using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Engine;

/// <summary>What a health check reports while writes fail, and afterwards.</summary>
public sealed class HealthTests
{
    [Fact]
    public void HealthCheck_OfAStoreThatWrites_WritesAtMostOnce()
    {
        using TestFolder folder = new();
        using TestStore store = new(new DurableOptions { Folder = folder.Path, Sync = DurableSync.Commit });
        Assert.Equal(0, store.Put("key", [1]));
        Assert.Equal(StoreHealth.Healthy, HealthOf(store));
        long writes = store.Backend.Store!.State.LogSyncs.Sum;

        Assert.Equal(StoreHealth.Healthy, HealthOf(store));
        Assert.Equal(writes, store.Backend.Store.State.LogSyncs.Sum);
    }

    [Fact]
    public void HealthCheck_AfterAFailedWrite_RecoversWithoutOtherWrites()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        Assert.Equal(StoreHealth.Healthy, HealthOf(store));
        store.Backend.Store!.State.LastWriteError = "IO error: No space left on device";

        Assert.Equal(StoreHealth.Healthy, HealthOf(store));
        Assert.Null(store.Backend.Store.State.LastWriteError);
    }

    [Fact]
    public void HealthCheck_WhileTheFolderIsMissing_ReportsThatWritesFail()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The folder of an open store cannot be moved on Windows.");
        using TestFolder folder = new();
        using TestFolder elsewhere = new();
        using TestStore store = new(folder);
        Directory.Move(folder.Path, elsewhere.Path);
        Assert.Equal(StoreHealth.WritesFail, HealthOf(store));

        Directory.Move(elsewhere.Path, folder.Path);
        Assert.Equal(StoreHealth.Healthy, HealthOf(store));
    }

    [Fact]
    public void HealthCheck_OnAFullDisk_ReportsThatWritesFail()
    {
        using SmallDisk? disk = SmallDisk.TryMount("12m");
        Assert.SkipWhen(disk is null, "This process may not mount a file system.");
        DurableOptions options = new() { Folder = Path.Combine(disk.Path, "store"), MemtableBytes = 1 << 20 };
        using (TestStore store = new(options))
        {
            Assert.Equal(StoreHealth.Healthy, HealthOf(store));
            disk.LeaveFree(256 << 10);
            byte[] value = new byte[100_000];
            for (int i = 0; i < 1000 && store.Put($"k{i}", value) == 0; i++)
            {
            }

            Assert.Equal(StoreHealth.WritesFail, HealthOf(store));
            Assert.Equal(value, store.Get("k0"));
        }

        disk.Free();
        using TestStore again = new(options);
        Assert.Equal(StoreHealth.Healthy, HealthOf(again));
    }

    [Fact]
    public void HealthCheck_OfAReadOnlyStore_IsHealthy()
    {
        using TestFolder folder = new();
        using (TestStore store = new(folder))
        {
            Assert.Equal(0, store.Put("key", [1]));
        }

        using TestStore reader = new(new DurableOptions { Folder = folder.Path, IsReadOnly = true });
        Assert.Equal(StoreHealth.Healthy, HealthOf(reader));
    }

    private static StoreHealth HealthOf(TestStore store) => (StoreHealth)store.Backend.HealthCheck();
}
