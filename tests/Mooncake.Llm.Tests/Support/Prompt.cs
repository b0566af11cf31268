namespace Mooncake.Llm.Tests.Support;

/// <summary>Prompts of tests.</summary>
internal static class Prompt
{
    /// <summary>The hashes of the first blocks of a prompt.</summary>
    internal static BlockHash[] BlocksOf(PrefixCache<PrefixBlock> cache, int count) =>
        cache.Keys.HashBlocks(Enumerable.Range(0, count * cache.Keys.BlockSize).ToArray());

    /// <summary>Stores blocks and waits for them.</summary>
    internal static async Task StoreAsync(this PrefixCache<PrefixBlock> cache, params IEnumerable<BlockHash> blocks)
    {
        foreach (BlockHash block in blocks)
        {
            Assert.True(cache.TryStore(PrefixBlock.Of(block), bytes: 32));
        }

        Assert.True(await cache.FlushAsync(FaultyStore.Patience, TestContext.Current.CancellationToken));
    }
}
