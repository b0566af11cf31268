using System.Text;
using Mooncake.Backends;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Maintenance;

/// <summary>Stores that are opened read-only.</summary>
public sealed class ReadOnlyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Store_OpenedReadOnly_ReadsAndRefusesEveryWrite()
    {
        using TestFolder folder = new();
        await using (MooncakeStore filled = await SdkStore.OpenAsync(folder.Path))
        {
            await SdkStore.FillAsync(filled, 10);
        }

        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path, "&read-only=true");
        Assert.True(store.Durable!.IsReadOnly);
        Assert.Equal(SdkStore.ValueOf(3), (await store.Raw.GetAsync("k0003", Stop)).GetValueOrThrow());
        Assert.Equal(10, (await store.Raw.CountAsync(cancellationToken: Stop)).GetValueOrThrow());
        Assert.Equal(10, (await store.GetStatisticsAsync(Stop)).GetValueOrThrow().Objects);
        Assert.True((await store.Durable!.VerifyAsync(cancellationToken: Stop)).GetValueOrThrow().IsWhole);

        byte[] value = [1];
        StoreError?[] errors =
        [
            (await store.Raw.PutAsync("new", value, cancellationToken: Stop)).Error,
            (await store.Raw.PutAsync("k0003", value, cancellationToken: Stop)).Error,
            (await store.Raw.PutManyAsync([new("new", value), new("k0001", value)], cancellationToken: Stop)).FirstError,
            (await store.Raw.ReplaceAsync("k0003", value, cancellationToken: Stop)).Error,
            (await store.Raw.RemoveAsync("k0003", cancellationToken: Stop)).Error,
            (await store.Raw.RemoveByPrefixAsync("k", cancellationToken: Stop)).Error,
            (await store.Raw.RemoveByRegexAsync("^k", cancellationToken: Stop)).Error,
            (await store.Raw.RemoveAllAsync(cancellationToken: Stop)).Error,
            (await store.Raw.SetExpiryAsync("k0003", TimeSpan.FromHours(1), Stop)).Error,
            (await store.Durable!.CheckpointAsync(folder.Path + "-copy", Stop)).Error,
            (await store.Durable!.CompactAsync(cancellationToken: Stop)).Error,
        ];
        Assert.All(errors, static error =>
        {
            Assert.Equal(StoreErrorCode.StoreReadOnly, error!.Code);
            Assert.Contains("read-only", error.Message, StringComparison.Ordinal);
        });
        Assert.Equal(10, (await store.Raw.CountAsync(cancellationToken: Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Store_OpenedReadOnly_ChangesNoFile()
    {
        using TestFolder folder = new();
        await using (MooncakeStore filled = await SdkStore.OpenAsync(folder.Path))
        {
            await SdkStore.FillAsync(filled, 10);
        }

        string before = FilesOf(folder);
        await using (MooncakeStore store = await SdkStore.OpenAsync(folder.Path, "&read-only=true"))
        {
            Assert.True((await store.Raw.GetAsync("k0003", Stop)).IsFound);
        }

        Assert.Equal(before, FilesOf(folder));
    }

    [Fact]
    public void Store_WithExpiredObjects_DoesNotReclaimThem()
    {
        using TestFolder folder = new();
        Testing.ManualTimeProvider time = new();
        using (TestStore filled = new(folder, time))
        {
            long soon = time.GetUtcNow().ToUnixTimeMilliseconds() + 1000;
            Assert.Equal(0, filled.PutIf("brief", [1], new PutTerms(PutCondition.Absent, ExpiresAt: soon), out _));
            Assert.Equal(0, filled.Put("lasting", [1]));
        }

        time.Advance(TimeSpan.FromMinutes(1));
        using TestStore store = new(new DurableOptions { Folder = folder.Path, IsReadOnly = true }, time);
        Assert.Equal(0, store.SetupAnswer);
        Assert.Null(store.Get("brief"));
        Assert.Equal(["lasting"], store.List());
        Assert.Equal(0, store.Statistics.Expirations);
    }

    [Fact]
    public void Store_WithExpiredObjects_RunsNoRoundsAndWritesNothing()
    {
        using TestFolder folder = new();
        Testing.ManualTimeProvider time = new();
        using (TestStore filled = new(folder, time))
        {
            long soon = time.GetUtcNow().ToUnixTimeMilliseconds() + 1000;
            for (int i = 0; i < 100; i++)
            {
                Assert.Equal(0, filled.PutIf($"brief{i}", [1], new PutTerms(PutCondition.Absent, ExpiresAt: soon), out _));
            }
        }

        string before = FilesOf(folder);
        TimerCounter counter = new(time);
        using (TestStore store = new(new DurableOptions { Folder = folder.Path, IsReadOnly = true }, counter))
        {
            Assert.Equal(0, store.SetupAnswer);
            for (int second = 0; second < 10; second++)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                store.Backend.Store!.Rounds.Join();
                Assert.Equal((int)StoreErrorCode.StoreReadOnly, store.SetExpiry("brief1", ObjectExpiry.Never));
            }

            Assert.Equal(0, store.Statistics.Expirations);
            Assert.Equal(before, FilesOf(folder));
        }

        Assert.Equal(0, counter.Started);
        Assert.Equal(before, FilesOf(folder));

        // The same counter sees the rounds of a store that is not read-only.
        using TestStore writable = new(folder, counter);
        Assert.Equal(1, counter.Started);
    }

    [Fact]
    public async Task Stores_OpenedReadOnlyBesideAWriter_ShowWhatWasThereAtTheirOpening()
    {
        using TestFolder folder = new();
        await using MooncakeStore writer = await SdkStore.OpenAsync(folder.Path);
        await SdkStore.FillAsync(writer, 100);
        await using MooncakeStore first = await SdkStore.OpenAsync(folder.Path, "&read-only=true");
        (await writer.Raw.PutAsync("later", new byte[] { 1 }, cancellationToken: Stop)).ThrowIfFailed();
        await using MooncakeStore second = await SdkStore.OpenAsync(folder.Path, "&read-only=true&open-files=16");

        // The writer replaces the files that the readers have opened.
        (await writer.Raw.RemoveByPrefixAsync("k", RemoveOptions.Forced, Stop)).GetValueOrThrow();
        (await writer.Durable!.CompactAsync(cancellationToken: Stop)).ThrowIfFailed();
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(SdkStore.ValueOf(i), (await first.Raw.GetAsync($"k{i:d4}", Stop)).GetValueOrThrow());
            Assert.Equal(SdkStore.ValueOf(i), (await second.Raw.GetAsync($"k{i:d4}", Stop)).GetValueOrThrow());
        }

        Assert.Equal(StoreResult.Missing, await first.Raw.ExistsAsync("later", Stop));
        Assert.Equal(StoreResult.Found, await second.Raw.ExistsAsync("later", Stop));
        Assert.Equal(1, (await writer.Raw.CountAsync(cancellationToken: Stop)).GetValueOrThrow());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Folder_WithoutAStore_IsRefusedAndNotCreated(bool isThere)
    {
        using TestFolder folder = new();
        if (isThere)
        {
            Directory.CreateDirectory(folder.Path);
        }

        using TestStore store = new(new DurableOptions { Folder = folder.Path, IsReadOnly = true });
        Assert.Equal((int)StoreErrorCode.FileNotFound, store.SetupAnswer);
        Assert.Contains("contains no durable store", store.Backend.SetupFailure!.Cause, StringComparison.Ordinal);
        Assert.Equal(isThere, Directory.Exists(folder.Path));
        Assert.True(!isThere || !Directory.EnumerateFileSystemEntries(folder.Path).Any());
    }

    private static string FilesOf(TestFolder folder)
    {
        StringBuilder text = new();
        foreach (FileInfo file in new DirectoryInfo(folder.Path).EnumerateFiles().OrderBy(static file => file.Name, StringComparer.Ordinal))
        {
            text.Append(file.Name).Append(' ').Append(file.Length).Append(' ').Append(file.LastWriteTimeUtc.Ticks).Append('\n');
        }

        return text.ToString();
    }
}
