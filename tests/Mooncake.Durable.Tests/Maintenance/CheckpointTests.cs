using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Maintenance;

/// <summary>Consistent copies of a store.</summary>
public sealed class CheckpointTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("commit")]
    [InlineData("process")]
    [InlineData("none")]
    public async Task Checkpoint_OpenedAsAStore_HoldsWhatWasThere(string sync)
    {
        using TestFolder folder = new();
        using TestFolder copies = new();
        string copy = Path.Combine(copies.Path, "a", "b");
        await using (MooncakeStore store = await MooncakeStore.OpenAsync($"durable://{folder.Path}?sync={sync}", Stop))
        {
            await SdkStore.FillAsync(store, 100);
            (await store.Durable!.CheckpointAsync(copy, Stop)).ThrowIfFailed();
            (await store.Raw.PutAsync("later", new byte[] { 1 }, cancellationToken: Stop)).ThrowIfFailed();
            (await store.Raw.RemoveAsync("k0000", RemoveOptions.Forced, Stop)).ThrowIfFailed();
        }

        await using MooncakeStore opened = await MooncakeStore.OpenAsync($"durable://{copy}?sync={sync}", Stop);
        Assert.Equal(100, (await opened.Raw.CountAsync(cancellationToken: Stop)).GetValueOrThrow());
        Assert.Equal(SdkStore.ValueOf(0), (await opened.Raw.GetAsync("k0000", Stop)).GetValueOrThrow());
        Assert.True((await opened.Durable!.VerifyAsync(cancellationToken: Stop)).GetValueOrThrow().IsWhole);

        // The copy is a store of its own.
        (await opened.Raw.PutAsync("own", new byte[] { 1 }, cancellationToken: Stop)).ThrowIfFailed();
        await using MooncakeStore original = await MooncakeStore.OpenAsync($"durable://{folder.Path}?sync={sync}", Stop);
        Assert.Equal(StoreResult.Missing, await original.Raw.ExistsAsync("own", Stop));
        Assert.Equal(StoreResult.Found, await original.Raw.ExistsAsync("later", Stop));
    }

    [Fact]
    public async Task Checkpoint_WhileThreadsWrite_HoldsWhatWasAcknowledgedBefore()
    {
        using TestFolder folder = new();
        using TestFolder copies = new();
        int[] before = new int[4];
        await using (MooncakeStore store = await SdkStore.OpenAsync(folder.Path))
        {
            int[] acknowledged = new int[before.Length];
            using CancellationTokenSource over = new();
            Task[] writers = [.. Enumerable.Range(0, before.Length).Select(thread => Task.Run(
                async () =>
                {
                    while (!over.IsCancellationRequested)
                    {
                        int next = acknowledged[thread] + 1;
                        (await store.Raw.PutAsync($"t{thread}/{next:d6}", SdkStore.ValueOf(next), cancellationToken: Stop)).ThrowIfFailed();
                        Volatile.Write(ref acknowledged[thread], next);
                    }
                },
                Stop))];
            SpinWait.SpinUntil(() => acknowledged.All(static n => n >= 50));
            for (int i = 0; i < before.Length; i++)
            {
                before[i] = Volatile.Read(ref acknowledged[i]);
            }

            (await store.Durable!.CheckpointAsync(copies.Path, Stop)).ThrowIfFailed();
            await over.CancelAsync();
            await Task.WhenAll(writers);
        }

        await using MooncakeStore opened = await SdkStore.OpenAsync(copies.Path);
        for (int thread = 0; thread < before.Length; thread++)
        {
            string[] keys = [.. Enumerable.Range(1, before[thread]).Select(i => $"t{thread}/{i:d6}")];
            StoreBatch<byte[]> read = await opened.Raw.GetManyAsync(keys, Stop);
            Assert.All(read, static (result, i) => Assert.Equal(SdkStore.ValueOf(i + 1), result.GetValueOrThrow()));
        }
    }

    [Fact]
    public async Task Checkpoint_OfAFolderThatExists_FailsAndLeavesItAlone()
    {
        using TestFolder folder = new();
        using TestFolder copies = new();
        Directory.CreateDirectory(copies.Path);
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        StoreError error = (await store.Durable!.CheckpointAsync(copies.Path, Stop)).Error!;
        Assert.Equal((StoreErrorCode.FileOpenFail, StoreOperation.Checkpoint), (error.Code, error.Operation));
        Assert.Contains(copies.Path, error.Cause, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(copies.Path));
    }

    [Fact]
    public async Task Checkpoint_BelowAFile_Fails()
    {
        using TestFolder folder = new();
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        StoreError error = (await store.Durable!.CheckpointAsync(Path.Combine(folder.Path, "CURRENT", "copy"), Stop)).Error!;
        Assert.Equal(StoreErrorCode.FileWriteFail, error.Code);
    }

    [Fact]
    public async Task Checkpoint_Cancelled_IsNotBegun()
    {
        using TestFolder folder = new();
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        string copy = Path.Combine(folder.Path, "copy");
        StoreCanceledException cancelled = await Assert.ThrowsAsync<StoreCanceledException>(
            () => store.Durable!.CheckpointAsync(copy, new CancellationToken(canceled: true)));
        Assert.Equal(StoreOperation.Checkpoint, cancelled.Operation);
        Assert.False(Directory.Exists(copy));
    }

    [Fact]
    public async Task Maintenance_OfAClosedStore_Throws()
    {
        using TestFolder folder = new();
        MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        DurableMaintenance durable = store.Durable!;
        await store.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => durable.GetStatistics());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => durable.CheckpointAsync("copy", Stop));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => durable.VerifyAsync(cancellationToken: Stop));
    }

    [Fact]
    public async Task Durable_OfAnotherEngine_IsNull()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Stop);
        Assert.Null(store.Durable);
    }
}
