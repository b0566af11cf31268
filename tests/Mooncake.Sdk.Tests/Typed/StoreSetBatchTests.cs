using Mooncake.Operations;

namespace Mooncake.Typed;

/// <summary>Many objects at a time.</summary>
public sealed class StoreSetBatchTests : StoreTest
{
    [Fact]
    public async Task PutMany_ThenGetMany_AnswersInTheOrderOfTheKeys()
    {
        Block[] blocks = [.. Enumerable.Range(0, 20).Select(i => Block.Numbered((ulong)i))];
        StoreBatch put = await Store.Blocks.PutManyAsync(blocks, cancellationToken: Stop);
        Assert.Equal((20, 20), (put.Count, put.SuccessCount));

        ulong[] ids = [19, 3, 3, 99, 0];
        StoreBatch<Block> got = await Store.Blocks.GetManyAsync([.. ids.Select(Key)], Stop);
        Assert.Equal([19UL, 3, 3, null, 0], got.Select(result => result.TryGetValue(out Block? block) ? block.Id : (ulong?)null));
        Assert.Equal((5, 4, 1, 0), (got.Count, got.FoundCount, got.MissingCount, got.FailedCount));
        Assert.NotSame(got[1].GetValueOrThrow(), got[2].GetValueOrThrow());
    }

    [Fact]
    public async Task ExistsMany_Mixed_AnswersForEachKey()
    {
        Assert.True((await Store.Blocks.PutManyAsync([Block.Numbered(1), Block.Numbered(3)], cancellationToken: Stop)).IsSuccess);
        StoreBatch exists = await Store.Blocks.ExistsManyAsync([Key(1), Key(2), Key(3), Key(1)], Stop);
        Assert.Equal([StoreStatus.Found, StoreStatus.Missing, StoreStatus.Found, StoreStatus.Found], exists.Select(result => result.Status));
    }

    [Fact]
    public async Task PutMany_SameKeyTwice_TheFirstStays()
    {
        Block first = Block.Numbered(1);
        StoreBatch put = await Store.Blocks.PutManyAsync([first, first with { Payload = new byte[] { 9 } }], cancellationToken: Stop);
        Assert.Equal(2, put.SuccessCount);
        Assert.True((await Store.Blocks.GetAsync("model", 3, 1, Stop)).GetValueOrThrow().IsSameAs(first));
    }

    [Fact]
    public async Task PutMany_OneCannotBeWritten_OthersAreStored()
    {
        StoreBatch put = await Store.Blocks.PutManyAsync([Block.Numbered(1), new Block("lone \ud800", 1, 2, default), Block.Numbered(3)], cancellationToken: Stop);
        Assert.Equal([StoreStatus.Done, StoreStatus.Failed, StoreStatus.Done], put.Select(result => result.Status));
        Assert.Equal((StoreErrorCode.KeyNotEncodable, WriteOutcome.NotApplied), (put.FirstError!.Code, put.FirstError.Outcome));
        Assert.Equal(StoreResult.Found, await Store.Blocks.ExistsAsync("model", 3, 3, Stop));
    }

    [Fact]
    public async Task PutMany_OneTooLarge_OthersAreStored()
    {
        StoreBatch put = await Store.Blocks.PutManyAsync([Block.Numbered(1), Block.Numbered(2, 20 << 20), Block.Numbered(3)], cancellationToken: Stop);
        Assert.Equal([StoreStatus.Done, StoreStatus.Failed, StoreStatus.Done], put.Select(result => result.Status));
        Assert.Equal(StoreErrorCode.NoAvailableHandle, put.FirstError!.Code);
    }

    [Fact]
    public async Task GetMany_OneKeyCannotBeWritten_OthersAreRead()
    {
        (await Store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop)).ThrowIfFailed();
        StoreBatch<Block> got = await Store.Blocks.GetManyAsync([new BlockKey("\ud800", 1, 1), Key(1)], Stop);
        Assert.Equal([StoreStatus.Failed, StoreStatus.Found], got.Select(result => result.Status));
        Assert.Equal(StoreErrorCode.KeyNotEncodable, got.FirstError!.Code);
    }

    [Fact]
    public async Task GetMany_SizesBeyondTheEstimate_AreReadWhole()
    {
        Block[] blocks = [Block.Numbered(1, 10), Block.Numbered(2, 300_000), Block.Numbered(3, 0), Block.Numbered(4, 5000), Block.Numbered(5, 1_000_000)];
        Assert.True((await Store.Blocks.PutManyAsync(blocks, cancellationToken: Stop)).IsSuccess);
        StoreBatch<Block> got = await Store.Blocks.GetManyAsync([.. blocks.Select(block => BlockKey.Of(in block))], Stop);
        Assert.All(blocks.Zip(got), pair => Assert.True(pair.First.IsSameAs(pair.Second.GetValueOrThrow())));
    }

    [Fact]
    public async Task Batches_LargerThanOneCall_AreCutByItems()
    {
        int count = (2 * BatchLimits.Items) + 1;
        Reading[] readings = [.. Enumerable.Range(0, count).Select(i => new Reading(i, i, i))];
        Assert.Equal(count, (await Store.Readings.PutManyAsync(readings, cancellationToken: Stop)).SuccessCount);
        ReadingKey[] keys = [.. readings.Select(reading => ReadingKey.Of(in reading)).Reverse()];
        Assert.Equal(readings.Reverse(), (await Store.Readings.GetManyAsync(keys, Stop)).Select(result => result.GetValueOrThrow()));
        Assert.Equal(count, (await Store.Readings.ExistsManyAsync(keys, Stop)).SuccessCount);
    }

    [Fact]
    public async Task Batches_LargerThanOneCall_AreCutByBytes()
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(StorePath.Buffers, callBytes: 4 << 20);
        Block[] blocks = [.. Enumerable.Range(0, 9).Select(static i => Block.Numbered((ulong)i, 1 << 20))];
        Assert.True((await store.Blocks.PutManyAsync(blocks, cancellationToken: Stop)).IsSuccess);
        StoreBatch<Block> got = await store.Blocks.GetManyAsync([.. blocks.Select(block => BlockKey.Of(in block))], Stop);
        Assert.All(blocks.Zip(got), pair => Assert.True(pair.First.IsSameAs(pair.Second.GetValueOrThrow())));
    }

    [Fact]
    public async Task Batches_LongKeys_AreWrittenWhole()
    {
        Block[] blocks = [.. Enumerable.Range(0, 3).Select(i => new Block(new string('m', 60_000), i, 1, new byte[1]))];
        Assert.True((await Store.Blocks.PutManyAsync(blocks, cancellationToken: Stop)).IsSuccess);
        Assert.Equal(3, (await Store.Blocks.ExistsManyAsync([.. blocks.Select(block => BlockKey.Of(in block))], Stop)).SuccessCount);
        StoreBatch tooLong = await Store.Blocks.ExistsManyAsync([new BlockKey(new string('m', 70_000), 1, 1)], Stop);
        Assert.Equal(StoreErrorCode.KeyTooLong, tooLong.FirstError!.Code);
    }

    [Fact]
    public async Task Batches_OfNothing_AreEmpty()
    {
        Assert.Empty(await Store.Blocks.PutManyAsync([], cancellationToken: Stop));
        Assert.Empty(await Store.Blocks.GetManyAsync([], Stop));
        Assert.Empty(await Store.Blocks.ExistsManyAsync([], Stop));
    }

    [Fact]
    public async Task PutMany_NullAmongTheValues_SaysWhich() => Assert.Contains(
        "index 1", (await Assert.ThrowsAsync<ArgumentException>(async () => await Store.Blocks.PutManyAsync([Block.Numbered(1), null!], cancellationToken: Stop))).Message, StringComparison.Ordinal);

    private static BlockKey Key(ulong id) => new("model", 3, id);
}
