namespace Mooncake.Typed;

/// <summary>Values that make trouble while they are written or read.</summary>
public sealed class ValueTests : StoreTest
{
    [Fact]
    public async Task Put_CollectionChangesWhileItIsWritten_IsCollectionChanged()
    {
        List<string> items = [.. Enumerable.Repeat("some text", 10_000)];
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task changer = Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; !stop.IsCancellationRequested; i = (i + 1) % items.Count)
                {
                    items[i] = items[i].Length == 9 ? "a longer text" : "some text";
                }
            },
            Stop,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        StoreErrorCode code = StoreErrorCode.Ok;
        for (int id = 0; id < 10_000 && code == StoreErrorCode.Ok; id++)
        {
            StoreResult put = await Store.Baskets.PutAsync(new Basket(id, items), cancellationToken: Stop);
            code = put.Error?.Code ?? StoreErrorCode.Ok;
        }

        await stop.CancelAsync();
        await changer;
        Assert.Equal(StoreErrorCode.CollectionChanged, code);
        Assert.Equal(StoreResult.Done, await Store.Baskets.PutAsync(new Basket(-1, items), cancellationToken: Stop));
    }

    [Fact]
    public async Task PutParts_ListChangesBetweenMeasureAndCopy_IsCollectionChanged()
    {
        StoreResult longer = await Store.Raw.PutPartsAsync("longer", new ShiftyParts(first: 4, then: 8), cancellationToken: Stop);
        StoreResult shorter = await Store.Raw.PutPartsAsync("shorter", new ShiftyParts(first: 8, then: 4), cancellationToken: Stop);
        Assert.Equal((StoreErrorCode.CollectionChanged, StoreErrorCode.CollectionChanged), (longer.Error!.Code, shorter.Error!.Code));
        Assert.True((await Store.Raw.ExistsAsync("longer", Stop)).IsMissing);
    }

    [Fact]
    public async Task Get_ConstructorThrows_IsMalformedValueWithTheException()
    {
        (await Store.Pickys.PutAsync(new Picky(1, "my secret"), cancellationToken: Stop)).ThrowIfFailed();
        Picky.Refuses.Value = true;
        StoreError error = (await Store.Pickys.GetAsync(1, Stop)).Error!;
        Picky.Refuses.Value = false;
        Assert.Equal(StoreErrorCode.MalformedValue, error.Code);
        Assert.Equal("I do not take my secret.", Assert.IsType<FormatException>(error.Exception).Message);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Equal("my secret", (await Store.Pickys.GetAsync(1, Stop)).GetValueOrThrow().Secret);
    }

    [Fact]
    public async Task Put_NullText_IsStoredAsNull()
    {
        (await Store.Notes.PutAsync(new Note(1, null!), cancellationToken: Stop)).ThrowIfFailed();
        Assert.Null((await Store.Notes.GetAsync(1, Stop)).GetValueOrThrow().Text);
    }

    [Fact]
    public async Task Put_LoneSurrogateInAMember_IsNotEncodable()
    {
        StoreError error = (await Store.Notes.PutAsync(new Note(1, "\ud800"), cancellationToken: Stop)).Error!;
        Assert.Equal((StoreErrorCode.ValueNotEncodable, WriteOutcome.NotApplied), (error.Code, error.Outcome));
    }

    /// <summary>Parts that are not what they were when they are asked for again.</summary>
    private sealed class ShiftyParts(int first, int then) : IReadOnlyList<ReadOnlyMemory<byte>>
    {
        private int _asked;

        public int Count => 1;

        public ReadOnlyMemory<byte> this[int index] => new byte[_asked++ == 0 ? first : then];

        public IEnumerator<ReadOnlyMemory<byte>> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
