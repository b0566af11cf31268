namespace Mooncake.Capabilities;

/// <summary>What the engine counts.</summary>
public sealed class StatisticsTests
{
    public static TheoryData<StorePath> Paths => CapabilityStore.Paths;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Statistics_AreThoseOfTheEngine(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        (await store.Raw.PutAsync("k", new byte[100], cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await store.Raw.GetAsync("k", Stop)).IsFound);
        Assert.True((await store.Raw.GetAsync("l", Stop)).IsMissing);

        StoreStatistics statistics = (await store.GetStatisticsAsync(Stop)).GetValueOrThrow();

        Assert.Equal((1, 1, 1), (statistics.Objects, statistics.Hits, statistics.Misses));
        Assert.InRange(statistics.UsedBytes, 100, statistics.CapacityBytes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Statistics_OnAnEngineWithoutThem_FailWithTheRemedy(bool hasLatency)
    {
        await using MooncakeStore store = await CapabilityStore.OpenPlainAsync(hasLatency);

        StoreError error = (await store.GetStatisticsAsync(Stop)).Error!;

        Assert.Equal((StoreErrorCode.EngineLacksCapability, StoreOperation.GetStatistics), (error.Code, error.Operation));
    }

    [Fact]
    public async Task Statistics_OfAClosedStore_Throw()
    {
        MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.GetStatisticsAsync(Stop).AsTask());
    }
}
