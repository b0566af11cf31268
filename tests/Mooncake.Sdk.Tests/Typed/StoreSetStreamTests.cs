using System.Runtime.CompilerServices;
using Mooncake.Pipeline;

namespace Mooncake.Typed;

/// <summary>Streams of more values than one wants to hold.</summary>
public sealed class StoreSetStreamTests : StoreTest
{
    private const int Many = 1300;

    [Fact]
    public async Task PutStream_ManyBatches_AnswersEachInOrder()
    {
        List<StoreResult> results = [];
        await foreach (StoreResult result in Store.Blocks.PutManyAsync(BlocksAsync(Many, cancellationToken: Stop), cancellationToken: Stop))
        {
            results.Add(result);
        }

        Assert.Equal(Many, results.Count);
        Assert.All(results, static result => Assert.True(result.IsSuccess));
    }

    [Fact]
    public async Task GetStream_SomeMissing_AnswersEachInOrder()
    {
        Assert.True((await Store.Blocks.PutManyAsync([.. Enumerable.Range(0, Many).Where(static i => i % 3 != 0).Select(static i => Block.Numbered((ulong)i))], cancellationToken: Stop)).IsSuccess);

        int at = 0;
        await foreach (StoreResult<Block> result in Store.Blocks.GetManyAsync(KeysAsync(Many), Stop))
        {
            Assert.Equal(at % 3 == 0, result.IsMissing);
            Assert.True(result.IsMissing || result.GetValueOrThrow().Id == (ulong)at);
            at++;
        }

        Assert.Equal(Many, at);
    }

    [Fact]
    public async Task GetStream_Empty_AnswersNothing()
    {
        await foreach (StoreResult<Block> result in Store.Blocks.GetManyAsync(KeysAsync(0), Stop))
        {
            Assert.Fail($"Nothing was asked for: {result}");
        }
    }

    [Fact]
    public async Task GetStream_ListenerStops_LeavesNoBufferOut()
    {
        await foreach (StoreResult<Block> result in Store.Blocks.GetManyAsync(KeysAsync(Many), Stop))
        {
            Assert.True(result.IsMissing);
            break;
        }

        AssertRentedBuffers(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(600)]
    [InlineData(1300)]
    public async Task PutStream_SourceThrows_AnswersTheItemsBeforeAndPassesItOn(int failsAt)
    {
        int answered = 0;
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (StoreResult result in Store.Blocks.PutManyAsync(BlocksAsync(2000, failsAt, Stop), cancellationToken: Stop))
            {
                Assert.True(result.IsSuccess);
                answered++;
            }
        });
        Assert.Equal(failsAt, answered);
        Assert.True(failsAt == 0 || (await Store.Blocks.ExistsAsync("model", 3, (ulong)failsAt - 1, Stop)).IsFound);
        Assert.True((await Store.Blocks.ExistsAsync("model", 3, (ulong)failsAt, Stop)).IsMissing);
    }

    [Fact]
    public async Task PutStream_NullItem_AnswersTheItemsBeforeAndThrows()
    {
        int answered = 0;
        ArgumentException thrown = await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            await foreach (StoreResult result in Store.Blocks.PutManyAsync(WithNullAsync(), cancellationToken: Stop))
            {
                answered += result.IsSuccess ? 1 : 0;
            }
        });
        Assert.Equal(700, answered);
        Assert.Contains("700", thrown.Message, StringComparison.Ordinal);

        static async IAsyncEnumerable<Block> WithNullAsync()
        {
            for (int i = 0; i < 800; i++)
            {
                await Task.CompletedTask;
                yield return i == 700 ? null! : Block.Numbered((ulong)i);
            }
        }
    }

    [Fact]
    public async Task GetStream_SourceThrows_AnswersTheKeysBeforeAndPassesItOn()
    {
        int answered = 0;
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (StoreResult<Block> result in Store.Blocks.GetManyAsync(FailingKeysAsync(), Stop))
            {
                answered += result.IsMissing ? 1 : 0;
            }
        });
        Assert.Equal(777, answered);

        static async IAsyncEnumerable<BlockKey> FailingKeysAsync()
        {
            for (int i = 0; i < 777; i++)
            {
                await Task.CompletedTask;
                yield return new BlockKey("model", 3, (ulong)i);
            }

            throw new IOException("No more keys.");
        }
    }

    [Fact]
    public async Task PutStream_OfLargeValues_TakesNoMoreFromItsSourceThanTwoBatches()
    {
        // Four of them make up a batch by their bytes; by their number it would be hundreds.
        const int Count = 24;
        int taken = 0;
        int answered = 0;
        int ahead = 0;
        await foreach (StoreResult result in Store.Blocks.PutManyAsync(LargeAsync(), cancellationToken: Stop))
        {
            ahead = Math.Max(ahead, taken - answered);
            answered += result.IsSuccess ? 1 : 0;
        }

        Assert.Equal(Count, answered);
        Assert.InRange(ahead, 1, 8);

        async IAsyncEnumerable<Block> LargeAsync()
        {
            for (; taken < Count; taken++)
            {
                await Task.CompletedTask;
                yield return Block.Numbered((ulong)taken, 1 << 20);
            }
        }
    }

    [Theory]
    [InlineData(false, 2 * 32)]
    [InlineData(true, 2 * 21)]
    public async Task GetStream_OfLargeObjects_HoldsNoMoreValuesThanItsBytesAllow(bool sizeIsKnown, int most)
    {
        // While nothing is known of their size a batch is 32, then as many as it has bytes for; by their number alone it would be all of them.
        // Two are held: where calls travel, one is gathered while the other is under way.
        const int Count = 70;
        int taken = 0;
        int takenAtFirst = 0;
        int answered = 0;
        StoreBatch puts = await Store.Blocks.PutManyAsync([.. Enumerable.Range(0, Count).Select(static i => Block.Numbered((ulong)i, 200_000))], cancellationToken: Stop);
        Assert.Null(puts.FirstError);
        Assert.True(!sizeIsKnown || (await Store.Blocks.GetAsync("model", 3, 0, Stop)).IsFound);
        await foreach (StoreResult<Block> result in Store.Blocks.GetManyAsync(CountedAsync(), Stop))
        {
            takenAtFirst = takenAtFirst == 0 ? taken : takenAtFirst;
            answered += result.IsFound ? 1 : 0;
        }

        Assert.Equal(Count, answered);
        Assert.InRange(takenAtFirst, 1, most);

        async IAsyncEnumerable<BlockKey> CountedAsync()
        {
            await foreach (BlockKey key in KeysAsync(Count))
            {
                taken++;
                yield return key;
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    public async Task PutStream_SourceWaitsForTheAnswers_GetsThem(int atOnce)
    {
        TaskCompletionSource answeredAll = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int answered = 0;
        await foreach (StoreResult result in Store.Blocks.PutManyAsync(WaitingAsync(), cancellationToken: Stop))
        {
            Assert.True(result.IsSuccess);
            if (++answered == atOnce)
            {
                answeredAll.SetResult();
            }
        }

        Assert.Equal(atOnce + 1, answered);

        async IAsyncEnumerable<Block> WaitingAsync()
        {
            for (int i = 0; i < atOnce; i++)
            {
                await Task.CompletedTask;
                yield return Block.Numbered((ulong)i);
            }

            await answeredAll.Task.WaitAsync(Stop);
            yield return Block.Numbered((ulong)atOnce);
        }
    }

    [Fact]
    public async Task GetStream_SourceWaitsForTheAnswer_GetsIt()
    {
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int count = 0;
        await foreach (StoreResult<Block> result in Store.Blocks.GetManyAsync(WaitingAsync(), Stop))
        {
            Assert.True(result.IsMissing);
            count++;
            answered.TrySetResult();
        }

        Assert.Equal(2, count);

        async IAsyncEnumerable<BlockKey> WaitingAsync()
        {
            yield return new BlockKey("model", 3, 1);
            await answered.Task.WaitAsync(Stop);
            yield return new BlockKey("model", 3, 2);
        }
    }

    [Fact]
    public async Task PutStream_ConsumerStopsWhileTheSourceWaits_DisposesTheSourceAfterItsItem()
    {
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isDisposed = false;
        await foreach (StoreResult result in Store.Blocks.PutManyAsync(WaitingAsync(), cancellationToken: Stop))
        {
            Assert.True(result.IsSuccess);
            go.SetResult();
            break;
        }

        Assert.True(isDisposed);
        Assert.True((await Store.Blocks.ExistsAsync("model", 3, 1, Stop)).IsMissing);

        async IAsyncEnumerable<Block> WaitingAsync()
        {
            try
            {
                yield return Block.Numbered(0);
                await go.Task.WaitAsync(Stop);
                yield return Block.Numbered(1);
            }
            finally
            {
                isDisposed = true;
            }
        }
    }

    [Fact]
    public async Task PutStream_ConsumerStopsWhileTheSourceWaitsForEver_CancelsTheSource()
    {
        bool isCanceled = false;
        await StopAfterTheFirstAsync().WaitAsync(PipelineStore.Patience, Stop);
        Assert.True(isCanceled);

        async Task StopAfterTheFirstAsync()
        {
            await foreach (StoreResult result in Store.Blocks.PutManyAsync(WaitingAsync(), cancellationToken: CancellationToken.None))
            {
                Assert.True(result.IsSuccess);
                break;
            }
        }

        async IAsyncEnumerable<Block> WaitingAsync([EnumeratorCancellation] CancellationToken token = default)
        {
            yield return Block.Numbered(0);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }
            finally
            {
                isCanceled = token.IsCancellationRequested;
            }
        }
    }

    [Fact]
    public async Task LeaseStream_ConsumerStopsAtTheLastBatchButOne_KeepsItsBatch()
    {
        Assert.True((await Store.Blocks.PutAsync(Block.Numbered(0), cancellationToken: Stop)).IsSuccess);
        StoreLeaseBatch<Block>? kept = null;
        await foreach (StoreLeaseBatch<Block> batch in Store.Blocks.GetManyLeaseAsync(KeysAsync(600), Stop))
        {
            kept = batch;
            break;
        }

        Assert.True(kept!.Results[0].IsFound);
        kept.Dispose();
        AssertRentedBuffers(0);
    }

    private static async IAsyncEnumerable<Block> BlocksAsync(int count, int failsAt = -1, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < count; i++)
        {
            if (i == failsAt)
            {
                throw new IOException("The source broke.");
            }

            if (i % 100 == 0)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
            }

            yield return Block.Numbered((ulong)i);
        }
    }

    private static async IAsyncEnumerable<BlockKey> KeysAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.CompletedTask;
            yield return new BlockKey("model", 3, (ulong)i);
        }
    }
}
