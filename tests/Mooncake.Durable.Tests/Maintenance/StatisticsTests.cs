using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Maintenance;

/// <summary>Figures about a store and about parts of it.</summary>
public sealed class StatisticsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statistics_OfAStoreThatWasWrittenTo_HaveItsFigures()
    {
        using TestFolder folder = new();
        await using MooncakeStore store = await MooncakeStore.OpenAsync($"durable://{folder.Path}", Stop);
        DurableStatistics before = store.Durable!.GetStatistics().GetValueOrThrow();
        await SdkStore.FillAsync(store, 100);
        DurableStatistics after = store.Durable!.GetStatistics().GetValueOrThrow();
        Assert.Equal((0, 0), (before.Objects, before.LiveBytes));
        Assert.Equal((100, 100 * (1000 + (2 * 5) + 64)), (after.Objects, after.LiveBytes));
        Assert.InRange(after.LogSyncs, before.LogSyncs + 1, before.LogSyncs + 2);
        Assert.True(after.LogBytes >= 100_000, $"The log has {after.LogBytes} bytes.");
        Assert.True(after.DiskBytes > after.LogBytes);
        Assert.True(after.MemtableBytes >= 100_000);
        Assert.Equal((0, 0), (after.MemoryTierHits, after.MemoryTierMisses));

        (await store.Durable!.CompactAsync(cancellationToken: Stop)).ThrowIfFailed();
        Assert.InRange(store.Durable!.GetStatistics().GetValueOrThrow().MemtableBytes, 0, 50_000);
        Assert.Equal(0, store.Durable!.GetStatistics().GetValueOrThrow().CompactionBacklogBytes);
    }

    [Fact]
    public async Task Measure_OfAPrefix_AddsUpItsObjects()
    {
        using TestFolder folder = new();
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        await SdkStore.FillAsync(store, 1500);
        Assert.Equal(new DurableUsage(1500, 1_500_000, 1500 * 1074), (await store.Durable!.MeasureAsync("", Stop)).GetValueOrThrow());
        Assert.Equal(new DurableUsage(100, 100_000, 100 * 1074), (await store.Durable!.MeasureAsync("k12", Stop)).GetValueOrThrow());
        Assert.Equal(default, (await store.Durable!.MeasureAsync("other", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Measure_OfATemplate_LeavesOtherKeysOut()
    {
        using TestFolder folder = new();
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        (await store.Samples.PutManyAsync([new Sample("a", 1, "x"), new Sample("b", 2, "x")], cancellationToken: Stop)).ThrowIfFailed();
        (await store.Raw.PutAsync("sample/stray", new byte[100], cancellationToken: Stop)).ThrowIfFailed();
        long size = (await store.Samples.SizeOfAsync("a", 1, Stop)).GetValueOrThrow();
        DurableUsage usage = (await store.Durable!.MeasureAsync<SampleKey>(Stop)).GetValueOrThrow();
        Assert.Equal((2, 2 * size), (usage.Objects, usage.ValueBytes));
    }

    [Fact]
    public async Task RemoveAll_OfATemplateWhoseValuesAreDamaged_RemovesThem()
    {
        // No value is read, so damage to values does not matter.
        using TestFolder folder = new();
        await using (MooncakeStore filled = await SdkStore.OpenAsync(folder.Path))
        {
            Sample[] samples = [.. Enumerable.Range(0, 500).Select(static i => new Sample("a", i, new string('x', 1000)))];
            (await filled.Samples.PutManyAsync(samples, cancellationToken: Stop)).ThrowIfFailed();
            (await filled.Durable!.CompactAsync(cancellationToken: Stop)).ThrowIfFailed();
        }

        string table = Directory.EnumerateFiles(folder.Path, "*.sst").MaxBy(static file => new FileInfo(file).Length)!;
        byte[] bytes = File.ReadAllBytes(table);
        bytes.AsSpan(0, bytes.Length * 8 / 10).Clear();
        File.WriteAllBytes(table, bytes);
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        Assert.True((await store.Samples.GetAsync("a", 7, Stop)).IsFailed);
        Assert.Equal(new StoreRemoval(500, 0), (await store.Samples.RemoveAllAsync(cancellationToken: Stop)).GetValueOrThrow());

        // A read: RocksDB stops all writes once it has met the damage in a compaction.
        Assert.True((await store.Samples.ExistsAsync("a", 7, Stop)).IsMissing);
    }

    [Fact]
    public async Task RemoveAll_OfATemplateWithALease_LeavesTheObjectAndCountsIt()
    {
        using TestFolder folder = new();
        await using MooncakeStore store = await SdkStore.OpenAsync(folder.Path);
        (await store.Samples.PutManyAsync([new Sample("a", 1, "x"), new Sample("b", 2, "x")], cancellationToken: Stop)).ThrowIfFailed();
        (await store.Raw.PutAsync("sample/stray", new byte[100], cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await store.Samples.GetAsync("a", 1, Stop)).IsFound);
        Assert.Equal(new StoreRemoval(1, 1), (await store.Samples.RemoveAllAsync(cancellationToken: Stop)).GetValueOrThrow());
        Assert.Equal(StoreResult.Found, await store.Raw.ExistsAsync("sample/stray", Stop));
        Assert.Equal(new StoreRemoval(1, 0), (await store.Samples.RemoveAllAsync(RemoveOptions.Forced, Stop)).GetValueOrThrow());
    }

    [Fact]
    public void RemoveByPrefix_LooksAtTheKeysThatBeginSoAndNoOthers()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        for (int i = 0; i < 300; i++)
        {
            Assert.Equal(0, store.Put($"{(char)('a' + (i % 3))}/{i:d3}", [1]));
        }

        int looks = 0;
        Assert.Equal(50, store.Backend.RemoveByPrefix("b/"u8, _ => looks++ % 2 == 0, force: false, out long skipped));
        Assert.Equal((100, 0), (looks, skipped));
    }
}
