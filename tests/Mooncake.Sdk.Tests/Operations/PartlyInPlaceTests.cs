using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Operations;

/// <summary>An engine may have an object in memory or not: what is not there is read the general way.</summary>
public sealed class PartlyInPlaceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_FindsObjects_InMemoryAndElsewhere(bool isQueued)
    {
        await using MooncakeStore store = await OpenAsync(isQueued);
        long[] sensors = await Task.WhenAll(SensorAsync(store, 10), SensorAsync(store, 11), SensorAsync(store, 90), SensorAsync(store, 91));
        Assert.Equal([10, 11, -1, -1], sensors);
        Assert.Equal((StoreStatus.Found, StoreStatus.Found), ((await RawAsync(store, 10)).Status, (await RawAsync(store, 11)).Status));
    }

    [Theory]
    [InlineData(false, 1000)]
    [InlineData(true, 1000)]
    [InlineData(true, 1)]
    public async Task GetMany_FindsObjects_InMemoryAndElsewhere(bool isQueued, int count)
    {
        await using MooncakeStore store = await OpenAsync(isQueued);
        ReadingKey[] keys = [.. Enumerable.Range(0, count).Select(static i => new ReadingKey(i % 100))];
        StoreBatch<Reading> got = await store.Readings.GetManyAsync(keys, Stop);
        Assert.Equal(
            keys.Select(static key => key.Sensor is >= 10 and < 20 ? key.Sensor : -1),
            got.Select(static result => result.TryGetValue(out Reading reading) ? reading.Sensor : -1));
        Assert.Equal(0, got.FailedCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetMany_OfObjectsElsewhereOnly_FindsThem(bool isQueued)
    {
        await using MooncakeStore store = await OpenAsync(isQueued);
        StoreBatch<Reading> got = await store.Readings.GetManyAsync([new ReadingKey(11), new ReadingKey(13)], Stop);
        Assert.Equal(2, got.FoundCount);
    }

    private static async Task<MooncakeStore> OpenAsync(bool isQueued)
    {
        MooncakeStore store = await Stores.OpenAsync(options => options.DecorateBackend = inner =>
            new PartlyInMemoryBackend(isQueued ? new QueuedBackend(inner) : inner));
        Reading[] readings = [.. Enumerable.Range(10, 10).Select(static i => new Reading(i, 1, i))];
        Assert.True((await store.Readings.PutManyAsync(readings, cancellationToken: Stop)).IsSuccess);
        return store;
    }

    private static async Task<long> SensorAsync(MooncakeStore store, int sensor) =>
        (await store.Readings.GetAsync(new ReadingKey(sensor), Stop)).TryGetValue(out Reading reading) ? reading.Sensor : -1;

    private static ValueTask<StoreResult<byte[]>> RawAsync(MooncakeStore store, int sensor) =>
        store.Raw.GetAsync(new ReadingKey(sensor).ToString(), Stop);

    /// <summary>Has its calls made by the pipeline's lanes, and passes access in place on.</summary>
    private sealed class QueuedBackend(StoreBackend inner)
        : DecoratingStoreBackend(inner, inner.Traits with { RoundTripIsFree = false }, leaveInnerOpen: false)
    {
        public override TCapability? GetCapability<TCapability>()
            where TCapability : class => Inner.GetCapability<TCapability>();
    }
}
