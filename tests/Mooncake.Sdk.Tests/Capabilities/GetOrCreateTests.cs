namespace Mooncake.Capabilities;

/// <summary>Values that are created where they are missing.</summary>
public sealed class GetOrCreateTests
{
    private static readonly BlockKey Key = new("model", 3, 1);

    public static TheoryData<StorePath> Paths => CapabilityStore.Paths;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task GetOrCreate_Missing_CreatesStoresAndReturnsTheValue(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        int calls = 0;

        Block created = (await store.Blocks.GetOrCreateAsync("model", 3, 1, Create, cancellationToken: Stop)).GetValueOrThrow();
        Block found = (await store.Blocks.GetOrCreateAsync(Key, Create, cancellationToken: Stop)).GetValueOrThrow();

        Assert.Equal(1, calls);
        Assert.True(created.IsSameAs(found));
        Assert.True((await store.Blocks.ExistsAsync(Key, Stop)).IsFound);
        Assert.Equal(0, Pending(store));

        ValueTask<Block> Create(BlockKey key, CancellationToken token)
        {
            calls++;
            Assert.Equal(Key, key);
            return new(Block.Numbered(1));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task GetOrCreate_ByManyAtTheSameTime_RunsOneFactory(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;

        Task<StoreResult<Block>>[] asking = [.. Enumerable.Range(0, 20).Select(_ => Task.Run(() => store.Blocks.GetOrCreateAsync(Key, CreateAsync, cancellationToken: Stop).AsTask(), Stop))];
        Task<StoreResult<Block>> other = store.Blocks.GetOrCreateAsync(new BlockKey("model", 3, 2), static (_, _) => new(Block.Numbered(2)), cancellationToken: Stop).AsTask();
        Assert.True((await other).IsFound);
        go.SetResult();

        Assert.All(await Task.WhenAll(asking), static result => Assert.True(result.IsFound));
        Assert.Equal(1, calls);
        Assert.Equal(0, Pending(store));

        async ValueTask<Block> CreateAsync(BlockKey key, CancellationToken token)
        {
            Interlocked.Increment(ref calls);
            await go.Task;
            return Block.Numbered(1);
        }
    }

    [Fact]
    public async Task GetOrCreate_OneWaiterCancels_TheOthersGetTheValue()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        TaskCompletionSource<Block> created = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenSource cancel = new();
        CancellationToken factorysToken = default;

        // The one that cancels is the one whose factory runs.
        Task<StoreResult<Block>> first = store.Blocks.GetOrCreateAsync(Key, CreateAsync, cancellationToken: cancel.Token).AsTask();
        Task<StoreResult<Block>> second = store.Blocks.GetOrCreateAsync(Key, CreateAsync, cancellationToken: Stop).AsTask();
        await cancel.CancelAsync();
        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(() => first);

        Assert.Equal(cancel.Token, canceled.CancellationToken);
        Assert.False(factorysToken.IsCancellationRequested);
        created.SetResult(Block.Numbered(1));
        Assert.True((await second).IsFound);
        Assert.Equal(0, Pending(store));

        async ValueTask<Block> CreateAsync(BlockKey key, CancellationToken token)
        {
            factorysToken = token;
            return await created.Task;
        }
    }

    [Fact]
    public async Task GetOrCreate_AllWaitersCancel_CancelsTheFactory_AndTheNextCallerWaitsForItsEnd()
    {
        Assert.SkipUnless(StoreUnderTest.IsInPlace, "The factory has to run on the thread of its caller, before the call returns.");
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenSource cancel = new();
        CancellationToken factorysToken = default;
        int running = 0;
        int most = 0;

        Task<StoreResult<Block>> first = store.Blocks.GetOrCreateAsync(Key, CreateAsync, cancellationToken: cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAsync<StoreCanceledException>(() => first);
        Assert.True(factorysToken.IsCancellationRequested);
        Task<StoreResult<Block>> next = store.Blocks.GetOrCreateAsync(Key, CreateAsync, cancellationToken: Stop).AsTask();
        Assert.False(next.IsCompleted);
        ended.SetResult();

        Assert.True((await next).IsFound);
        Assert.Equal(1, most);
        Assert.Equal(0, Pending(store));

        async ValueTask<Block> CreateAsync(BlockKey key, CancellationToken token)
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            factorysToken = token;
            await ended.Task;
            Interlocked.Decrement(ref running);
            token.ThrowIfCancellationRequested();
            return Block.Numbered(1);
        }
    }

    [Fact]
    public async Task GetOrCreate_FactoryThrows_ReachesAllCallersAndIsNotKept()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        Task<StoreResult<Block>>[] asking = [.. Enumerable.Range(0, 3).Select(_ => store.Blocks.GetOrCreateAsync(Key, ThrowAsync, cancellationToken: Stop).AsTask())];
        go.SetResult();
        foreach (Task<StoreResult<Block>> one in asking)
        {
            Assert.Equal("no model", (await Assert.ThrowsAsync<IOException>(() => one)).Message);
        }

        Assert.Equal(0, Pending(store));
        Assert.True((await store.Blocks.GetOrCreateAsync(Key, static (_, _) => new(Block.Numbered(1)), cancellationToken: Stop)).IsFound);

        async ValueTask<Block> ThrowAsync(BlockKey key, CancellationToken token)
        {
            await go.Task;
            throw new IOException("no model");
        }
    }

    [Fact]
    public async Task GetOrCreate_FactoryRequestsItsOwnKey_IsMisuse()
    {
        await using MooncakeStore store = await Stores.OpenAsync();

        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await store.Blocks.GetOrCreateAsync(Key, CreateAsync, cancellationToken: Stop));

        Assert.Contains("requested its own key", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(0, Pending(store));

        async ValueTask<Block> CreateAsync(BlockKey key, CancellationToken token) =>
            (await store.Blocks.GetOrCreateAsync(key, static (_, _) => new(Block.Numbered(1)), cancellationToken: token)).GetValueOrThrow();
    }

    [Fact]
    public async Task GetOrCreate_FactoriesRequestEachOther_IsMisuse()
    {
        await using MooncakeStore store = await Stores.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await store.Blocks.GetOrCreateAsync(Key, CreateAsync, cancellationToken: Stop));
        Assert.Equal(0, Pending(store));

        async ValueTask<Block> CreateAsync(BlockKey key, CancellationToken token)
        {
            BlockKey next = key with { Id = 3 - key.Id };
            (await store.Blocks.GetOrCreateAsync(next, CreateAsync, cancellationToken: token)).GetValueOrThrow();
            return Block.Numbered(key.Id);
        }
    }

    [Fact]
    public async Task GetOrCreate_FactoryRequestsAnotherKey_CreatesBoth()
    {
        await using MooncakeStore store = await Stores.OpenAsync();

        Block created = (await store.Blocks.GetOrCreateAsync(Key, CreateAsync, cancellationToken: Stop)).GetValueOrThrow();

        Assert.Equal(Key.Id, created.Id);
        Assert.True((await store.Blocks.ExistsAsync(Key with { Id = 2 }, Stop)).IsFound);

        async ValueTask<Block> CreateAsync(BlockKey key, CancellationToken token)
        {
            BlockKey other = key with { Id = 2 };
            (await store.Blocks.GetOrCreateAsync(other, static (_, _) => new(Block.Numbered(2)), cancellationToken: token)).GetValueOrThrow();
            return Block.Numbered(key.Id);
        }
    }

    [Fact]
    public async Task GetOrCreate_OfAnotherKeyOrNull_IsMisuse()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);

        InvalidOperationException other = await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.Blocks.GetOrCreateAsync(Key, static (_, _) => new(Block.Numbered(2)), cancellationToken: Stop).AsTask());
        InvalidOperationException none = await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.Blocks.GetOrCreateAsync(Key, static (_, _) => new((Block)null!), cancellationToken: Stop).AsTask());
        await Assert.ThrowsAsync<ArgumentNullException>(() => store.Blocks.GetOrCreateAsync(Key, null!, cancellationToken: Stop).AsTask());

        Assert.Contains("block/model/003/0000000000000002", other.Message, StringComparison.Ordinal);
        Assert.Contains("block/model/003/0000000000000001", other.Message, StringComparison.Ordinal);
        Assert.Contains("block/model/003/0000000000000001", none.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await store.Blocks.CountAsync(Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task GetOrCreate_WhereAnotherStoresFirst_ReturnsTheOthersValue()
    {
        Assert.SkipUnless(StoreUnderTest.IsInPlace, "Behind the pipeline a plain put does not tell that it has kept another's value.");
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);
        Block others = Block.Numbered(1, payloadBytes: 7);

        StoreResult<Block> got = await store.Blocks.GetOrCreateAsync(
            Key,
            async (_, token) =>
            {
                (await store.Blocks.PutAsync(others, cancellationToken: token)).ThrowIfFailed();
                return Block.Numbered(1);
            },
            cancellationToken: Stop);

        Assert.True(got.GetValueOrThrow().IsSameAs(others));
    }

    [Fact]
    public async Task GetOrCreate_WithOptions_StoresWithThem()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);

        Assert.True((await store.Blocks.GetOrCreateAsync(
            "model", 3, 1, static (_, _) => new(Block.Numbered(1)), new PutOptions { TimeToLive = TimeSpan.FromHours(1) }, Stop)).IsFound);

        Assert.NotNull((await store.Blocks.GetExpiryAsync(Key, Stop)).GetValueOrThrow());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GetOrCreate_ThatCannotBeStored_Fails(bool hasLatency)
    {
        await using MooncakeStore store = await CapabilityStore.OpenPlainAsync(hasLatency);

        StoreResult<Block> got = await store.Blocks.GetOrCreateAsync(
            Key, static (_, _) => new(Block.Numbered(1)), new PutOptions { TimeToLive = TimeSpan.FromHours(1) }, Stop);

        Assert.Equal(StoreErrorCode.EngineLacksCapability, got.Error!.Code);
    }

    private static int Pending(MooncakeStore store) => store.Session.Access<BlockKey, Block>().Creations.Count;
}
