namespace Mooncake.Embedded.CApi.Probe;

/// <summary>The SDK's operations over the library, with its pipeline between as on a cluster.</summary>
public sealed class TypedOperationTests
{
    private const string Model = "llama-70b";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Object_PutAndGot_IsTheSame()
    {
        await using MooncakeStore store = await OpenAsync();
        (await store.KvBlocks.PutAsync(Block(1), Token)).ThrowIfFailed();
        KvBlock found = (await store.KvBlocks.GetAsync(Model, 1, 7, Token)).GetValueOrThrow();

        Assert.Equal((Model, 1, 7UL), (found.Model, found.Layer, found.Block));
        Assert.Equal(Block(1).Payload.ToArray(), found.Payload.ToArray());
        Assert.True((await store.KvBlocks.ExistsAsync(Model, 1, 7, Token)).IsFound);
        Assert.True((await store.KvBlocks.SizeOfAsync(Model, 1, 7, Token)).Value > found.Payload.Length);
        Assert.True((await store.KvBlocks.GetAsync(Model, 2, 7, Token)).IsMissing);
    }

    [Fact]
    public async Task Batch_WithMissingAndRepeatedKeys_IsAnsweredItemByItem()
    {
        await using MooncakeStore store = await OpenAsync();
        StoreBatch put = await store.KvBlocks.PutManyAsync([.. Enumerable.Range(0, 300).Select(Block)], Token);
        Assert.All(Enumerable.Range(0, 300), i => Assert.True(put[i].Status == StoreStatus.Done, put[i].ToString()));

        KvBlockKey[] keys = [new(Model, 5, 7), new(Model, 900, 7), new(Model, 5, 7), new(Model, 299, 7)];
        StoreBatch<KvBlock> got = await store.KvBlocks.GetManyAsync(keys, Token);

        Assert.Equal(Block(5).Payload.ToArray(), got[0].Value.Payload.ToArray());
        Assert.True(got[1].IsMissing);
        Assert.Equal(Block(5).Payload.ToArray(), got[2].Value.Payload.ToArray());
        Assert.Equal(299, got[3].Value.Layer);
        StoreBatch exists = await store.KvBlocks.ExistsManyAsync(keys, Token);
        Assert.Equal([true, false, true, true], Enumerable.Range(0, 4).Select(i => exists[i].IsFound));
    }

    [Fact]
    public async Task Calls_MadeAtTheSameTime_AreAllAnswered()
    {
        await using MooncakeStore store = await OpenAsync();
        Task<StoreResult>[] puts = [.. Enumerable.Range(0, 200).Select(i => store.KvBlocks.PutAsync(Block(i), Token).AsTask())];
        Assert.All(await Task.WhenAll(puts), static put => put.ThrowIfFailed());

        Task<StoreResult<KvBlock>>[] gets = [.. Enumerable.Range(0, 200).Select(i => store.KvBlocks.GetAsync(Model, i, 7, Token).AsTask())];
        StoreResult<KvBlock>[] got = await Task.WhenAll(gets);
        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(Block(i).Payload.ToArray(), got[i].Value.Payload.ToArray()));
    }

    [Fact]
    public async Task Remove_UnderALease_IsRefusedUnlessForced()
    {
        await using MooncakeStore store = await OpenAsync();
        (await store.KvBlocks.PutAsync(Block(1), Token)).ThrowIfFailed();
        Assert.True((await store.KvBlocks.GetAsync(Model, 1, 7, Token)).IsFound);

        Assert.Equal(StoreErrorCode.ObjectHasLease, (await store.KvBlocks.RemoveAsync(Model, 1, 7, Token)).Error?.Code);
        (await store.KvBlocks.RemoveAsync(Model, 1, 7, RemoveOptions.Forced, Token)).ThrowIfFailed();
        Assert.True((await store.KvBlocks.ExistsAsync(Model, 1, 7, Token)).IsMissing);
    }

    [Fact]
    public async Task RemoveByPrefix_TakesWhatItNames()
    {
        await using MooncakeStore store = await OpenAsync();
        (await store.KvBlocks.PutAsync(Block(1), Token)).ThrowIfFailed();
        (await store.KvBlocks.PutAsync(Block(2), Token)).ThrowIfFailed();
        (await store.KvBlocks.PutAsync(Block(1) with { Model = "other" }, Token)).ThrowIfFailed();

        Assert.Equal(2, (await store.KvBlocks.RemoveByPrefixAsync(Model, force: true, Token)).Value);
        Assert.True((await store.KvBlocks.ExistsAsync("other", 1, 7, Token)).IsFound);
    }

    [Fact]
    public async Task Replace_PutsTheNewInPlaceOfTheOld()
    {
        await using MooncakeStore store = await OpenAsync();
        (await store.KvBlocks.PutAsync(Block(1), Token)).ThrowIfFailed();
        (await store.KvBlocks.ReplaceAsync(Block(1) with { Payload = new byte[] { 42 } }, Token)).ThrowIfFailed();
        Assert.Equal([42], (await store.KvBlocks.GetAsync(Model, 1, 7, Token)).Value.Payload.ToArray());
    }

    [Fact]
    public async Task RegisteredMemory_GoesInAndOut()
    {
        await using MooncakeStore store = await OpenAsync();
        using RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(8192, Token)).GetValueOrThrow();
        RegisteredMemory source = buffer.Slice(0, 4096), target = buffer.Slice(4096, 4096);
        source.Span.Fill(9);

        (await store.Raw.PutFromAsync("raw", source, cancellationToken: Token)).ThrowIfFailed();
        Assert.Equal(4096, (await store.Raw.GetIntoAsync("raw", target, Token)).GetValueOrThrow());
        Assert.True(source.Span.SequenceEqual(target.Span));
    }

    [Fact]
    public async Task Stores_WithOneAddress_ShareObjects()
    {
        string address = $"shared-{Guid.NewGuid():N}";
        await using MooncakeStore first = await OpenAsync(address);
        await using MooncakeStore second = await OpenAsync(address);
        (await first.KvBlocks.PutAsync(Block(1), Token)).ThrowIfFailed();

        Assert.True((await second.KvBlocks.GetAsync(Model, 1, 7, Token)).IsFound);
        Assert.NotEqual(first.Hostname, second.Hostname);
    }

    private static async Task<MooncakeStore> OpenAsync(string? address = null)
    {
        string library = Uri.EscapeDataString(LibraryUnderTest.Require());
        string connection = $"mooncake://{address ?? $"typed-{Guid.NewGuid():N}"}:1?preflight=off&library={library}&segment=32MiB&local-buffer=16MiB";
        return (await MooncakeStore.OpenAsync(connection, Token)).GetValueOrThrow();
    }

    private static KvBlock Block(int layer)
    {
        byte[] payload = new byte[1000 + layer];
        new Random(layer).NextBytes(payload);
        return new KvBlock(Model, layer, 7, payload);
    }
}
