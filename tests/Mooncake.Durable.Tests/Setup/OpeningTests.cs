using System.Buffers.Binary;
using Mooncake.Backends;
using Mooncake.Durable.Rocks;
using Mooncake.Durable.Setup;
using Mooncake.Durable.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Durable.Tests.Setup;

/// <summary>Opening a folder, again and in vain.</summary>
public sealed class OpeningTests
{
    [Theory]
    [InlineData(DurableSync.Commit)]
    [InlineData(DurableSync.Process)]
    [InlineData(DurableSync.None)]
    public void Store_OpenedAgain_HoldsItsObjectsPinsAndExpiries(DurableSync sync)
    {
        using TestFolder folder = new();
        ManualTimeProvider time = new();
        long soon = time.GetUtcNow().ToUnixTimeMilliseconds() + 5000;
        DurableOptions options = new() { Folder = folder.Path, Sync = sync, CapacityBytes = 1 << 20 };
        ulong version;
        using (TestStore first = new(options, time))
        {
            Assert.Equal(0, first.Put("a", [1, 2, 3]));
            Assert.Equal(0, first.Put("pinned", new byte[600_000], isHardPinned: true));
            Assert.Equal(0, first.PutIf("brief", [4], new PutTerms(PutCondition.Absent, ExpiresAt: soon), out _));
            Assert.Equal(0, first.Put("gone", [5]));
            version = first.VersionOf("gone");
            Assert.Equal(0, first.Remove("gone"));
        }

        using TestStore second = new(options, time);
        Assert.Equal(["a", "brief", "pinned"], second.List());
        Assert.Equal([1, 2, 3], second.Get("a"));
        Assert.Equal(soon, second.GetExpiry("brief"));
        Assert.Equal((3, 600_000 + 4 + (2 * 12) + (3 * 64)), (second.Statistics.Objects, second.Statistics.UsedBytes));

        // The pin holds: nothing can be evicted for an object that does not fit beside it.
        Assert.Equal((int)StoreErrorCode.NoAvailableHandle, second.Put("b", new byte[500_000]));
        Assert.Equal(0, second.Put("gone", [6]));
        Assert.True(second.VersionOf("gone") > version, "A version was given twice.");
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(second.Get("brief"));
        Assert.Equal(3, second.Statistics.Objects);
    }

    [Fact]
    public void Store_OpenedWithOtherOptions_HoldsItsObjects()
    {
        using TestFolder folder = new();
        DurableOptions options = new() { Folder = folder.Path };
        DurableOptions[] turns =
        [
            options,
            options with { Sync = DurableSync.None, Compression = DurableCompression.Zstd },
            options with { Compression = DurableCompression.Lz4, TableCacheBytes = DurableOptions.SmallestTableCache, OpenFiles = 16 },
            options with { Recovery = DurableRecovery.ToDamage },
            options with { Sync = DurableSync.Process, CapacityBytes = 1 << 20 },
            options,
        ];
        for (int turn = 0; turn < turns.Length; turn++)
        {
            using TestStore store = new(turns[turn]);
            Assert.True(store.SetupAnswer == 0, $"Turn {turn}: {store.Backend.SetupFailure}");
            Assert.Equal(Enumerable.Range(0, turn).Select(static i => $"k{i}"), store.List());
            Assert.Equal(0, store.Put($"k{turn}", [(byte)turn, 1]));
            Assert.Equal([0, 1], store.Get("k0"));
        }
    }

    [Fact]
    public void Folder_InUse_IsRefusedAndUsableAfterwards()
    {
        using TestFolder folder = new();
        using (TestStore first = new(folder))
        {
            using TestStore second = new(folder);
            Assert.Equal((int)StoreErrorCode.FileLockFail, second.SetupAnswer);
            Assert.Contains("already open in another store", second.Backend.SetupFailure!.Cause, StringComparison.Ordinal);
            Assert.Equal(0, first.Put("a", [1]));
        }

        using TestStore third = new(folder);
        Assert.Equal((0, null), (third.SetupAnswer, third.Backend.SetupFailure));
        Assert.Equal([1], third.Get("a"));
    }

    [Fact]
    public void Folder_WithOtherFiles_IsRefusedAndLeftAlone()
    {
        using TestFolder folder = new();
        Directory.CreateDirectory(folder.Path);
        File.WriteAllText(Path.Combine(folder.Path, "thesis.txt"), "text");
        using TestStore store = new(folder);
        Assert.Equal((int)StoreErrorCode.FileOpenFail, store.SetupAnswer);
        Assert.Contains("contains files, but no durable store", store.Backend.SetupFailure!.Cause, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Folder_ThatCannotBeMade_IsRefused()
    {
        using TestFolder folder = new();
        File.WriteAllText(folder.Path, "a file");
        try
        {
            using TestStore store = new(new DurableOptions { Folder = Path.Combine(folder.Path, "below") });
            Assert.Equal((int)StoreErrorCode.FileOpenFail, store.SetupAnswer);
            Assert.Contains("cannot be used", store.Backend.SetupFailure!.Cause, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(folder.Path);
        }
    }

    [Fact]
    public unsafe void Store_OfAnotherFormatVersion_IsRefused()
    {
        using TestFolder folder = new();
        using (TestStore store = new(folder))
        {
            byte[] version = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(version, 7);
            Assert.Null(OwnRecords.Create(store.Backend.Store!.Database, version, new byte[32]));
        }

        using TestStore again = new(folder);
        Assert.Equal((int)StoreErrorCode.InvalidVersion, again.SetupAnswer);
        Assert.Contains("format version 7", again.Backend.SetupFailure!.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedManifest_IsRefused()
    {
        using TestFolder folder = new();
        using (TestStore store = new(folder))
        {
            store.Put("a", [1]);
        }

        string manifest = Directory.EnumerateFiles(folder.Path, "MANIFEST-*").Single();
        byte[] bytes = File.ReadAllBytes(manifest);
        bytes[20] ^= 1;
        File.WriteAllBytes(manifest, bytes);
        using TestStore again = new(folder);
        Assert.Equal((int)StoreErrorCode.ChecksumMismatch, again.SetupAnswer);
    }

    [Fact]
    public void Library_ThatIsNotThere_IsAFailureThatListsThePaths()
    {
        Assert.False(RocksLibrary.TryLoad(RocksFiles.Candidates("/none", ["/other"]), out _, out SetupFailure? failure));
        Assert.Equal(StoreErrorCode.LibraryNotLoaded, failure.Code);
        Assert.Equal(3, failure.Details.Count);
        Assert.All(failure.Details, static line => Assert.Contains("there is no such file", line, StringComparison.Ordinal));
        Assert.Contains(RocksFiles.FileName, failure.Cause, StringComparison.Ordinal);
    }
}
