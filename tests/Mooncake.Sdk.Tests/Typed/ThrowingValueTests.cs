namespace Mooncake.Typed;

/// <summary>Values whose own code throws while they are written: only that item fails, and the exception is in its error.</summary>
public sealed class ThrowingValueTests
{
    private static readonly IOException Fault = new("x");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<StorePath, string> Faults()
    {
        TheoryData<StorePath, string> data = [];
        foreach (StorePath path in Enum.GetValues<StorePath>())
        {
            data.AddRange(Values(Fault).Keys.Select(name => (path, name)).ToArray());
        }

        return data;
    }

    public static TheoryData<StorePath, string> Exceptions()
    {
        TheoryData<StorePath, string> data = [];
        foreach (StorePath path in Enum.GetValues<StorePath>())
        {
            data.AddRange(Thrown.Keys.Select(name => (path, name)).ToArray());
        }

        return data;
    }

    private static Dictionary<string, Exception> Thrown { get; } = new()
    {
        ["InvalidOperation"] = new InvalidOperationException("Not now."),
        ["Canceled"] = new OperationCanceledException(),
        ["StoreCanceled"] = new StoreCanceledException(StoreOperation.Put, WriteOutcome.Unknown, default),
        ["OutOfMemory"] = new InsufficientMemoryException(),
        ["Stack"] = new InsufficientExecutionStackException(),
        ["Store"] = new StoreException(new StoreError(StoreErrorCode.NoAvailableHandle, StoreOperation.Put, "Full.", "")),
        ["Aggregate"] = new AggregateException(new IOException()),
    };

    private static Dictionary<string, Supply> Values(Exception fault) => new()
    {
        ["Iterator"] = new Supply(2, Supply.Iterator(fault)),
        ["MoveNext"] = new Supply(2, Supply.Failing(Supply.Place.MoveNext, fault)),
        ["Current"] = new Supply(2, Supply.Failing(Supply.Place.Current, fault)),
        ["GetEnumerator"] = new Supply(2, Supply.Failing(Supply.Place.GetEnumerator, fault)),
        ["Dispose"] = new Supply(2, Supply.Failing(Supply.Place.Dispose, fault)),
        ["Count"] = new Supply(2, [1], Supply.Uncountable(fault)),
        ["Linq"] = new Supply(2, new[] { 1, 0 }.Select(i => i == 0 ? throw fault : i)),
        ["Memory"] = new Supply(2, [1], null, new FailingMemory(fault).Memory),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task PutMany_OneItemThrows_FailsThatItemOnly(StorePath path, string fault)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        StoreBatch puts = await store.Supplys.PutManyAsync([new(1, [1]), Values(Fault)[fault], new(3, [1])], cancellationToken: Stop);
        AssertSecondFailed(puts.AsSpan().ToArray(), Fault);
        Assert.Equal("supply/2", puts[1].Error!.Key);
        StoreBatch<Supply> read = await store.Supplys.GetManyAsync([new(1), new(2), new(3)], Stop);
        Assert.Equal([StoreStatus.Found, StoreStatus.Missing, StoreStatus.Found], read.AsSpan().ToArray().Select(static result => result.Status));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task PutAndReplace_ValueThrows_AreNotEncodable(StorePath path, string fault)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        AssertNotEncodable(await store.Supplys.PutAsync(Values(Fault)[fault], cancellationToken: Stop), Fault);
        AssertNotEncodable((await store.Supplys.PutManyAsync([Values(Fault)[fault]], cancellationToken: Stop))[0], Fault);
        AssertNotEncodable(await store.Supplys.ReplaceAsync(Values(Fault)[fault], cancellationToken: Stop), Fault);
        Assert.True((await store.Supplys.ExistsAsync(2, Stop)).IsMissing);
    }

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task Put_GetterThrowsAnything_KeepsTheException(StorePath path, string name)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        Exception thrown = Thrown[name];
        foreach (int from in (int[])[1, 2])
        {
            AssertNotEncodable(await store.Fickles.PutAsync(Fickle.WithBadText(2, thrown, from), cancellationToken: Stop), thrown);
            AssertNotEncodable(await store.Fickles.ReplaceAsync(Fickle.WithBadText(2, thrown, from), cancellationToken: Stop), thrown);
            StoreBatch puts = await store.Fickles.PutManyAsync([new() { Id = 1 }, Fickle.WithBadText(2, thrown, from), new() { Id = 3 }], cancellationToken: Stop);
            AssertSecondFailed(puts.AsSpan().ToArray(), thrown);
        }

        Assert.True((await store.Fickles.ExistsAsync(2, Stop)).IsMissing);
    }

    [Theory]
    [InlineData(StorePath.InPlace)]
    [InlineData(StorePath.Buffers)]
    [InlineData(StorePath.Pipeline)]
    public async Task Put_KeyThrows_FailsThatItemOnly(StorePath path)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        AssertNotEncodable(await store.Fickles.PutAsync(Fickle.WithBadKey(2, Fault), cancellationToken: Stop), Fault);
        AssertNotEncodable(await store.Fickles.ReplaceAsync(Fickle.WithBadKey(2, Fault), cancellationToken: Stop), Fault);
        AssertNotEncodable((await store.Fickles.PutManyAsync([Fickle.WithBadKey(2, Fault)], cancellationToken: Stop))[0], Fault);
        StoreBatch puts = await store.Fickles.PutManyAsync([new() { Id = 1 }, Fickle.WithBadKey(2, Fault), new() { Id = 3 }], cancellationToken: Stop);
        AssertSecondFailed(puts.AsSpan().ToArray(), Fault);
        Assert.Null(puts[1].Error!.Key);
    }

    [Theory]
    [InlineData(StorePath.InPlace)]
    [InlineData(StorePath.Buffers)]
    [InlineData(StorePath.Pipeline)]
    public async Task PutStream_SomeItemsThrow_AnswersEachInOrder(StorePath path)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        List<StoreResult> results = [];
        await foreach (StoreResult result in store.Fickles.PutManyAsync(ValuesAsync(), cancellationToken: Stop))
        {
            results.Add(result);
        }

        Assert.Equal(1300, results.Count);
        Assert.All(results.Index(), static item => Assert.Equal(item.Index % 100 is 50 or 51, item.Item.IsFailed));
        Assert.All(results.Where(static result => result.IsFailed), static result => AssertNotEncodable(result, Fault));

        static async IAsyncEnumerable<Fickle> ValuesAsync()
        {
            for (int i = 0; i < 1300; i++)
            {
                await Task.CompletedTask;
                yield return (i % 100) switch
                {
                    50 => Fickle.WithBadText(i, Fault),
                    51 => Fickle.WithBadKey(i, Fault),
                    _ => new Fickle { Id = i },
                };
            }
        }
    }

    [Theory]
    [InlineData(StorePath.InPlace)]
    [InlineData(StorePath.Buffers)]
    [InlineData(StorePath.Pipeline)]
    public async Task PutMany_EveryItemOfALongListThrows_HasAResultForEach(StorePath path)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        StoreBatch puts = await store.Fickles.PutManyAsync([.. Enumerable.Range(0, 1300).Select(static i => Fickle.WithBadText(i, Fault, 1 + (i % 2)))], cancellationToken: Stop);
        Assert.Equal(1300, puts.FailedCount);
        Assert.All(puts, static put => AssertNotEncodable(put, Fault));
    }

    [Theory]
    [InlineData(StorePath.InPlace)]
    [InlineData(StorePath.Buffers)]
    [InlineData(StorePath.Pipeline)]
    public async Task PutParts_ListThrows_IsNotEncodable(StorePath path)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        AssertNotEncodable(await store.Raw.PutPartsAsync("k", new FailingParts(Fault), cancellationToken: Stop), Fault);
        AssertNotEncodable(await store.Raw.PutAsync("k", new FailingMemory(Fault).Memory, cancellationToken: Stop), Fault);
        Assert.True((await store.Raw.ExistsAsync("k", Stop)).IsMissing);
    }

    [Theory]
    [InlineData(StorePath.InPlace)]
    [InlineData(StorePath.Buffers)]
    [InlineData(StorePath.Pipeline)]
    public async Task RawPutMany_MemoryThrows_FailsThatItemOnly(StorePath path)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        StoreBatch puts = await store.Raw.PutManyAsync(
            [new("a", new byte[] { 1 }), new("b", new FailingMemory(Fault).Memory), new("c", new byte[] { 3 })], cancellationToken: Stop);
        AssertSecondFailed(puts.AsSpan().ToArray(), Fault);
        Assert.Equal("b", puts[1].Error!.Key);
        StoreBatch exists = await store.Raw.ExistsManyAsync(["a", "b", "c"], Stop);
        Assert.Equal(
            [StoreStatus.Found, StoreStatus.Missing, StoreStatus.Found], exists.AsSpan().ToArray().Select(static result => result.Status));
    }

    [Theory]
    [InlineData(StorePath.InPlace)]
    [InlineData(StorePath.Buffers)]
    [InlineData(StorePath.Pipeline)]
    public async Task Replace_ValueThrows_LeavesTheOldObjectOrSaysThatItIsGone(StorePath path)
    {
        await using MooncakeStore store = await StorePaths.OpenAsync(path);
        (await store.Fickles.PutAsync(new Fickle { Id = 2, Text = "old" }, cancellationToken: Stop)).ThrowIfFailed();
        AssertNotEncodable(await store.Fickles.ReplaceAsync(Fickle.WithBadText(2, Fault), cancellationToken: Stop), Fault);
        Assert.Equal("old", (await store.Fickles.GetAsync(2, Stop)).GetValueOrThrow().Text);

        // Where a replacement is a removal and a put, what throws only when it is written comes too late; then the error says so.
        StoreError late = (await store.Fickles.ReplaceAsync(Fickle.WithBadText(2, Fault, from: 2), ReplaceOptions.Forced, Stop)).Error!;
        Assert.Equal((StoreErrorCode.ValueNotEncodable, StoreOperation.Replace), (late.Code, late.Operation));
        Assert.Same(Fault, late.Exception);
        Assert.Equal(late.Outcome == WriteOutcome.NotApplied, (await store.Fickles.ExistsAsync(2, Stop)).IsFound);
        Assert.True(late.Outcome is WriteOutcome.NotApplied or WriteOutcome.PartlyApplied);
    }

    private static void AssertSecondFailed(StoreResult[] results, Exception thrown)
    {
        Assert.Equal([StoreStatus.Done, StoreStatus.Failed, StoreStatus.Done], results.Select(static result => result.Status));
        AssertNotEncodable(results[1], thrown);
    }

    private static void AssertNotEncodable(StoreResult result, Exception thrown)
    {
        Assert.Equal((StoreErrorCode.ValueNotEncodable, WriteOutcome.NotApplied), (result.Error?.Code, result.Error?.Outcome));
        Assert.Same(thrown, result.Error!.Exception);
        Assert.Contains(thrown.GetType().Name, result.Error.Message, StringComparison.Ordinal);
    }
}
