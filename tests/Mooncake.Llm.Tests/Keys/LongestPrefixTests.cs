namespace Mooncake.Llm.Keys.Tests;

/// <summary>Hashes and keys together with what a store has: how much of a prompt is there.</summary>
public sealed class LongestPrefixTests : IAsyncLifetime
{
    private static readonly int[] Tokens = [.. Enumerable.Range(0, 70)];

    private MooncakeStore _store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await MooncakeStore.OpenAsync("embedded://?segment=16MiB", Stop);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task LongestPrefix_OfTypedBlocks_CountsTheBlocksBeforeTheFirstMissingOne()
    {
        PromptBlockKey[] keys = [.. new Sha256BlockKeys("llama", 16).HashBlocks(Tokens).Select(static hash => new PromptBlockKey("llama", hash.Prefix128))];
        await PutAsync(keys[0]);
        await PutAsync(keys[1]);
        await PutAsync(keys[3]);

        Assert.Equal(2, (await _store.PromptBlocks.LongestPrefixAsync(keys, Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task LongestPrefix_OfAnEnginesObjects_CountsBlocksThatAreComplete()
    {
        SglangKeyFormat format = new("llama") { TensorParallelSize = 2 };
        string[] keys = format.KeysOf(new SglangBlockKeys(16).HashBlocks(Tokens));
        KeyValuePair<string, ReadOnlyMemory<byte>>[] stored = [.. keys[..10].Select(static key => KeyValuePair.Create(key, new ReadOnlyMemory<byte>([1])))];
        (await _store.Raw.PutManyAsync(stored, cancellationToken: Stop)).ThrowIfFailed();

        int found = (await _store.Raw.LongestPrefixAsync(keys, Stop)).GetValueOrThrow();

        Assert.Equal(10, found);
        Assert.Equal(2, format.CountBlocks(found));
    }

    [Fact]
    public void KeyOfABlock_HasTheFirstDigitsOfItsHash()
    {
        BlockHash hash = new Sha256BlockKeys("llama", 16).HashBlocks(Tokens)[0];

        Assert.Equal($"prompt/llama/{hash.ToString()[..32]}", new PromptBlockKey("llama", hash.Prefix128).ToString());
    }

    private async Task PutAsync(PromptBlockKey key) =>
        (await _store.PromptBlocks.PutAsync(new PromptBlock(key.Model, key.Hash, new byte[8]), cancellationToken: Stop)).ThrowIfFailed();
}
