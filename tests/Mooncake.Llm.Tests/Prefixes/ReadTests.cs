using Mooncake.Llm.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Llm.Prefixes.Tests;

public sealed class ReadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_StoredBlocks_AreInTheOrderOfThePrompt()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        BlockHash[] blocks = Prompt.BlocksOf(cache, 20);
        await cache.StoreAsync(blocks);

        using PrefixBlocks<PrefixBlock> read = await cache.ReadAsync(blocks, FaultyStore.Patience, Token);

        Assert.Equal(blocks.Select(static block => block.ToString()), read.Select(static block => block.Hash));
        Assert.All(read, static block => Assert.Equal(block.Hash, Convert.ToHexStringLower(block.State.Span)));
        Assert.Equal(20, cache.Statistics.ReadBlocks);
    }

    [Fact]
    public async Task Read_ABlockIsMissing_EndsBeforeIt()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        BlockHash[] blocks = Prompt.BlocksOf(cache, 4);
        await cache.StoreAsync([blocks[0], blocks[2], blocks[3]]);

        using PrefixBlocks<PrefixBlock> read = await cache.ReadAsync(blocks, FaultyStore.Patience, Token);

        Assert.Equal(blocks[0].ToString(), Assert.Single(read).Hash);
        Assert.Null(cache.LastError);
    }

    [Fact]
    public async Task Read_ABlockIsDamaged_EndsBeforeIt()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(
            new FaultRule(StoreCalls.BatchPutFrom, Fault.CorruptWrite()) { Items = [2] });
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        BlockHash[] blocks = Prompt.BlocksOf(cache, 4);
        faulty.Break();
        StoreBatch put = await faulty.Store.PrefixBlocks.PutManyAsync([.. blocks.Select(PrefixBlock.Of)], cancellationToken: Token);
        put.ThrowIfFailed();

        using PrefixBlocks<PrefixBlock> read = await cache.ReadAsync(blocks, FaultyStore.Patience, Token);

        Assert.Equal(2, read.Count);
        Assert.Equal(1, cache.Statistics.FailedReads);
        Assert.Equal(StoreErrorCode.IntegrityMismatch, cache.LastError?.Code);
    }

    [Fact]
    public async Task Read_StoreHangs_ReturnsNothingAndReleasesTheMemoryLater()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(new FaultRule(StoreCalls.BatchGetInto, Fault.Hang()));
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        BlockHash[] blocks = Prompt.BlocksOf(cache, 4);
        await cache.StoreAsync(blocks);
        faulty.Break();

        using PrefixBlocks<PrefixBlock> read = await cache.ReadAsync(blocks, TimeSpan.Zero, Token);
        faulty.WaitForHanging();

        Assert.Empty(read);
        Assert.Equal(1, cache.Statistics.LateReads);
        faulty.Gate.Open();

        // Closing waits for the native call, and reports memory that was not returned.
        Assert.Null((await faulty.Store.CloseAsync()).Error);
    }

    [Fact]
    public async Task Read_AfterDispose_BlocksThrow()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        BlockHash[] blocks = Prompt.BlocksOf(cache, 1);
        await cache.StoreAsync(blocks);

        PrefixBlocks<PrefixBlock> read = await cache.ReadAsync(blocks, FaultyStore.Patience, Token);
        PrefixBlock block = read[0];
        read.Dispose();
        read.Dispose();

        Assert.Throws<ObjectDisposedException>(() => read[0]);
        Assert.Throws<ObjectDisposedException>(() => block.State.Span[0]);
    }

    [Fact]
    public async Task Prefetch_StoredPrefix_ReadsItInParts()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { PrefetchBlocks = 2 });
        BlockHash[] blocks = Prompt.BlocksOf(cache, 8);
        await cache.StoreAsync(blocks[..5]);

        Assert.Equal(5, await cache.PrefetchAsync(blocks, FaultyStore.Patience, Token));
        Assert.Equal(5, cache.Statistics.ReadBlocks);
        Assert.Equal(0, cache.Statistics.Lookups);
    }

    [Fact]
    public async Task Prefetch_StoreHangs_IsZeroAtTheLimitAndReadsNoMore()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(new FaultRule(StoreCalls.BatchGetInto, Fault.Hang()));
        ManualTimeProvider time = new();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { PrefetchBlocks = 1, TimeProvider = time });
        BlockHash[] blocks = Prompt.BlocksOf(cache, 3);
        await cache.StoreAsync(blocks);
        faulty.Break();

        Task<int> prefetching = cache.PrefetchAsync(blocks, TimeSpan.FromSeconds(1), Token);
        faulty.WaitForHanging();
        Assert.True(time.WaitForTimers(1, FaultyStore.Patience));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await prefetching);
        faulty.Gate.Open();
        Assert.Null((await faulty.Store.CloseAsync()).Error);

        Assert.Equal(1, cache.Statistics.ReadBlocks);
    }
}
