using Mooncake.Llm.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Llm.Prefixes.Tests;

public sealed class FindTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_NothingStored_IsZero()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();

        Assert.Equal(0, await cache.FindAsync(Prompt.BlocksOf(cache, 5), FaultyStore.Patience, Token));
        Assert.Equal(5, cache.Statistics.RequestedBlocks);
        Assert.Equal(0, cache.Statistics.HitRate);
    }

    [Fact]
    public async Task Find_ABlockIsMissing_CountsThoseBeforeIt()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        BlockHash[] blocks = Prompt.BlocksOf(cache, 6);
        await cache.StoreAsync([.. blocks[..3], .. blocks[4..]]);

        Assert.Equal(3, await cache.FindAsync(blocks, FaultyStore.Patience, Token));
        Assert.Equal(0.5, cache.Statistics.HitRate);
    }

    [Fact]
    public async Task Find_NoBlocks_DoesNotAskTheStore()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(new FaultRule(StoreCalls.BatchIsExist, Fault.Hang()));
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        faulty.Break();

        Assert.Equal(0, await cache.FindAsync(default, Timeout.InfiniteTimeSpan, Token));
    }

    [Fact]
    public async Task Find_StoreHangs_IsZeroAtTheLimit()
    {
        ManualTimeProvider time = new();
        await using FaultyStore faulty = await FaultyStore.OpenAsync(new FaultRule(StoreCalls.BatchIsExist, Fault.Hang()));
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { TimeProvider = time });
        BlockHash[] blocks = Prompt.BlocksOf(cache, 2);
        await cache.StoreAsync(blocks);
        faulty.Break();

        Task<int> finding = cache.FindAsync(blocks, Limit, Token);
        faulty.WaitForHanging();
        Assert.True(time.WaitForTimers(1, FaultyStore.Patience));
        Assert.False(finding.IsCompleted);
        time.Advance(Limit);

        Assert.Equal(0, await finding);
        Assert.Equal(1, cache.Statistics.LateReads);
        Assert.Equal(0, cache.Statistics.FoundBlocks);
    }

    [Fact]
    public async Task Find_TooManyAreLate_DoesNotAskTheStoreUntilItAnswers()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(new FaultRule(StoreCalls.BatchIsExist, Fault.Hang()));
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(new PrefixCacheOptions { MaxLateReads = 2 });
        BlockHash[] blocks = Prompt.BlocksOf(cache, 2);
        await cache.StoreAsync(blocks);
        faulty.Break();

        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(0, await cache.FindAsync(blocks, TimeSpan.Zero, Token));
        }

        Assert.Equal(2, cache.Statistics.LateReads);
        Assert.Equal(3, cache.Statistics.SkippedReads);

        faulty.Gate.Open();
        int found = 0;
        while (found == 0)
        {
            // Skipped until the late calls have ended.
            await Task.Yield();
            found = await cache.FindAsync(blocks, FaultyStore.Patience, Token);
        }

        Assert.Equal(2, found);
    }

    [Fact]
    public async Task Find_StoreFails_IsZeroAndKeepsTheError()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(
            new FaultRule(StoreCalls.BatchIsExist, Fault.Fail(StoreErrorCode.RpcFail)));
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        BlockHash[] blocks = Prompt.BlocksOf(cache, 2);
        await cache.StoreAsync(blocks);
        faulty.Break();

        Assert.Equal(0, await cache.FindAsync(blocks, FaultyStore.Patience, Token));
        Assert.Equal(1, cache.Statistics.FailedReads);
        Assert.Equal(StoreErrorCode.RpcFail, cache.LastError?.Code);
    }

    [Fact]
    public async Task Find_Cancelled_ThrowsWithoutTheStoresAnswer()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(new FaultRule(StoreCalls.BatchIsExist, Fault.Hang()));
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        faulty.Break();
        using CancellationTokenSource stop = new();

        Task<int> finding = cache.FindAsync(Prompt.BlocksOf(cache, 1), Timeout.InfiniteTimeSpan, stop.Token);
        faulty.WaitForHanging();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => finding);
        Assert.Equal(0, cache.Statistics.LateReads);
    }

    [Fact]
    public async Task Find_NegativeLimit_Throws()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => cache.FindAsync(Prompt.BlocksOf(cache, 1), TimeSpan.FromSeconds(-2), Token));
    }

    [Fact]
    public async Task Limits_LongerThanATimerRuns_AreNone()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        PrefixCacheOptions options = new() { CloseTimeout = TimeSpan.MaxValue, FailurePause = TimeSpan.MaxValue };
        PrefixCache<PrefixBlock> cache = faulty.Cache(options);
        CancellationToken stop = TestContext.Current.CancellationToken;
        BlockHash[] blocks = Prompt.BlocksOf(cache, 2);
        await cache.StoreAsync(blocks);

        Assert.True(await cache.FlushAsync(TimeSpan.MaxValue, stop));
        Assert.Equal(2, await cache.FindAsync(blocks, TimeSpan.MaxValue, stop));
        using (PrefixBlocks<PrefixBlock> read = await cache.ReadAsync(blocks, TimeSpan.MaxValue, stop))
        {
            Assert.Equal(2, read.Count);
        }

        Assert.Equal(2, await cache.PrefetchAsync(blocks, TimeSpan.MaxValue, stop));
        await cache.DisposeAsync();
    }

    [Fact]
    public async Task Flush_NegativeLimit_Throws()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => cache.FlushAsync(TimeSpan.FromSeconds(-2), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Block_QueuedTwice_IsStoredOnce()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        BlockHash[] blocks = Prompt.BlocksOf(cache, 1);

        await cache.StoreAsync(blocks[0], blocks[0], blocks[0]);

        Assert.Null(cache.LastError);
        Assert.Equal(3, cache.Statistics.StoredBlocks);
        Assert.Equal(1, await cache.FindAsync(blocks, FaultyStore.Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Find_StoreIsClosed_Throws()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache();
        await faulty.Store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => cache.FindAsync(Prompt.BlocksOf(cache, 1), FaultyStore.Patience, Token));
    }
}
