using Mooncake.Testing;

namespace Mooncake.Capabilities;

/// <summary>Records in the order of their keys.</summary>
public sealed class ScanTests
{
    public static TheoryData<StorePath> Paths => CapabilityStore.Paths;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Scan_OfASetAndOfLeadingParts_GivesTheirValuesInOrder(StorePath path)
    {
        await using MooncakeStore store = await OpenFilledAsync(path);

        Assert.Equal([("a", 1, 1UL), ("a", 1, 2UL), ("a", 2, 1UL), ("b", 1, 1UL)], await ValuesAsync(store.Blocks.ScanAsync(Stop)));
        Assert.Equal([("a", 1, 1UL), ("a", 1, 2UL), ("a", 2, 1UL)], await ValuesAsync(store.Blocks.ScanAsync("a", Stop)));
        Assert.Equal([("a", 2, 1UL)], await ValuesAsync(store.Blocks.ScanAsync("a", 2, Stop)));
        Assert.Empty(await ValuesAsync(store.Blocks.ScanAsync("c", Stop)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task ScanAndList_OfARange_BeginAtItsFirstKeyAndEndBeforeItsLast(StorePath path)
    {
        await using MooncakeStore store = await OpenFilledAsync(path);

        Assert.Equal(
            [("a", 1, 2UL), ("a", 2, 1UL)],
            await ValuesAsync(store.Blocks.ScanRangeAsync(new BlockKey("a", 1, 2), new BlockKey("b", 1, 1), Stop)));
        Assert.Equal(
            [("a", 2, 1UL), ("b", 1, 1UL)],
            await ValuesAsync(store.Blocks.ScanRangeAsync(new BlockKey("a", 1, 3), cancellationToken: Stop)));
        Assert.Equal(
            [new("a", 1, 2), new("a", 2, 1)],
            await store.Blocks.ListRangeAsync(new BlockKey("a", 1, 2), new BlockKey("a", 2, 2), Stop).ToListAsync(Stop));
        Assert.Empty(await ValuesAsync(store.Blocks.ScanRangeAsync(new BlockKey("b", 1, 1), new BlockKey("a", 1, 1), Stop)));
        Assert.Empty(await ValuesAsync(store.Blocks.ScanRangeAsync(new BlockKey("c", 1, 1), cancellationToken: Stop)));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task ScanRange_OfManyPages_EndsWithinOne(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        await PutNumberedAsync(store, 5000);
        BlockKey first = KeyOf(500);

        Assert.Equal(3000, await store.Blocks.ScanRangeAsync(first, KeyOf(3500), Stop).CountAsync(Stop));
        Assert.Equal(1024, await store.Blocks.ListRangeAsync(first, KeyOf(1524), Stop).CountAsync(Stop));
        Assert.Equal(4500, await store.Blocks.ScanRangeAsync(first, cancellationToken: Stop).CountAsync(Stop));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task RawScan_OfAPrefix_GivesKeysAndBytes(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        KeyValuePair<string, ReadOnlyMemory<byte>>[] items =
        [
            .. Enumerable.Range(0, 2000)
                .Select(static i => KeyValuePair.Create($"key/{i:d4}", (ReadOnlyMemory<byte>)BitConverter.GetBytes(i))),
        ];
        (await store.Raw.PutManyAsync(items, cancellationToken: Stop)).ThrowIfFailed();
        (await store.Raw.PutAsync("other", new byte[1], cancellationToken: Stop)).ThrowIfFailed();

        Assert.Equal(
            items[11..].Select(static item => (item.Key, BitConverter.ToInt32(item.Value.Span))),
            await store.Raw.ScanAsync("key/", "key/0010", Stop)
                .Select(static item => (item.Key, BitConverter.ToInt32(item.Value.GetValueOrThrow()))).ToListAsync(Stop));
        Assert.Equal(2001, await store.Raw.ScanAsync(cancellationToken: Stop).CountAsync(Stop));
    }

    [Fact]
    public async Task Scan_OfFewRecordsOfMany_ReadsFew()
    {
        CountingBackend? counting = null;
        await using MooncakeStore store = await Stores.OpenAsync(
            options => options.DecorateBackend = inner => counting = new CountingBackend(inner));
        await PutNumberedAsync(store, 3000);

        Assert.Equal(10, await store.Blocks.ScanAsync(Stop).Take(10).CountAsync(Stop));
        CallCount gets = counting!.Count(StoreCalls.Gets);
        Assert.Equal(2, gets.Calls);

        // A batch is also limited by the expected size of its objects, which an engine may not know yet.
        Assert.InRange(gets.Items, 2 * 32, 32 + 128);
        Assert.Equal(3000, await store.Blocks.ScanAsync(Stop).CountAsync(Stop));
        Assert.Equal(3000, (counting.Count(StoreCalls.Gets) - gets).Items);
    }

    [Fact]
    public async Task Scan_OfObjectsThatAreGoneWhenTheyAreRead_PassesOverThem()
    {
        FaultRule gone = new(StoreCalls.Gets, Fault.FailItems(StoreErrorCode.ObjectNotFound))
        {
            KeyFilter = StoreKeyFilters.StartsWith("block/a/001"),
        };
        await using MooncakeStore store = await Stores.OpenAsync(
            options => options.DecorateBackend = inner => new FaultBackend(inner, new FaultPlan(1, [gone]), TimeProvider.System));
        await FillAsync(store);

        Assert.Equal(4, await store.Blocks.ListAsync(Stop).CountAsync(Stop));
        Assert.Equal([("a", 2, 1UL), ("b", 1, 1UL)], await ValuesAsync(store.Blocks.ScanAsync(Stop)));
        Assert.Equal(
            ["block/a/002/0000000000000001", "block/a/1"],
            await store.Raw.ScanAsync("block/a", "block/a/001/0000000000000002", Stop).Select(static item => item.Key).ToListAsync(Stop));
    }

    [Fact]
    public async Task Scan_WhoseObjectsCannotBeRead_GivesTheirErrorsAndTheOthers()
    {
        await using MooncakeStore store = await OpenFilledAsync(StorePath.InPlace);
        (await store.Raw.PutAsync("block/a/001/0000000000000003", new byte[20], cancellationToken: Stop)).ThrowIfFailed();
        List<StoreResult<Block>> results = await store.Blocks.ScanAsync("a", Stop).ToListAsync(Stop);

        Assert.Equal([true, true, false, true], results.Select(static result => result.IsFound));
        Assert.Equal("block/a/001/0000000000000003", results[2].Error!.Key);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scan_OnAnEngineWithoutScans_ThrowsWithTheRemedy(bool hasLatency)
    {
        await using MooncakeStore store = await CapabilityStore.OpenPlainAsync(hasLatency);
        StoreException[] thrown =
        [
            await Assert.ThrowsAsync<StoreException>(() => store.Blocks.ScanAsync(Stop).ToListAsync(Stop).AsTask()),
            await Assert.ThrowsAsync<StoreException>(() => store.Raw.ScanAsync(cancellationToken: Stop).ToListAsync(Stop).AsTask()),
        ];

        Assert.All(thrown, static exception => Assert.Equal(StoreErrorCode.EngineLacksCapability, exception.Error.Code));
        Assert.All(thrown, static exception => Assert.Contains("embedded://", exception.Error.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scan_WhileTheSecondPageFails_GivesTheFirstAndThrows()
    {
        FaultPlan plan = new(1, [new FaultRule(StoreCalls.ScanKeys, Fault.Fail(StoreErrorCode.RpcFail)) { FirstCall = 2 }]);
        await using MooncakeStore store = await Stores.OpenAsync(
            options => options.DecorateBackend = inner => new FaultBackend(inner, plan, TimeProvider.System));
        await PutNumberedAsync(store, 3000);
        int seen = 0;

        StoreException thrown = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            await foreach (StoreResult<Block> value in store.Blocks.ScanAsync(Stop))
            {
                seen += value.IsFound ? 1 : 0;
            }
        });

        Assert.Equal((StoreErrorCode.RpcFail, 1024), (thrown.Error.Code, seen));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Scan_CanceledBetweenValues_SaysSo(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        await PutNumberedAsync(store, 3000);
        using CancellationTokenSource cancel = new();
        int seen = 0;

        StoreCanceledException canceled = await Assert.ThrowsAsync<StoreCanceledException>(async () =>
        {
            await foreach (StoreResult<Block> value in store.Blocks.ScanAsync(Stop).WithCancellation(cancel.Token))
            {
                seen += value.IsFound ? 1 : 0;
                await cancel.CancelAsync();
            }
        });

        Assert.InRange(seen, 1, 2000);
        Assert.Equal(WriteOutcome.NotAWrite, canceled.Outcome);
    }

    [Fact]
    public async Task ScanRange_OfKeysThatCannotBeWritten_Throws()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);

        StoreException thrown = await Assert.ThrowsAsync<StoreException>(
            () => store.Blocks.ScanRangeAsync(new BlockKey("\ud800", 1, 1), cancellationToken: Stop).ToListAsync(Stop).AsTask());
        Assert.Equal((StoreErrorCode.KeyNotEncodable, StoreOperation.List), (thrown.Error.Code, thrown.Error.Operation));
    }

    private static async Task PutNumberedAsync(MooncakeStore store, int count)
    {
        Block[] blocks = [.. Enumerable.Range(0, count).Select(static i => Block.Numbered((ulong)i))];
        (await store.Blocks.PutManyAsync(blocks, cancellationToken: Stop)).ThrowIfFailed();
    }

    private static BlockKey KeyOf(ulong number)
    {
        Block block = Block.Numbered(number);
        return new BlockKey(block.Model, block.Layer, block.Id);
    }

    private static async Task<MooncakeStore> OpenFilledAsync(StorePath path)
    {
        MooncakeStore store = await CapabilityStore.OpenAsync(path);
        await FillAsync(store);
        return store;
    }

    private static async Task FillAsync(MooncakeStore store)
    {
        Block[] blocks = [new("b", 1, 1, default), new("a", 2, 1, default), new("a", 1, 2, default), new("a", 1, 1, default)];
        (await store.Blocks.PutManyAsync(blocks, cancellationToken: Stop)).ThrowIfFailed();
        KeyValuePair<string, ReadOnlyMemory<byte>>[] others =
            [new("block/a/1", new byte[1]), new("block/a/001/000000000000000G", new byte[1]), new("z", new byte[1])];
        (await store.Raw.PutManyAsync(others, cancellationToken: Stop)).ThrowIfFailed();
    }

    private static async Task<List<(string Model, int Layer, ulong Id)>> ValuesAsync(IAsyncEnumerable<StoreResult<Block>> values) =>
        await values.Select(static value => value.GetValueOrThrow())
            .Select(static block => (block.Model, block.Layer, block.Id)).ToListAsync(Stop);
}
