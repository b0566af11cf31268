using Mooncake.Durable.Maintenance;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Maintenance;

/// <summary>Compaction on demand.</summary>
public sealed class CompactTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compact_AfterRemovals_GivesTheSpaceBack()
    {
        using TestFolder folder = new();
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        await SdkStore.FillAsync(store, 2000, size: 4000);
        (await store.Durable!.CompactAsync(cancellationToken: Stop)).ThrowIfFailed();
        long full = TableBytes(folder);
        (await store.Raw.RemoveByPrefixAsync("k0", RemoveOptions.Forced, Stop)).GetValueOrThrow();
        (await store.Durable!.CompactAsync(cancellationToken: Stop)).ThrowIfFailed();
        Assert.InRange(TableBytes(folder), full * 4 / 10, full * 6 / 10);
        Assert.Equal(SdkStore.ValueOf(1500, 4000), (await store.Raw.GetAsync("k1500", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Compact_ReportsProgressUpToTheWhole()
    {
        using TestFolder folder = new();
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        await SdkStore.FillAsync(store, 2000);
        (await store.Durable!.CompactAsync(cancellationToken: Stop)).ThrowIfFailed();
        Reports reports = new();
        (await store.Durable!.CompactAsync(reports, Stop)).ThrowIfFailed();
        Assert.Equal(reports.All[^1].Total, reports.All[^1].Done);
        Assert.True(reports.All[^1].Total > 2_000_000);
        Assert.Equal(reports.All.OrderBy(static report => report.Done), reports.All);
    }

    [Fact]
    public void Compact_InRanges_ReportsEachAndKeepsEveryObject()
    {
        const int objects = 2000;
        using TestFolder folder = new();
        using TestStore store = new(folder);
        for (int i = 0; i < objects; i++)
        {
            Assert.Equal(0, store.Put($"k{i:d4}", SdkStore.ValueOf(i)));
        }

        Assert.True(new Compaction(store.Backend.Store!, progress: null).Run(static () => false));
        Reports reports = new();
        Assert.True(new Compaction(store.Backend.Store!, reports, leastRangeBytes: 250_000).Run(static () => false));
        Assert.InRange(reports.All.Count, 3 + 7, 3 + 9);
        Assert.Equal(reports.All[^1].Total, reports.All[^1].Done);
        Assert.Equal(objects, store.List().Count);
        Assert.Equal(SdkStore.ValueOf(objects - 1), store.Get($"k{objects - 1:d4}"));
    }

    [Fact]
    public async Task Compact_Cancelled_EndsAndLaterOnesRun()
    {
        using TestFolder folder = new();
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        await SdkStore.FillAsync(store, 2000);
        using CancellationTokenSource cancel = new();
        Reports reports = new() { AtFirst = cancel.Cancel };
        await Assert.ThrowsAsync<StoreCanceledException>(() => store.Durable!.CompactAsync(reports, cancel.Token));
        Assert.Single(reports.All);
        (await store.Raw.RemoveByPrefixAsync("k", RemoveOptions.Forced, Stop)).GetValueOrThrow();
        (await store.Durable!.CompactAsync(cancellationToken: Stop)).ThrowIfFailed();
        Assert.InRange(TableBytes(folder), 0, 100_000);
    }

    [Fact]
    public async Task Compact_WhenTheStoreIsClosed_Ends()
    {
        using TestFolder folder = new();
        MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        await SdkStore.FillAsync(store, 2000);
        Reports reports = new() { AtFirst = () => store.DisposeAsync().AsTask().Wait(Stop) };
        StoreResult ended = await store.Durable!.CompactAsync(reports, Stop);
        Assert.Equal(StoreErrorCode.StoreClosed, ended.Error!.Code);
    }

    [Fact]
    public async Task Compact_WithADamagedBlock_FailsAndWhatIsWholeStays()
    {
        using TestFolder folder = new();
        await using (MooncakeStore filled = await SdkStore.OpenAsync(folder.Path))
        {
            await SdkStore.FillAsync(filled, 1000);
            (await filled.Durable!.CompactAsync(cancellationToken: Stop)).ThrowIfFailed();
        }

        SdkStore.DamageValues(folder.Path);
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        StoreError error = (await store.Durable!.CompactAsync(cancellationToken: Stop)).Error!;
        Assert.Equal((StoreErrorCode.FileWriteFail, StoreOperation.Compact), (error.Code, error.Operation));
        Assert.Equal(SdkStore.ValueOf(0), (await store.Raw.GetAsync("k0000", Stop)).GetValueOrThrow());
    }

    private static long TableBytes(TestFolder folder) =>
        Directory.EnumerateFiles(folder.Path, "*.sst").Sum(static file => new FileInfo(file).Length);
}
