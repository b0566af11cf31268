using Mooncake.Backends;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Engine;

/// <summary>A disk that is full: a small file system in memory, where this process may mount one.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public void FullDisk_FailsWritesAndLosesNothing()
    {
        using SmallDisk? disk = SmallDisk.TryMount("12m");
        Assert.SkipWhen(disk is null, "This process may not mount a file system.");
        DurableOptions options = new() { Folder = Path.Combine(disk.Path, "store"), MemtableBytes = 1 << 20 };
        int stored = 0;
        using (TestStore store = new(options))
        {
            int answer;
            while ((answer = store.Put(NameOf(stored), ValueOf(stored))) == 0)
            {
                Assert.True(++stored < 1000, "The disk never was full.");
            }

            Assert.Equal((int)StoreErrorCode.NoAvailableHandle, answer);
            Assert.InRange(stored, 10, 200);
            Assert.Equal(ValueOf(0), store.Get(NameOf(0)));
            Assert.Equal(ValueOf(stored - 1), store.Get(NameOf(stored - 1)));
            Assert.Equal((int)StoreErrorCode.NoAvailableHandle, store.Put("more", ValueOf(1)));
            Assert.Equal(OutOfSpaceCause.DiskFull, store.Backend.ReportOutOfSpace(100_000, keyLength: 4).Cause);

            // Space alone is not enough: RocksDB accepts no writes until the store is opened again.
            disk.Resize("40m");
            Assert.Equal((int)StoreErrorCode.NoAvailableHandle, store.Put("more", ValueOf(1)));
        }

        using TestStore again = new(options);
        Assert.True(again.SetupAnswer == 0, $"{again.Backend.SetupFailure}");
        Assert.All(Enumerable.Range(0, stored), i => Assert.Equal(ValueOf(i), again.Get(NameOf(i))));
        Assert.Equal(0, again.Put("more", ValueOf(1)));
    }

    /// <summary>Without a log, the first to find the disk full is a flush in the background, and later writes would wait for it.</summary>
    [Fact]
    public void FullDisk_WithoutALog_FailsWritesInsteadOfWaiting()
    {
        using SmallDisk? disk = SmallDisk.TryMount("12m");
        Assert.SkipWhen(disk is null, "This process may not mount a file system.");
        DurableOptions options = new() { Folder = Path.Combine(disk.Path, "store"), MemtableBytes = 1 << 20, Sync = DurableSync.None };
        using TestStore store = new(options);
        int stored = 0;
        int answer = 0;
        Thread writer = new(() =>
        {
            while (stored < 1000 && (answer = store.Put(NameOf(stored), ValueOf(stored))) == 0)
            {
                stored++;
            }
        });
        writer.Start();

        Assert.True(writer.Join(TimeSpan.FromMinutes(2)), "A write waits on a full disk.");
        Assert.Equal((int)StoreErrorCode.NoAvailableHandle, answer);
        Assert.Equal(OutOfSpaceCause.DiskFull, store.Backend.ReportOutOfSpace(100_000, keyLength: 4).Cause);
        Assert.Equal(ValueOf(0), store.Get(NameOf(0)));
        Assert.Equal(ValueOf(stored - 1), store.Get(NameOf(stored - 1)));
    }

    private static string NameOf(int i) => $"k{i:d4}";

    private static byte[] ValueOf(int i)
    {
        byte[] value = new byte[100_000];
        new Random(i).NextBytes(value);
        return value;
    }
}
