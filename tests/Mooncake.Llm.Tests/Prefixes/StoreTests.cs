using Mooncake.Llm.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Llm.Prefixes.Tests;

public sealed class StoreTests
{
    private static readonly FaultRule PutsHang = new(StoreCalls.BatchPutFrom, Fault.Hang());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryStore_StoreHangs_DropsWhatDoesNotFitAndStoresTheRestLater()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(PutsHang);
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { MaxQueuedBlocks = 4 });
        BlockHash[] blocks = Prompt.BlocksOf(cache, 10);
        faulty.Break();

        int queued = blocks.Count(block => cache.TryStore(PrefixBlock.Of(block), bytes: 32));

        Assert.Equal(4, queued);
        Assert.Equal(4, cache.Statistics.QueuedBlocks);
        Assert.Equal(4 * 32, cache.Statistics.QueuedBytes);
        Assert.Equal(6, cache.Statistics.DroppedBlocks);

        faulty.Gate.Open();
        Assert.True(await cache.FlushAsync(FaultyStore.Patience, Token));
        Assert.Equal(4, cache.Statistics.StoredBlocks);
        Assert.Equal(0, cache.Statistics.QueuedBlocks);
        Assert.Equal(4, await cache.FindAsync(blocks, FaultyStore.Patience, Token));
    }

    [Fact]
    public async Task TryStore_EngineThatStoresEveryPrefix_NeverWaitsForAStoreThatHangs()
    {
        const int requests = 200;
        await using FaultyStore faulty = await FaultyStore.OpenAsync(
            PutsHang, new FaultRule(StoreCalls.BatchIsExist, Fault.Hang()), new FaultRule(StoreCalls.BatchGetInto, Fault.Hang()));
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { MaxQueuedBlocks = 8, MaxLateReads = 3 });
        faulty.Break();
        BlockHash[] blocks = Prompt.BlocksOf(cache, requests);

        int created = 0;
        for (int request = 0; request < requests; request++)
        {
            Assert.Equal(0, await cache.FindAsync(blocks.AsMemory(request, 1), TimeSpan.Zero, Token));
            cache.TryStore(32, () =>
            {
                created++;
                return PrefixBlock.Of(blocks[request]);
            });
        }

        // The store has answered nothing. All the engine did is to ask it three times, and to copy eight blocks.
        PrefixCacheStatistics statistics = cache.Statistics;
        Assert.Equal(3, statistics.LateReads);
        Assert.Equal(requests - 3, statistics.SkippedReads);
        Assert.Equal(8, created);
        Assert.Equal(8, statistics.QueuedBlocks);
        Assert.Equal(requests - 8, statistics.DroppedBlocks);
        Assert.Equal(0, statistics.StoredBlocks);
    }

    [Fact]
    public async Task TryStore_TooManyBytes_AreDropped()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(PutsHang);
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { MaxQueuedBytes = 100 });
        BlockHash[] blocks = Prompt.BlocksOf(cache, 4);
        faulty.Break();

        // The first is larger than the limit: without others it is accepted.
        Assert.True(cache.TryStore(PrefixBlock.Of(blocks[0]), bytes: 1000));
        Assert.False(cache.TryStore(PrefixBlock.Of(blocks[1]), bytes: 1));

        faulty.Gate.Open();
        Assert.True(await cache.FlushAsync(FaultyStore.Patience, Token));
        Assert.True(cache.TryStore(PrefixBlock.Of(blocks[2]), bytes: 60));
    }

    [Fact]
    public async Task TryStore_NoBlockIsCreated_KeepsTheRoom()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { MaxQueuedBlocks = 1 });

        Assert.False(cache.TryStore(32, static () => null));
        Assert.Throws<NotSupportedException>(() => cache.TryStore(32, static () => throw new NotSupportedException()));

        Assert.Equal(0, cache.Statistics.QueuedBlocks);
        Assert.Equal(0, cache.Statistics.DroppedBlocks);
        await cache.StoreAsync(Prompt.BlocksOf(cache, 1));
    }

    [Fact]
    public async Task TryStore_StoreFails_CountsAndKeepsTheError()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(
            new FaultRule(StoreCalls.BatchPutFrom, Fault.Fail(StoreErrorCode.RpcFail)));
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { FailurePause = TimeSpan.Zero });
        faulty.Break();

        await cache.StoreAsync(Prompt.BlocksOf(cache, 3));

        Assert.Equal(3, cache.Statistics.FailedBlocks);
        Assert.Equal(0, cache.Statistics.StoredBlocks);
        Assert.Equal(StoreErrorCode.RpcFail, cache.LastError?.Code);
    }

    [Fact]
    public async Task TryStore_StoreHasFailed_DropsBlocksForAWhile()
    {
        ManualTimeProvider time = new();
        await using FaultyStore faulty = await FaultyStore.OpenAsync(
            new FaultRule(StoreCalls.BatchPutFrom, Fault.Fail(StoreErrorCode.RpcFail)) { LastCall = 1 });
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { TimeProvider = time });
        BlockHash[] blocks = Prompt.BlocksOf(cache, 2);
        faulty.Break();
        await cache.StoreAsync(blocks[..1]);

        Assert.False(cache.TryStore(32, static () => throw new InvalidOperationException("The store is down.")));
        Assert.Equal(1, cache.Statistics.DroppedBlocks);

        time.Advance(new PrefixCacheOptions().FailurePause);
        await cache.StoreAsync(blocks[1..]);
        Assert.Equal((1, 1), (cache.Statistics.FailedBlocks, cache.Statistics.StoredBlocks));
    }

    [Fact]
    public async Task TryStore_StoreIsClosed_CountsFailures()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { FailurePause = TimeSpan.Zero });
        await faulty.Store.DisposeAsync();

        await cache.StoreAsync(Prompt.BlocksOf(cache, 2));

        Assert.Equal(2, cache.Statistics.FailedBlocks);
    }

    [Fact]
    public async Task TryStore_ManyThreads_EveryBlockIsCountedOnce()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { MaxQueuedBlocks = 10, MaxBatchBlocks = 3 });
        BlockHash[] blocks = Prompt.BlocksOf(cache, 1000);

        Parallel.ForEach(blocks, block => cache.TryStore(PrefixBlock.Of(block), bytes: 32));
        Assert.True(await cache.FlushAsync(FaultyStore.Patience, Token));

        PrefixCacheStatistics statistics = cache.Statistics;
        Assert.Equal(blocks.Length, statistics.StoredBlocks + statistics.DroppedBlocks);
        Assert.Equal(0, statistics.QueuedBlocks);
        Assert.Equal(0, statistics.QueuedBytes);
    }

    [Fact]
    public async Task TryStoreDraft_Filled_IsStoredAndEnded()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        BlockHash block = Prompt.BlocksOf(cache, 1)[0];
        StoreDraft<PrefixBlock, byte> draft = await DraftOf(faulty, block);

        Assert.True(cache.TryStoreDraft(32, () => draft));
        await cache.StoreAsync(Prompt.BlocksOf(cache, 3)[1..]);

        Assert.Throws<ObjectDisposedException>(() => draft.Payload);
        using PrefixBlocks<PrefixBlock> read = await cache.ReadAsync(Prompt.BlocksOf(cache, 3), FaultyStore.Patience, Token);
        Assert.Equal(3, read.Count);
        Assert.Equal(block.Bytes, read[0].State.Span);
    }

    [Fact]
    public async Task TryStoreDraft_StoreHangs_CreatesNoDraftsWithoutRoom()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(PutsHang);
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { MaxQueuedBlocks = 2 });
        BlockHash[] blocks = Prompt.BlocksOf(cache, 3);
        StoreDraft<PrefixBlock, byte>[] drafts = [await DraftOf(faulty, blocks[0]), await DraftOf(faulty, blocks[1])];
        faulty.Break();

        Assert.All(drafts, draft => Assert.True(cache.TryStoreDraft(32, () => draft)));
        Assert.False(cache.TryStoreDraft(32, static () => throw new InvalidOperationException("There is no room.")));

        faulty.Gate.Open();
        Assert.True(await cache.FlushAsync(FaultyStore.Patience, Token));
        Assert.Equal(2, cache.Statistics.StoredBlocks);
    }

    [Fact]
    public async Task TryStoreDraft_CacheIsDisposed_EndsTheDraft()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        PrefixCache<PrefixBlock> cache = faulty.Cache();
        StoreDraft<PrefixBlock, byte> draft = await DraftOf(faulty, Prompt.BlocksOf(cache, 1)[0]);
        await cache.DisposeAsync();

        Assert.False(cache.TryStoreDraft(32, () => draft));

        Assert.Throws<ObjectDisposedException>(() => draft.Payload);
        Assert.Null((await faulty.Store.CloseAsync()).Error);
    }

    [Fact]
    public async Task TryStoreDraft_DraftIsUnusable_CountsAFailureAndTheQueueGoesOn()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { FailurePause = TimeSpan.Zero });
        StoreDraft<PrefixBlock, byte> draft = await DraftOf(faulty, Prompt.BlocksOf(cache, 1)[0]);
        draft.Dispose();

        Assert.True(cache.TryStoreDraft(32, () => draft));
        await cache.StoreAsync(Prompt.BlocksOf(cache, 1));

        Assert.Equal(1, cache.Statistics.FailedBlocks);
        Assert.Equal(1, cache.Statistics.StoredBlocks);
        Assert.IsType<ObjectDisposedException>(cache.LastError?.Exception);
    }

    [Fact]
    public async Task Flush_StoreHangs_IsFalseAtTheLimit()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(PutsHang);
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        faulty.Break();
        Assert.True(cache.TryStore(PrefixBlock.Of(Prompt.BlocksOf(cache, 1)[0]), bytes: 32));

        Assert.False(await cache.FlushAsync(TimeSpan.Zero, Token));
    }

    [Fact]
    public async Task Dispose_QueuedBlocks_AreStored()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        PrefixCache<PrefixBlock> cache = faulty.Cache();
        BlockHash[] blocks = Prompt.BlocksOf(cache, 50);
        Assert.All(blocks, block => Assert.True(cache.TryStore(PrefixBlock.Of(block), bytes: 32)));

        await cache.DisposeAsync();

        Assert.Equal(50, cache.Statistics.StoredBlocks);
        Assert.False(cache.TryStore(PrefixBlock.Of(blocks[0]), bytes: 32));
        Assert.Equal(1, cache.Statistics.DroppedBlocks);
        Assert.True(await cache.FlushAsync(FaultyStore.Patience, Token));
        await cache.DisposeAsync();
    }

    [Fact]
    public async Task Dispose_StoreHangs_EndsAtItsLimitAndDropsTheRest()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(PutsHang);
        PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { MaxBatchBlocks = 1, CloseTimeout = TimeSpan.Zero });
        faulty.Break();
        Assert.All(Prompt.BlocksOf(cache, 5), block => Assert.True(cache.TryStore(PrefixBlock.Of(block), bytes: 32)));
        faulty.WaitForHanging();

        await cache.DisposeAsync();
        faulty.Gate.Open();
        Assert.True(await cache.FlushAsync(FaultyStore.Patience, Token));

        Assert.Equal(1, cache.Statistics.StoredBlocks);
        Assert.Equal(4, cache.Statistics.DroppedBlocks);
        Assert.Equal(0, cache.Statistics.QueuedBlocks);
    }

    private static async Task<StoreDraft<PrefixBlock, byte>> DraftOf(FaultyStore faulty, BlockHash block)
    {
        StoreDraft<PrefixBlock, byte> draft =
            (await faulty.Store.PrefixBlocks.CreateDraftAsync(block.ToString(), block.Length, Token)).GetValueOrThrow();
        block.Bytes.CopyTo(draft.Payload.Span);
        return draft;
    }
}
