using Mooncake.Durable.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Durable.Tests.Maintenance;

/// <summary>Checkpoints at an interval.</summary>
public sealed class CheckpointScheduleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    [Fact]
    public async Task Schedule_AsTimePasses_MakesCheckpointsAndKeepsTheNewest()
    {
        using TestFolder folder = new();
        using TestFolder copies = new();
        ManualTimeProvider time = new();
        using TestStore store = Open(folder, copies, time);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(0, store.Put($"k{i}", [1]));
            time.Advance(Interval);
            await store.Backend.Schedule!.Running;
            Assert.Null(store.Backend.Schedule.LastFailure);
            Assert.Equal(time.GetUtcNow().ToUnixTimeSeconds(), store.Backend.Schedule.LastMade!.Value.ToUnixTimeSeconds());
        }

        string[] kept = [.. Directory.EnumerateDirectories(copies.Path).Order(StringComparer.Ordinal)];
        Assert.Equal(2, kept.Length);
        using TestStore oldest = new(new DurableOptions { Folder = kept[0], IsReadOnly = true });
        using TestStore newest = new(new DurableOptions { Folder = kept[1], IsReadOnly = true });
        Assert.Equal(4, oldest.List().Count);
        Assert.Equal(5, newest.List().Count);
    }

    [Fact]
    public async Task Schedule_OfAStoreOpenedAgain_GoesOnWhereItStopped()
    {
        using TestFolder folder = new();
        using TestFolder copies = new();
        ManualTimeProvider time = new();
        using (TestStore first = Open(folder, copies, time))
        {
            time.Advance(Interval);
            await first.Backend.Schedule!.Running;
        }

        time.Advance(Interval / 2);
        using TestStore second = Open(folder, copies, time);
        Assert.NotNull(second.Backend.Schedule!.LastMade);
        time.Advance((Interval / 2) + TimeSpan.FromSeconds(1));
        await second.Backend.Schedule.Running;
        Assert.Equal(2, Directory.EnumerateDirectories(copies.Path).Count());
    }

    [Fact]
    public async Task Schedule_ThatIsLongOverdue_MakesOneAtOnce()
    {
        using TestFolder folder = new();
        using TestFolder copies = new();
        ManualTimeProvider time = new();
        Directory.CreateDirectory(Path.Combine(copies.Path, "checkpoint-19900101T000000Z"));
        using TestStore store = Open(folder, copies, time);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await store.Backend.Schedule!.Running;
        Assert.Equal(2, Directory.EnumerateDirectories(copies.Path).Count());
    }

    [Fact]
    public async Task Schedule_AfterTheClockWasSetBack_KeepsTheCheckpointsMadeSince()
    {
        using TestFolder folder = new();
        using TestFolder copies = new();
        ManualTimeProvider passing = new();
        ShiftedTime time = new(passing);
        using TestStore store = Open(folder, copies, time);
        await PassAsync(2);
        time.Shift = TimeSpan.FromDays(-400);
        Assert.Equal(0, store.Put("k", [1]));
        await PassAsync(1);
        string newest = Directory.EnumerateDirectories(copies.Path).Order(StringComparer.Ordinal).First();
        using (TestStore copy = new(new DurableOptions { Folder = newest, IsReadOnly = true }))
        {
            Assert.Equal(["k"], copy.List());
        }

        await PassAsync(1);
        string before = $"checkpoint-{time.GetUtcNow().AddDays(1):yyyyMMdd}";
        string[] kept = [.. Directory.EnumerateDirectories(copies.Path).Select(static path => Path.GetFileName(path))];
        Assert.Equal(2, kept.Length);
        Assert.All(kept, name => Assert.True(string.CompareOrdinal(name, before) < 0, name));

        async Task PassAsync(int intervals)
        {
            for (int i = 0; i < intervals; i++)
            {
                passing.Advance(Interval);
                await store.Backend.Schedule!.Running;
                Assert.Null(store.Backend.Schedule.LastFailure);
            }
        }
    }

    [Fact]
    public async Task Schedule_AfterAnUnfinishedCheckpoint_DeletesIt()
    {
        using TestFolder folder = new();
        using TestFolder copies = new();
        ManualTimeProvider time = new();
        string unfinished = Path.Combine(copies.Path, "checkpoint-19990101T000000Z.tmp");
        string another = Path.Combine(copies.Path, "checkpoint-of-mine.tmp");
        Directory.CreateDirectory(unfinished);
        Directory.CreateDirectory(another);
        File.WriteAllText(Path.Combine(unfinished, "000001.sst"), "part");
        using TestStore store = Open(folder, copies, time);
        time.Advance(Interval);
        await store.Backend.Schedule!.Running;
        Assert.Null(store.Backend.Schedule.LastFailure);
        Assert.Equal((false, true), (Directory.Exists(unfinished), Directory.Exists(another)));
    }

    [Fact]
    public async Task Schedule_BesideOtherFolders_LeavesThemAlone()
    {
        using TestFolder folder = new();
        using TestFolder copies = new();
        ManualTimeProvider time = new();
        string[] others = ["checkpoint-mine", "photos", "checkpoint-20200101T000000Z-copy"];
        Array.ForEach(others, name => Directory.CreateDirectory(Path.Combine(copies.Path, name)));
        using TestStore store = Open(folder, copies, time);
        for (int i = 0; i < 4; i++)
        {
            time.Advance(Interval);
            await store.Backend.Schedule!.Running;
        }

        Assert.All(others, name => Assert.True(Directory.Exists(Path.Combine(copies.Path, name)), name));
    }

    [Fact]
    public async Task Schedule_ThatFails_SaysWhyAndTriesAgain()
    {
        using TestFolder folder = new();
        using TestFolder copies = new();
        ManualTimeProvider time = new();
        File.WriteAllText(copies.Path, "a file");
        using TestStore store = Open(folder, copies, time);
        time.Advance(Interval);
        await store.Backend.Schedule!.Running;
        DurableStatistics statistics = store.Backend.GetCapability<DurableMaintenance>()!.GetStatistics().GetValueOrThrow();
        Assert.Equal(StoreErrorCode.FileWriteFail, statistics.CheckpointFailure!.Code);
        Assert.Null(statistics.LastCheckpoint);

        File.Delete(copies.Path);
        time.Advance(Interval);
        await store.Backend.Schedule.Running;
        Assert.Null(store.Backend.Schedule.LastFailure);
        Assert.Single(Directory.EnumerateDirectories(copies.Path));
    }

    private static TestStore Open(TestFolder folder, TestFolder copies, TimeProvider time) => new(
        new DurableOptions
        {
            Folder = folder.Path,
            Sync = DurableSync.Process,
            CheckpointInterval = Interval,
            CheckpointsKept = 2,
            CheckpointFolder = copies.Path,
        },
        time);
}
