using Mooncake.Llm.Tests.Support;

namespace Mooncake.Llm.Prefixes.Tests;

public sealed class OptionsTests
{
    public static TheoryData<PrefixCacheOptions, string> Wrong => new()
    {
        { new PrefixCacheOptions { MaxQueuedBlocks = 0 }, nameof(PrefixCacheOptions.MaxQueuedBlocks) },
        { new PrefixCacheOptions { MaxQueuedBytes = 0 }, nameof(PrefixCacheOptions.MaxQueuedBytes) },
        { new PrefixCacheOptions { MaxBatchBlocks = 0 }, nameof(PrefixCacheOptions.MaxBatchBlocks) },
        { new PrefixCacheOptions { PrefetchBlocks = 0 }, nameof(PrefixCacheOptions.PrefetchBlocks) },
        { new PrefixCacheOptions { MaxLateReads = 0 }, nameof(PrefixCacheOptions.MaxLateReads) },
        { new PrefixCacheOptions { FailurePause = TimeSpan.FromSeconds(-1) }, nameof(PrefixCacheOptions.FailurePause) },
        { new PrefixCacheOptions { CloseTimeout = TimeSpan.FromSeconds(-1) }, nameof(PrefixCacheOptions.CloseTimeout) },
        { new PrefixCacheOptions { TimeProvider = null! }, nameof(PrefixCacheOptions.TimeProvider) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Create_OptionOutOfRange_NamesIt(PrefixCacheOptions options, string name)
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();

        ArgumentException exception = Assert.Throws<ArgumentException>(() => faulty.Cache(options));

        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_OptionsChangeLater_HaveNoEffect()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync();
        PrefixCacheOptions options = new();
        await using PrefixCache<PrefixBlock> cache = faulty.Cache(options);
        options.MaxQueuedBlocks = 0;

        await cache.StoreAsync(Prompt.BlocksOf(cache, 1));

        Assert.Equal(1, cache.Statistics.StoredBlocks);
    }
}
