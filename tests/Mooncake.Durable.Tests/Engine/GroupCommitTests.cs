using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Engine;

/// <summary>What stands between a write and its acknowledgement, by RocksDB's own count of syncs of the log.</summary>
public sealed class GroupCommitTests
{
    private const uint LogSyncs = 84;

    [Fact]
    public void Write_InTheModeThatSyncs_StandsBehindASync()
    {
        using TestFolder folder = new();
        using TestStore store = Open(folder, DurableSync.Commit);
        for (int i = 0; i < 20; i++)
        {
            ulong before = SyncsOf(store);
            Assert.Equal(0, i % 3 == 2 ? store.Remove($"k{i - 1}") : store.Replace($"k{i}", [1]));
            Assert.Equal(before + 1, SyncsOf(store));
        }

        ulong counted = SyncsOf(store);
        Assert.Equal(0, store.Put("k0", [2]));
        Assert.Equal([1], store.Get("k0"));
        Assert.Equal(counted, SyncsOf(store));
    }

    [Fact]
    public unsafe void Batch_InTheModeThatSyncs_IsOneSync()
    {
        const int count = 100;
        using TestFolder folder = new();
        using TestStore store = Open(folder, DurableSync.Commit);
        byte[] names = new byte[count * 4];
        nint[] keys = new nint[count];
        int[] results = new int[count];
        ulong before = SyncsOf(store);
        fixed (byte* start = names)
        {
            for (int i = 0; i < count; i++)
            {
                "k00\0"u8.CopyTo(names.AsSpan(i * 4));
                names[(i * 4) + 1] += (byte)(i / 10);
                names[(i * 4) + 2] += (byte)(i % 10);
                keys[i] = (nint)(start + (i * 4));
            }

            int[] lengths = [.. Enumerable.Repeat(3, count)];
            nuint[] sizes = [.. Enumerable.Repeat((nuint)3, count)];
            Assert.Equal(0, store.Backend.BatchPutFrom(keys, lengths, keys, sizes, config: null, results));
        }

        Assert.All(results, static result => Assert.Equal(0, result));
        Assert.Equal(before + 1, SyncsOf(store));
        Assert.Equal(count, store.Statistics.Objects);
    }

    [Fact]
    public void Writes_ThatWaitTogether_ShareSyncs()
    {
        const int threads = 8;
        const int writes = 200;
        using TestFolder folder = new();
        using TestStore store = Open(folder, DurableSync.Commit);
        ulong before = SyncsOf(store);
        Thread[] writers = [.. Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            for (int i = 0; i < writes; i++)
            {
                Assert.Equal(0, store.Put($"k{thread}/{i}", [1]));
            }
        }))];
        Array.ForEach(writers, static writer => writer.Start());
        Array.ForEach(writers, static writer => writer.Join());
        Assert.Equal(threads * writes, store.Statistics.Objects);
        Assert.InRange(SyncsOf(store) - before, 1u, (ulong)(threads * writes));
    }

    [Theory]
    [InlineData(DurableSync.Process)]
    [InlineData(DurableSync.None)]
    public void Write_InAnotherMode_SyncsNothing(DurableSync sync)
    {
        using TestFolder folder = new();
        using TestStore store = Open(folder, sync);
        ulong before = SyncsOf(store);
        Assert.Equal(0, store.Put("k", [1]));
        Assert.Equal(before, SyncsOf(store));
    }

    /// <summary>
    /// What had been synced is all that a power failure leaves: the folder with its log cut there holds everything acknowledged.
    /// </summary>
    [Fact]
    public void Folder_CutToWhatWasSynced_HoldsWhatWasAcknowledged()
    {
        using TestFolder folder = new();
        using TestStore store = Open(folder, DurableSync.Commit);
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(0, store.Put($"k{i:d2}", [(byte)i]));

            // The log grows by writes only, and each of them was synced before its answer: the file is as long as what is on disk.
            using TestFolder copy = folder.Copy();
            using TestStore other = new(copy);
            Assert.True(other.SetupAnswer == 0, $"{other.Backend.SetupFailure}");
            Assert.Equal(i + 1, other.List().Count);
        }
    }

    private static TestStore Open(TestFolder folder, DurableSync sync) =>
        new(new DurableOptions { Folder = folder.Path, Sync = sync, KeepsStatistics = true });

    private static unsafe ulong SyncsOf(TestStore store) =>
        store.Backend.Store!.Database.Library.Options.GetTickerCount(store.Backend.Store.Database.Options.Database, LogSyncs);
}
