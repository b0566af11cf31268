namespace Mooncake.Embedded.CApi.Probe;

/// <summary>Removals of many objects over the C ABI, which answers one count and knows force alone.</summary>
public sealed class LibraryRemovalTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Removal_OfMany_ForcesButNeitherCountsLeasesNorWaitsForThem()
    {
        await using MooncakeStore store = await Stores.OpenAsync();
        Assert.Null((await store.Blocks.PutManyAsync([Block.Numbered(1), Block.Numbered(2)], cancellationToken: Stop)).FirstError);
        Assert.Equal(StoreResult.Found, await store.Blocks.ExistsAsync("model", 3, 1, Stop));

        StoreError error = (await store.Blocks.RemoveAllAsync(RemoveOptions.Waiting, Stop)).Error!;
        Assert.Equal((StoreErrorCode.EngineLacksCapability, WriteOutcome.NotApplied), (error.Code, error.Outcome));
        Assert.Equal(new StoreRemoval(1, Skipped: null), (await store.Blocks.RemoveByPrefixAsync("model", cancellationToken: Stop)).GetValueOrThrow());
        Assert.Equal(
            new StoreRemoval(0, Skipped: null), (await store.Raw.RemoveByRegexAsync("^block", cancellationToken: Stop)).GetValueOrThrow());
        Assert.Equal(new StoreRemoval(1, Skipped: null), (await store.Raw.RemoveByPrefixAsync("block/", RemoveOptions.Forced, Stop)).GetValueOrThrow());
    }
}
