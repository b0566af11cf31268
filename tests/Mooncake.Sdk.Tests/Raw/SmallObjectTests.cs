using Mooncake.Native;
using Mooncake.Testing;

namespace Mooncake.Raw;

/// <summary>Small objects on an engine that takes any memory: they pass over the stack.</summary>
public sealed class SmallObjectTests : StoreTest
{
    [Fact]
    public async Task PutAndGet_OfASmallObject_RegisterNoMemory()
    {
        Reading reading = new(7, 1, 1.5);
        Assert.Equal(StoreResult.Done, await Store.Readings.PutAsync(reading, Stop));
        Assert.Equal(reading, (await Store.Readings.GetAsync(new ReadingKey(7), Stop)).Value);
        Assert.True((await Store.Readings.GetAsync(new ReadingKey(8), Stop)).IsMissing);
        Assert.Equal(0, Store.Session.Pool.Statistics.RegisteredBytes);
    }

    [Fact]
    public async Task Put_WhereMemoryHasToBeRegistered_TakesABuffer()
    {
        await using MooncakeStore demanding = await Stores.OpenAsync(static options => options.DecorateBackend = static inner => new Demanding(inner));
        Assert.Equal(StoreResult.Done, await demanding.Raw.PutAsync("k", new byte[10], cancellationToken: Stop));
        Assert.NotEqual(0, demanding.Session.Pool.Statistics.RegisteredBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6997)]
    [InlineData(6999)]
    [InlineData(7936)]
    [InlineData(7937)]
    [InlineData(8192)]
    [InlineData(20_000)]
    public async Task PutAndGet_OfSizesAroundWhatTheStackHolds_KeepEveryByte(int size)
    {
        byte[] value = [.. Enumerable.Range(0, size).Select(static i => (byte)(i * 7))];
        Assert.Equal(StoreResult.Done, await Store.Raw.PutAsync("k", value, cancellationToken: Stop));
        for (int i = 0; i < 600; i++)
        {
            // Often enough for the room that reads offer to shrink to the object.
            Assert.Equal(value, (await Store.Raw.GetAsync("k", Stop)).Value);
        }
    }

    [Fact]
    public async Task Get_OfAnObjectThatOutgrewTheRoom_IsReadWhole()
    {
        Assert.Equal(StoreResult.Done, await Store.Raw.PutAsync("small", new byte[10], cancellationToken: Stop));
        Assert.Equal(StoreResult.Done, await Store.Raw.PutAsync("large", new byte[9000], cancellationToken: Stop));
        for (int i = 0; i < 600; i++)
        {
            Assert.Equal(10, (await Store.Raw.GetAsync("small", Stop)).Value.Length);
        }

        Assert.Equal(9000, (await Store.Raw.GetAsync("large", Stop)).Value.Length);
    }

    [Fact]
    public async Task PutAndGet_UnderAKeyLongerThanMost_FindTheObject()
    {
        string key = new('k', 900);
        Assert.Equal(StoreResult.Done, await Store.Raw.PutAsync(key, new byte[10], cancellationToken: Stop));
        Assert.Equal(10, (await Store.Raw.GetAsync(key, Stop)).Value.Length);
    }

    private sealed class Demanding(StoreBackend inner) : DecoratingStoreBackend(inner, inner.Traits with { TakesAnyMemory = false }, leaveInnerOpen: false);
}
