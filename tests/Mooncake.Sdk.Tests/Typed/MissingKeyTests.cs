namespace Mooncake.Typed;

/// <summary>An exception for a missing object names its key, whatever asked for it.</summary>
public sealed class MissingKeyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StorePath.InPlace)]
    [InlineData(StorePath.Buffers)]
    [InlineData(StorePath.Pipeline)]
    public async Task GetValueOrThrow_Miss_NamesTheKey(StorePath path)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        const string Key = "block/model/003/0000000000000001";
        BlockKey key = new("model", 3, 1);
        AssertNames(Key, await store.Blocks.GetAsync(key, Stop));
        AssertNames(Key, await store.Blocks.GetLeaseAsync(key, Stop));
        AssertNames(Key, await store.Blocks.SizeOfAsync(key, Stop));
        AssertNames(Key, (await store.Blocks.GetManyAsync([key], Stop))[0]);
        AssertNames(Key, (await store.Blocks.GetManyAsync([new BlockKey("model", 3, 2), key], Stop))[1]);
        AssertNames("some key", await store.Raw.GetAsync("some key", Stop));
        AssertNames("some key", await store.Raw.SizeOfAsync("some key", Stop));
        using (StoreLeaseBatch<Block> leases = await store.Blocks.GetManyLeaseAsync([new BlockKey("model", 3, 2), key], Stop))
        {
            AssertNames(Key, leases.Results[1]);
        }

        AssertNames("some key", (await store.Raw.GetManyAsync(["a", "some key"], Stop))[1]);
        await using RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(4096, Stop)).GetValueOrThrow();
        AssertNames("some key", await store.Raw.GetIntoAsync("some key", buffer.Slice(0, 100), Stop));
        await foreach (StoreResult<Block> result in store.Blocks.GetManyAsync(StreamAsync(key), Stop))
        {
            AssertNames(Key, result);
        }
    }

    private static void AssertNames<T>(string key, StoreResult<T> result)
    {
        Assert.True(result.IsMissing);
        StoreException thrown = Assert.Throws<StoreException>(() => result.GetValueOrThrow());
        Assert.Equal((StoreErrorCode.ObjectNotFound, key), (thrown.Error.Code, thrown.Error.Key));
        Assert.Contains($"'{key}'", thrown.Message, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<BlockKey> StreamAsync(BlockKey key)
    {
        await Task.CompletedTask;
        yield return key;
    }
}
