using Mooncake.Testing;

namespace Mooncake.Capabilities;

/// <summary>Lists and counts of keys.</summary>
public sealed class ListingTests
{
    public static TheoryData<StorePath> Paths => CapabilityStore.Paths;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task List_OfASetAndOfLeadingParts_GivesTheirKeysInOrder(StorePath path)
    {
        await using MooncakeStore store = await OpenFilledAsync(path);

        Assert.Equal(
            [("a/b", 1, 1UL), ("a", 1, 1UL), ("a", 1, 2UL), ("a", 2, 1UL), ("b", 1, 1UL)], await KeysAsync(store.Blocks.ListAsync(Stop)));
        Assert.Equal([("a", 1, 1UL), ("a", 1, 2UL), ("a", 2, 1UL)], await KeysAsync(store.Blocks.ListAsync("a", Stop)));
        Assert.Equal([("a", 1, 1UL), ("a", 1, 2UL)], await KeysAsync(store.Blocks.ListAsync("a", 1, Stop)));
        Assert.Empty(await KeysAsync(store.Blocks.ListAsync("c", Stop)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Count_OfASetAndOfLeadingParts_CountsTheirObjects(StorePath path)
    {
        await using MooncakeStore store = await OpenFilledAsync(path);

        Assert.Equal(5, (await store.Blocks.CountAsync(Stop)).GetValueOrThrow());
        Assert.Equal(3, (await store.Blocks.CountAsync("a", Stop)).GetValueOrThrow());
        Assert.Equal(2, (await store.Blocks.CountAsync("a", 1, Stop)).GetValueOrThrow());
        Assert.Equal(0, (await store.Blocks.CountAsync("c", Stop)).GetValueOrThrow());
        Assert.Equal(9, (await store.Raw.CountAsync(cancellationToken: Stop)).GetValueOrThrow());
        Assert.Equal(7, (await store.Raw.CountAsync("block/", Stop)).GetValueOrThrow());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task List_WhereKeysAreNotTheTemplates_SkipsAndCountsThem(StorePath path)
    {
        await using MooncakeStore store = await OpenFilledAsync(path);
        StoreKeyList<BlockKey> keys = store.Blocks.ListAsync(Stop);

        Assert.Equal(5, (await KeysAsync(keys)).Count);
        Assert.Equal(2, keys.SkippedCount);
        Assert.Equal(5, (await KeysAsync(keys)).Count);
        Assert.Equal(2, keys.SkippedCount);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task RawList_FromAKeyOn_GivesTheKeysBehindIt(StorePath path)
    {
        await using MooncakeStore store = await OpenFilledAsync(path);

        Assert.Equal(["other", "z"], await store.Raw.ListAsync(startAfter: "block/~", cancellationToken: Stop).ToListAsync(Stop));
        Assert.Equal(["z"], await store.Raw.ListAsync(startAfter: "other", cancellationToken: Stop).ToListAsync(Stop));
        Assert.Equal(
            ["block/a/001/000000000000000G", "block/a/002/0000000000000001", "block/a/1"],
            await store.Raw.ListAsync("block/a/", "block/a/001/0000000000000002", Stop).ToListAsync(Stop));
        Assert.Equal(9, await store.Raw.ListAsync(cancellationToken: Stop).CountAsync(Stop));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task List_OfManyPages_GivesEachKeyOnce(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        string[] names = [.. Enumerable.Range(0, 3000).Select(static i => $"key/{i:D5}/{new string('x', i % 90)}")];
        (await store.Raw.PutManyAsync(
            [.. names.Select(static name => new KeyValuePair<string, ReadOnlyMemory<byte>>(name, new byte[1]))], cancellationToken: Stop))
            .ThrowIfFailed();

        Assert.Equal(names, await store.Raw.ListAsync("key/", cancellationToken: Stop).ToListAsync(Stop));
    }

    [Fact]
    public async Task List_OfAKeyLargerThanAPage_GivesIt()
    {
        await using MooncakeStore store = await Stores.OpenAsync(static options => options.MaxKeyBytes = 200_000);
        string[] names = ["a", new string('b', 150_000), "c"];
        (await store.Raw.PutManyAsync(
            [.. names.Select(static name => new KeyValuePair<string, ReadOnlyMemory<byte>>(name, new byte[1]))], cancellationToken: Stop))
            .ThrowIfFailed();

        Assert.Equal(names, await store.Raw.ListAsync(cancellationToken: Stop).ToListAsync(Stop));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task List_CanceledBetweenKeys_SaysSo(StorePath path)
    {
        await using MooncakeStore store = await OpenFilledAsync(path);
        using CancellationTokenSource cancel = new();
        int seen = 0;

        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(async () =>
        {
            await foreach (BlockKey key in store.Blocks.ListAsync(Stop).WithCancellation(cancel.Token))
            {
                seen++;
                await cancel.CancelAsync();
            }
        });

        Assert.Equal((1, StoreOperation.List, WriteOutcome.NotAWrite), (seen, canceled.Operation, canceled.Outcome));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ListAndCount_OnAnEngineWithoutScans_FailWithTheRemedy(bool hasLatency)
    {
        await using MooncakeStore store = await CapabilityStore.OpenPlainAsync(hasLatency);

        StoreException thrown = await Assert.ThrowsAsync<StoreException>(() => store.Blocks.ListAsync(Stop).ToListAsync(Stop).AsTask());
        StoreError[] errors =
        [
            thrown.Error,
            (await store.Blocks.CountAsync(Stop)).Error!,
            (await store.Raw.CountAsync(cancellationToken: Stop)).Error!,
        ];

        Assert.All(errors, static error => Assert.Equal(
            (StoreErrorCode.EngineLacksCapability, WriteOutcome.NotAWrite), (error.Code, error.Outcome)));
        Assert.All(errors, static error => Assert.Contains("embedded://", error.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ListAndCount_OfPartsThatCannotBeWritten_Fail()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);

        StoreException thrown = await Assert.ThrowsAsync<StoreException>(
            () => store.Blocks.ListAsync("\ud800", Stop).ToListAsync(Stop).AsTask());
        Assert.Equal((StoreErrorCode.KeyNotEncodable, StoreOperation.List), (thrown.Error.Code, thrown.Error.Operation));
        Assert.Equal(StoreErrorCode.KeyNotEncodable, (await store.Blocks.CountAsync("\ud800", Stop)).Error!.Code);
        Assert.Equal(StoreErrorCode.KeyNotEncodable, (await store.Raw.CountAsync("\ud800", Stop)).Error!.Code);
    }

    [Fact]
    public async Task List_WhileTheEngineFails_Throws()
    {
        await using MooncakeStore store = await Stores.OpenAsync(static options => options.DecorateBackend = static inner => new FaultBackend(
            inner, new FaultPlan(1, [new FaultRule(StoreCalls.ScanKeys, Fault.Fail(StoreErrorCode.RpcFail))]), TimeProvider.System));

        StoreException thrown = await Assert.ThrowsAsync<StoreException>(() => store.Raw.ListAsync(cancellationToken: Stop).ToListAsync(Stop).AsTask());

        Assert.Equal(StoreErrorCode.RpcFail, thrown.Error.Code);
    }

    private static async Task<MooncakeStore> OpenFilledAsync(StorePath path)
    {
        MooncakeStore store = await CapabilityStore.OpenAsync(path);
        (await store.Blocks.PutManyAsync(
            [new("b", 1, 1, default), new("a", 2, 1, default), new("a", 1, 2, default), new("a/b", 1, 1, default), new("a", 1, 1, default)], cancellationToken: Stop)).ThrowIfFailed();
        (await store.Raw.PutManyAsync(
            [new("block/a/1", new byte[1]), new("block/a/001/000000000000000G", new byte[1]), new("other", new byte[1]), new("z", new byte[1])],
            cancellationToken: Stop)).ThrowIfFailed();
        return store;
    }

    private static async Task<List<(string Model, int Layer, ulong Id)>> KeysAsync(StoreKeyList<BlockKey> keys) =>
        await keys.Select(static key => (key.Model, key.Layer, key.Id)).ToListAsync(Stop);
}
