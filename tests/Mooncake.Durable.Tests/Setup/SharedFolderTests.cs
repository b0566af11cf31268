using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Setup;

/// <summary>Backends that share a folder, as the handles of the C library do.</summary>
public sealed class SharedFolderTests
{
    [Fact]
    public void Backends_OfOneFolder_SeeTheSameObjectsUntilTheLastIsDisposed()
    {
        using TestFolder folder = new();
        DurableOptions options = new() { Folder = folder.Path, Sync = DurableSync.Process, SharesFolder = true };
        TestStore first = new(options);
        using (TestStore second = new(options with { Folder = folder.Path + "/", CapacityBytes = 1 << 30 }))
        {
            Assert.Equal((0, 0), (first.SetupAnswer, second.SetupAnswer));
            Assert.Equal(0, first.Put("a", [1]));
            first.Dispose();
            Assert.Equal([1], second.Get("a"));
            using TestStore third = new(options);
            Assert.Equal(0, third.SetupAnswer);
            Assert.Equal([1], third.Get("a"));
        }

        using TestStore alone = new(folder);
        Assert.Equal(0, alone.SetupAnswer);
        Assert.Equal([1], alone.Get("a"));
    }

    [Fact]
    public void Backend_WithOtherSettings_IsRefusedAndHoldsNothing()
    {
        using TestFolder folder = new();
        DurableOptions options = new() { Folder = folder.Path, SharesFolder = true };
        using (TestStore first = new(options))
        {
            using TestStore second = new(options with { Sync = DurableSync.None });
            Assert.Equal((int)StoreErrorCode.ClusterOptionsDiffer, second.SetupAnswer);
            Assert.Contains("other settings", second.Backend.SetupFailure!.Cause, StringComparison.Ordinal);
        }

        using TestStore alone = new(folder);
        Assert.Equal(0, alone.SetupAnswer);
    }

    [Fact]
    public void Backend_OfAFolderThatCannotBeOpened_SaysWhyAndLeavesNoShare()
    {
        using TestFolder folder = new();
        using TestStore writer = new(folder);
        using TestStore shared = new(new DurableOptions { Folder = folder.Path, SharesFolder = true });
        Assert.Equal((int)StoreErrorCode.FileLockFail, shared.SetupAnswer);
        writer.Dispose();
        using TestStore again = new(new DurableOptions { Folder = folder.Path, SharesFolder = true });
        Assert.Equal(0, again.SetupAnswer);
    }
}
