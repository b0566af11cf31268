using System.Runtime.CompilerServices;

namespace Mooncake.Operations;

/// <summary>
/// An operation that is cancelled before it starts throws one type of exception, with its outcome, whatever the engine and the way to it.
/// </summary>
public sealed class CanceledBeforeTests
{
    private static readonly PutOptions Hour = new() { TimeToLive = TimeSpan.FromHours(1) };

    private static readonly Dictionary<string, (StoreOperation Operation, Func<MooncakeStore, CancellationToken, Task> Start)> Operations = new()
    {
        ["put"] = (StoreOperation.Put, static (s, t) => s.Blocks.PutAsync(Block.Numbered(1), cancellationToken: t).AsTask()),
        ["put one"] = (StoreOperation.Put, static (s, t) => s.Blocks.PutManyAsync([Block.Numbered(1)], cancellationToken: t).AsTask()),
        ["put many"] = (StoreOperation.Put, static (s, t) => s.Blocks.PutManyAsync([Block.Numbered(1), Block.Numbered(2)], cancellationToken: t).AsTask()),
        ["put none"] = (StoreOperation.Put, static (s, t) => s.Blocks.PutManyAsync([], cancellationToken: t).AsTask()),
        ["put stream"] = (StoreOperation.Put, static (s, t) => DrainAsync(s.Blocks.PutManyAsync(StreamAsync(Block.Numbered(1), t), cancellationToken: t))),
        ["replace"] = (StoreOperation.Replace, static (s, t) => s.Blocks.ReplaceAsync(Block.Numbered(1), cancellationToken: t).AsTask()),
        ["get"] = (StoreOperation.Get, static (s, t) => s.Blocks.GetAsync(new BlockKey("m", 1, 1), t).AsTask()),
        ["get lease"] = (StoreOperation.Get, static (s, t) => s.Blocks.GetLeaseAsync(new BlockKey("m", 1, 1), t).AsTask()),
        ["get one"] = (StoreOperation.Get, static (s, t) => s.Blocks.GetManyAsync([new BlockKey("m", 1, 1)], t).AsTask()),
        ["get many"] = (StoreOperation.Get, static (s, t) => s.Blocks.GetManyAsync([new BlockKey("m", 1, 1), new BlockKey("m", 1, 2)], t).AsTask()),
        ["get many leased"] = (StoreOperation.Get, static (s, t) => s.Blocks.GetManyLeaseAsync([new BlockKey("m", 1, 1), new BlockKey("m", 1, 2)], t).AsTask()),
        ["get stream"] = (StoreOperation.Get, static (s, t) => DrainAsync(s.Blocks.GetManyAsync(StreamAsync(new BlockKey("m", 1, 1), t), t))),
        ["exists"] = (StoreOperation.Exists, static (s, t) => s.Blocks.ExistsAsync(new BlockKey("m", 1, 1), t).AsTask()),
        ["exists many"] = (StoreOperation.Exists, static (s, t) => s.Blocks.ExistsManyAsync([new BlockKey("m", 1, 1)], t).AsTask()),
        ["prefix"] = (StoreOperation.Exists, static (s, t) => s.Blocks.LongestPrefixAsync([new BlockKey("m", 1, 1)], t).AsTask()),
        ["size"] = (StoreOperation.GetSize, static (s, t) => s.Blocks.SizeOfAsync(new BlockKey("m", 1, 1), t).AsTask()),
        ["remove"] = (StoreOperation.Remove, static (s, t) => s.Blocks.RemoveAsync(new BlockKey("m", 1, 1), cancellationToken: t).AsTask()),
        ["remove waiting"] = (StoreOperation.Remove, static (s, t) => s.Blocks.RemoveAsync(new BlockKey("m", 1, 1), RemoveOptions.Waiting, t).AsTask()),
        ["remove prefix"] = (StoreOperation.Remove, static (s, t) => s.Blocks.RemoveByPrefixAsync("m", cancellationToken: t).AsTask()),
        ["remove regex"] = (StoreOperation.Remove, static (s, t) => s.Raw.RemoveByRegexAsync("^m", cancellationToken: t).AsTask()),
        ["remove all"] = (StoreOperation.Remove, static (s, t) => s.Raw.RemoveAllAsync(cancellationToken: t).AsTask()),
        ["raw put"] = (StoreOperation.Put, static (s, t) => s.Raw.PutAsync("k", new byte[1], cancellationToken: t).AsTask()),
        ["raw parts"] = (StoreOperation.Put, static (s, t) => s.Raw.PutPartsAsync("k", [new byte[1]], cancellationToken: t).AsTask()),
        ["raw replace"] = (StoreOperation.Replace, static (s, t) => s.Raw.ReplaceAsync("k", new byte[1], cancellationToken: t).AsTask()),
        ["raw get"] = (StoreOperation.Get, static (s, t) => s.Raw.GetAsync("k", t).AsTask()),
        ["put from"] = (StoreOperation.Put, static (s, t) => s.Raw.PutFromAsync("k", default, cancellationToken: t).AsTask()),
        ["get into"] = (StoreOperation.Get, static (s, t) => s.Raw.GetIntoAsync("k", default, t).AsTask()),
        ["allocate"] = (StoreOperation.Register, static (s, t) => s.Buffers.AllocateAsync(4096, t).AsTask()),
        ["health"] = (StoreOperation.Health, static (s, t) => s.CheckHealthAsync(t).AsTask()),
        ["put ttl"] = (StoreOperation.Put, static (s, t) => s.Blocks.PutAsync(Block.Numbered(1), Hour, t).AsTask()),
        ["put many ttl"] = (StoreOperation.Put, static (s, t) => s.Blocks.PutManyAsync([Block.Numbered(1)], Hour, t).AsTask()),
        ["put from ttl"] = (StoreOperation.Put, static (s, t) => s.Raw.PutFromAsync("k", default, Hour, t).AsTask()),
        ["replace many"] = (StoreOperation.Replace, static (s, t) => s.Blocks.ReplaceManyAsync([Block.Numbered(1)], cancellationToken: t).AsTask()),
        ["remove many"] = (StoreOperation.Remove, static (s, t) => s.Blocks.RemoveManyAsync([new BlockKey("m", 1, 1)], cancellationToken: t).AsTask()),
        ["get expiry"] = (StoreOperation.GetExpiry, static (s, t) => s.Blocks.GetExpiryAsync(new BlockKey("m", 1, 1), t).AsTask()),
        ["set expiry"] = (StoreOperation.SetExpiry, static (s, t) => s.Blocks.SetExpiryAsync(new BlockKey("m", 1, 1), null, t).AsTask()),
        ["list"] = (StoreOperation.List, static (s, t) => DrainAsync(s.Blocks.ListAsync(t))),
        ["floor"] = (StoreOperation.Floor, static (s, t) => s.Blocks.FloorAsync("m", 1, 1, t).AsTask()),
        ["raw floor"] = (StoreOperation.Floor, static (s, t) => s.Raw.FloorAsync("m", cancellationToken: t).AsTask()),
        ["scan"] = (StoreOperation.List, static (s, t) => DrainAsync(s.Blocks.ScanAsync(t))),
        ["raw scan"] = (StoreOperation.List, static (s, t) => DrainAsync(s.Raw.ScanAsync(cancellationToken: t))),
        ["count"] = (StoreOperation.Count, static (s, t) => s.Blocks.CountAsync(t).AsTask()),
        ["raw count"] = (StoreOperation.Count, static (s, t) => s.Raw.CountAsync(cancellationToken: t).AsTask()),
        ["create"] = (StoreOperation.Get, static (s, t) => s.Blocks.GetOrCreateAsync(new BlockKey("m", 1, 1), static (_, _) => new(Block.Numbered(1)), cancellationToken: t).AsTask()),
        ["statistics"] = (StoreOperation.GetStatistics, static (s, t) => s.GetStatisticsAsync(t).AsTask()),
        ["open"] = (StoreOperation.Open, static (_, t) => MooncakeStore.OpenAsync("embedded://", t)),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<StorePath, string> All()
    {
        TheoryData<StorePath, string> data = [];
        foreach (StorePath path in Enum.GetValues<StorePath>())
        {
            data.AddRange(Operations.Keys.Select(name => (path, name)).ToArray());
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Operation_CanceledBeforeItStarts_SaysSoInOneWay(StorePath path, string name)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        using CancellationTokenSource cancel = new();
        await cancel.CancelAsync();
        (StoreOperation operation, Func<MooncakeStore, CancellationToken, Task> start) = Operations[name];
        bool writes = operation is StoreOperation.Put or StoreOperation.Remove or StoreOperation.Replace or StoreOperation.SetExpiry;
        Task? task = null;
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(async () => await (task = start(store, cancel.Token)));
        Assert.Equal(operation, canceled.Operation);
        Assert.Equal(writes ? WriteOutcome.NotApplied : WriteOutcome.NotAWrite, canceled.Outcome);
        Assert.Equal(cancel.Token, canceled.CancellationToken);
        Assert.True(task is null || task.IsCanceled);
        Assert.True((await store.Raw.ExistsAsync("k", Stop)).IsMissing);
    }

    [Theory]
    [InlineData(StorePath.InPlace)]
    [InlineData(StorePath.Pipeline)]
    public async Task PutStream_CanceledBetweenItems_AnswersWhatWasDoneAndSaysSo(StorePath path)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        using CancellationTokenSource cancel = new();
        int stored = 0;
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(async () =>
        {
            await foreach (StoreResult result in store.Blocks.PutManyAsync(BlocksAsync(), cancellationToken: cancel.Token))
            {
                stored += result.IsSuccess ? 1 : 0;
            }
        });
        Assert.Equal((StoreOperation.Put, cancel.Token), (canceled.Operation, canceled.CancellationToken));

        // Through lanes, the cancellation may come while the first batch is under way: then none of it is answered, and it may have been stored.
        Assert.True(stored == 512 || path == StorePath.Pipeline);
        Assert.Equal(stored == 512 ? WriteOutcome.NotApplied : canceled.Outcome, canceled.Outcome);
        Assert.True(canceled.Outcome == WriteOutcome.Unknown || stored == 512 || (await store.Blocks.ExistsAsync("model", 3, 0, Stop)).IsMissing);
        Assert.True((await store.Blocks.ExistsAsync("model", 3, 512, Stop)).IsMissing);

        async IAsyncEnumerable<Block> BlocksAsync()
        {
            for (int i = 0; i < 700; i++)
            {
                yield return Block.Numbered((ulong)i);
            }

            await cancel.CancelAsync();
            cancel.Token.ThrowIfCancellationRequested();
        }
    }

    private static async IAsyncEnumerable<T> StreamAsync<T>(T item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        cancellationToken.ThrowIfCancellationRequested();
        yield return item;
    }

    private static async Task DrainAsync<T>(IAsyncEnumerable<T> results)
    {
        await foreach (T result in results)
        {
            Assert.Fail($"Nothing was to be done: {result}");
        }
    }
}
