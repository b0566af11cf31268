using Mooncake.Sdk.Tests.Keys;

namespace Mooncake.Sdk.Tests.Records;

/// <summary>The generated property and methods, on an open store.</summary>
public class GeneratedSetTests
{
    private static readonly string[] Models = ["llama", "llama-70b", "lla.*", "^$\\", "a/b", "a%2Fb", "", "漢🥮,\0"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Key_OfTheDocumentation_HasFrozenText()
    {
        KvBlockKey key = KvBlockKey.Of(new KvBlock("llama-70b", 3, 0xfeed, default));
        Assert.Equal("kv/llama-70b/003/000000000000feed", key.ToString());
        Assert.Equal(key, KvBlockKey.Parse("kv/llama-70b/003/000000000000feed").GetValueOrThrow());
        Assert.True(KvBlockKey.TryParse("kv/llama-70b/003/000000000000feed"u8, out KvBlockKey parsed));
        Assert.Equal(key, parsed);
    }

    [Fact]
    public async Task Objects_ByTheirParts_AreToldApart()
    {
        await using MooncakeStore store = await OpenFilledAsync();
        foreach (string model in Models)
        {
            StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(model, 1, 7UL, Token);
            Assert.True(got.TryGetValue(out KvBlock? block), got.ToString());
            Assert.Equal(model, block.Model);
            Assert.Equal(1, block.Payload.Span[0]);
            Assert.True((await store.KvBlocks.ExistsAsync(model, 0, 7UL, Token)).IsFound);
            Assert.InRange((await store.KvBlocks.SizeOfAsync(model, 0, 7UL, Token)).GetValueOrThrow(), 1, 1000);
            Assert.True((await store.KvBlocks.GetAsync(model, 2, 7UL, Token)).IsMissing);
        }
    }

    [Fact]
    public async Task Remove_ByParts_TakesOneObject()
    {
        await using MooncakeStore store = await OpenFilledAsync();
        Assert.Equal(StoreStatus.Done, (await store.KvBlocks.RemoveAsync("llama", 0, 7UL, cancellationToken: Token)).Status);
        Assert.True((await store.KvBlocks.ExistsAsync("llama", 0, 7UL, Token)).IsMissing);
        Assert.True((await store.KvBlocks.ExistsAsync("llama", 1, 7UL, Token)).IsFound);
        Assert.Equal(StoreStatus.Done, (await store.KvBlocks.RemoveAsync("llama", 1, 7UL, RemoveOptions.Forced, Token)).Status);
    }

    [Fact]
    public async Task RemoveByPrefix_AnyText_TakesExactlyTheObjectsWithTheseParts()
    {
        await using MooncakeStore store = await OpenFilledAsync();
        int left = 2 * Models.Length;
        foreach (string model in Models)
        {
            Assert.Equal(1, (await store.KvBlocks.RemoveByPrefixAsync(model, 1, RemoveOptions.Forced, Token)).GetValueOrThrow().Removed);
            Assert.Equal(1, (await store.KvBlocks.RemoveByPrefixAsync(model, RemoveOptions.Forced, Token)).GetValueOrThrow().Removed);
            left -= 2;
            Assert.Equal(left, await CountAsync(store));
        }
    }

    [Fact]
    public async Task RemoveAll_LeavesObjectsOfOtherTemplates()
    {
        await using MooncakeStore store = await OpenFilledAsync();
        (await store.Raw.PutAsync("other/kv/key", new byte[] { 1 }, cancellationToken: Token)).ThrowIfFailed();
        Assert.Equal(2 * Models.Length, (await store.KvBlocks.RemoveAllAsync(RemoveOptions.Forced, Token)).GetValueOrThrow().Removed);
        Assert.True((await store.Raw.ExistsAsync("other/kv/key", Token)).IsFound);
    }

    [Fact]
    public async Task AnyOperation_PartWithoutText_IsAnErrorThatSaysSo()
    {
        await using MooncakeStore store = await OpenFilledAsync();
        Assert.Equal(StoreErrorCode.KeyNotEncodable, (await store.KvBlocks.GetAsync("\uD800", 1, 7UL, Token)).Error!.Code);
        Assert.Equal(StoreErrorCode.KeyNotEncodable, (await store.KvBlocks.ExistsAsync(null!, 1, 7UL, Token)).Error!.Code);
        StoreError error = (await store.KvBlocks.RemoveByPrefixAsync("\uD800", RemoveOptions.Forced, Token)).Error!;
        Assert.Equal(StoreErrorCode.KeyNotEncodable, error.Code);
        Assert.Equal(WriteOutcome.NotApplied, error.Outcome);
        Assert.Equal(2 * Models.Length, await CountAsync(store));
    }

    [Fact]
    public async Task Objects_UnderNastyParts_ComeBack()
    {
        await using MooncakeStore store = await OpenFilledAsync();
        Random random = new(29);
        for (int i = 0; i < 500; i++)
        {
            string model = NastyText.Next(random);
            (await store.KvBlocks.PutAsync(new KvBlock(model, i + 10, 1, new byte[] { 1 }), cancellationToken: Token)).ThrowIfFailed();
            Assert.Equal(model, (await store.KvBlocks.GetAsync(model, i + 10, 1, Token)).GetValueOrThrow().Model);
        }
    }

    /// <summary>Two objects for each model.</summary>
    private static async Task<MooncakeStore> OpenFilledAsync()
    {
        MooncakeStore store = await Stores.OpenAsync();
        foreach (string model in Models)
        {
            (await store.KvBlocks.PutAsync(new KvBlock(model, 0, 7, new byte[] { 0 }), cancellationToken: Token)).ThrowIfFailed();
            (await store.KvBlocks.PutAsync(new KvBlock(model, 1, 7, new byte[] { 1 }), cancellationToken: Token)).ThrowIfFailed();
        }

        return store;
    }

    private static async Task<int> CountAsync(MooncakeStore store)
    {
        KvBlockKey[] keys = [.. Models.SelectMany(static model => new KvBlockKey[] { new(model, 0, 7), new(model, 1, 7) })];
        StoreBatch exists = await store.KvBlocks.ExistsManyAsync(keys, Token);
        return Enumerable.Range(0, keys.Length).Count(i => exists[i].IsFound);
    }
}
