using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Maintenance;

/// <summary>Verification of every checksum.</summary>
public sealed class VerifyTests
{
    private const int Objects = 1200;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_OfAWholeStore_CountsEveryObjectAndReportsProgress()
    {
        using TestFolder folder = new();
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        await SdkStore.FillAsync(store, Objects);
        (await store.Samples.PutAsync(new Sample("g", 1, "text"), cancellationToken: Stop)).ThrowIfFailed();
        Reports reports = new();
        DurableVerification found = (await store.Durable!.VerifyAsync(reports, Stop)).GetValueOrThrow();
        Assert.True(found.IsWhole);
        Assert.Equal((Objects + 1, 1), (found.Objects, found.Trailers));
        Assert.True(found.Bytes > Objects * 1000);
        Assert.Empty(found.Damaged);
        Assert.Equal(new DurableProgress(Objects + 1, Objects + 1), reports.All[^1]);
        Assert.True(reports.All.Count > 2 && reports.All[0].Done < Objects, "Progress was reported once.");
    }

    [Fact]
    public async Task Verify_WithADamagedBlock_NamesTheObjectsThatCannotBeRead()
    {
        using TestFolder folder = new();
        await using (MooncakeStore filled = await SdkStore.OpenAsync(folder.Path))
        {
            await SdkStore.FillAsync(filled, Objects);
            (await filled.Durable!.CompactAsync(cancellationToken: Stop)).ThrowIfFailed();
        }

        SdkStore.DamageValues(folder.Path);
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        DurableVerification found = (await store.Durable!.VerifyAsync(cancellationToken: Stop)).GetValueOrThrow();
        List<string> unreadable = await UnreadableAsync(store);
        Assert.NotEmpty(unreadable);
        Assert.Equal(unreadable, found.Damaged.Select(static damaged => damaged.Key).Order(StringComparer.Ordinal));
        Assert.All(found.Damaged, static damaged => Assert.Equal(StoreErrorCode.ChecksumMismatch, damaged.Code));
        Assert.Equal(Objects, found.Objects);
        Assert.Contains(".sst", found.DamagedFile, StringComparison.Ordinal);
        Assert.False(found.IsWhole);
    }

    [Fact]
    public async Task Verify_WithDamagedMetadata_NamesTheObjectsThatCannotBeFound()
    {
        using TestFolder folder = new();
        await using (MooncakeStore filled = await SdkStore.OpenAsync(folder.Path))
        {
            // Small values: the family of metadata has the larger file.
            await SdkStore.FillAsync(filled, Objects, size: 1);
            (await filled.Durable!.CompactAsync(cancellationToken: Stop)).ThrowIfFailed();
        }

        SdkStore.DamageValues(folder.Path);
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        DurableVerification found = (await store.Durable!.VerifyAsync(cancellationToken: Stop)).GetValueOrThrow();
        List<string> unreadable = await UnreadableAsync(store);
        Assert.NotEmpty(unreadable);
        Assert.Equal(unreadable, found.Damaged.Select(static damaged => damaged.Key).Order(StringComparer.Ordinal));
        Assert.Equal(Objects, found.Objects);
    }

    [Fact]
    public async Task Verify_OfATypedObjectUnderAnotherKey_SaysThatItsTrailerIsWrong()
    {
        using TestFolder folder = new();
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        (await store.Samples.PutAsync(new Sample("g", 1, "text"), cancellationToken: Stop)).ThrowIfFailed();
        byte[] stored = (await store.Raw.GetAsync("sample/g/000001", Stop)).GetValueOrThrow();
        (await store.Raw.PutAsync("sample/g/000002", stored, cancellationToken: Stop)).ThrowIfFailed();
        DurableVerification found = (await store.Durable!.VerifyAsync(cancellationToken: Stop)).GetValueOrThrow();
        Assert.Equal([new DamagedObject("sample/g/000002", StoreErrorCode.IntegrityMismatch)], found.Damaged);
        Assert.Null(found.DamagedFile);
        Assert.Equal(2, found.Trailers);
    }

    [Fact]
    public async Task Verify_CancelledByItsProgress_Throws()
    {
        using TestFolder folder = new();
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        await SdkStore.FillAsync(store, Objects);
        using CancellationTokenSource cancel = new();
        Reports reports = new() { AtFirst = cancel.Cancel };
        await Assert.ThrowsAsync<StoreCanceledException>(() => store.Durable!.VerifyAsync(reports, cancel.Token));
        Assert.Single(reports.All);
    }

    [Fact]
    public async Task Verify_WhenTheStoreIsClosed_Ends()
    {
        using TestFolder folder = new();
        MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        await SdkStore.FillAsync(store, Objects);
        Reports reports = new() { AtFirst = () => store.DisposeAsync().AsTask().Wait(Stop) };
        StoreResult<DurableVerification> ended = await store.Durable!.VerifyAsync(reports, Stop);
        Assert.Equal(StoreErrorCode.StoreClosed, ended.Error!.Code);
    }

    /// <summary>The keys whose objects cannot be read, in order.</summary>
    private static async Task<List<string>> UnreadableAsync(MooncakeStore store)
    {
        string[] keys = [.. Enumerable.Range(0, Objects).Select(static i => $"k{i:d4}")];
        StoreBatch<byte[]> read = await store.Raw.GetManyAsync(keys, Stop);
        return [.. keys.Where((_, i) => read[i].IsFailed)];
    }
}
