namespace Mooncake.Raw;

/// <summary>On the in-process engine objects are written and read where they lie; behind a decorator they pass through registered buffers.</summary>
public sealed class InPlaceTests : StoreTest
{
    [Fact]
    public async Task PutAndGet_OnTheEngineInTheProcess_RegisterNoMemory()
    {
        Reading reading = new(7, 1, 1.5);
        byte[] large = [.. Enumerable.Range(0, 200_000).Select(static i => (byte)i)];
        Assert.Equal(StoreResult.Done, await Store.Readings.PutAsync(reading, cancellationToken: Stop));
        Assert.Equal(StoreResult.Done, await Store.Raw.PutAsync("large", large, cancellationToken: Stop));
        Assert.Equal(reading, (await Store.Readings.GetAsync(new ReadingKey(7), Stop)).GetValueOrThrow());
        Assert.Equal(large, (await Store.Raw.GetAsync("large", Stop)).GetValueOrThrow());
        Assert.True((await Store.Readings.GetAsync(new ReadingKey(8), Stop)).IsMissing);
        Assert.Equal(0, Store.Session.Pool.Statistics.RegisteredBytes);
    }

    [Fact]
    public async Task PutAndGetMany_OnTheEngineInTheProcess_RegisterNoMemory()
    {
        Reading[] readings = [.. Enumerable.Range(0, 1000).Select(static i => new Reading(i, 1, i))];
        ReadingKey[] keys = [.. readings.Select(static reading => new ReadingKey(reading.Sensor))];
        Assert.True((await Store.Readings.PutManyAsync(readings, cancellationToken: Stop)).IsSuccess);
        StoreBatch<Reading> read = await Store.Readings.GetManyAsync(keys, Stop);
        Assert.Equal(readings, read.AsSpan().ToArray().Select(static result => result.GetValueOrThrow()));
        Assert.Equal(0, Store.Session.Pool.Statistics.RegisteredBytes);
    }

    [Fact]
    public async Task Put_BehindADecorator_TakesABuffer()
    {
        await using MooncakeStore decorated = await Stores.OpenAsync(static options => options.DecorateBackend = static inner => new PlainBackend(inner));
        Assert.Equal(StoreResult.Done, await decorated.Raw.PutAsync("k", new byte[10], cancellationToken: Stop));
        Assert.NotEqual(0, decorated.Session.Pool.Statistics.RegisteredBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(4097)]
    [InlineData(20_000)]
    public async Task PutAndGet_OfAnySize_KeepEveryByte(int size)
    {
        byte[] value = [.. Enumerable.Range(0, size).Select(static i => (byte)(i * 7))];
        Assert.Equal(StoreResult.Done, await Store.Raw.PutAsync("k", value, cancellationToken: Stop));
        Assert.Equal(value, (await Store.Raw.GetAsync("k", Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task PutAndGet_UnderAKeyLongerThanMost_FindTheObject()
    {
        string key = new('k', 900);
        Assert.Equal(StoreResult.Done, await Store.Raw.PutAsync(key, new byte[10], cancellationToken: Stop));
        Assert.Equal(10, (await Store.Raw.GetAsync(key, Stop)).GetValueOrThrow().Length);
    }

    [Fact]
    public async Task PutAndGet_UnderAKeyLongerThanAllowed_SayWhy()
    {
        string key = new('k', 1 << 17);
        Assert.Equal(StoreErrorCode.KeyTooLong, (await Store.Raw.PutAsync(key, new byte[10], cancellationToken: Stop)).Error!.Code);
        Assert.Equal(StoreErrorCode.KeyTooLong, (await Store.Raw.GetAsync(key, Stop)).Error!.Code);
    }

    [Fact]
    public async Task GetMany_WithAKeyLongerThanMostAmongOthers_FindsAll()
    {
        string[] keys = ["a", new('k', 900), "b"];
        KeyValuePair<string, ReadOnlyMemory<byte>>[] objects = [.. keys.Select(static key => new KeyValuePair<string, ReadOnlyMemory<byte>>(key, new byte[key.Length]))];
        Assert.True((await Store.Raw.PutManyAsync(objects, cancellationToken: Stop)).IsSuccess);
        StoreBatch<byte[]> read = await Store.Raw.GetManyAsync(keys, Stop);
        Assert.Equal([1, 900, 1], read.AsSpan().ToArray().Select(static result => result.GetValueOrThrow().Length));
    }
}
