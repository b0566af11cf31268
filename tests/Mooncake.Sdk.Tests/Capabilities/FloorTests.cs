using Mooncake.Testing;

namespace Mooncake.Capabilities;

/// <summary>The greatest key that is not above a given one.</summary>
public sealed class FloorTests
{
    public static TheoryData<StorePath> Paths => CapabilityStore.Paths;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Floor_OfASet_IsTheKeyItselfOrTheOneBefore(StorePath path)
    {
        await using MooncakeStore store = await OpenFilledAsync(path);

        Assert.Equal(new BlockKey("a", 1, 2), (await store.Blocks.FloorAsync("a", 1, 2, Stop)).GetValueOrThrow());
        Assert.Equal(new BlockKey("a", 1, 2), (await store.Blocks.FloorAsync("a", 1, 0xffff, Stop)).GetValueOrThrow());
        Assert.Equal(new BlockKey("a", 1, 2), (await store.Blocks.FloorAsync(new BlockKey("b", 1, 0), Stop)).GetValueOrThrow());
        Assert.True((await store.Blocks.FloorAsync("A", 1, 1, Stop)).IsMissing);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Floor_WithCommonParts_StaysAmongThem(StorePath path)
    {
        await using MooncakeStore store = await OpenFilledAsync(path);

        StoreResult<BlockKey> ofModel = await store.Blocks.FloorAsync(new BlockKey("a", 9, 9), commonParts: 1, Stop);
        Assert.Equal(new BlockKey("a", 1, 2), ofModel.GetValueOrThrow());
        Assert.True((await store.Blocks.FloorAsync(new BlockKey("a", 9, 9), commonParts: 2, Stop)).IsMissing);
        Assert.True((await store.Blocks.FloorAsync(new BlockKey("b", 1, 0), commonParts: 1, Stop)).IsMissing);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            "commonParts", () => store.Blocks.FloorAsync(new BlockKey("a", 1, 1), commonParts: -1, Stop).AsTask());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Floor_WhereKeysAreNotTheTemplates_PassesOverThem(StorePath path)
    {
        await using MooncakeStore store = await OpenFilledAsync(path);
        string[] foreign = [.. Enumerable.Range(0, 20).Select(static i => $"block/a/2/{i:d300}"), "block/a/3", "blocc/~"];
        (await store.Raw.PutManyAsync(
            [.. foreign.Select(static key => new KeyValuePair<string, ReadOnlyMemory<byte>>(key, new byte[1]))], cancellationToken: Stop))
            .ThrowIfFailed();

        Assert.Equal(new BlockKey("a", 1, 2), (await store.Blocks.FloorAsync("a", 999, 1, Stop)).GetValueOrThrow());
        Assert.True((await store.Blocks.FloorAsync("A", 1, 1, Stop)).IsMissing);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task RawFloor_OfAPrefix_IsItsGreatestKeyNotAboveTheGivenOne(StorePath path)
    {
        await using MooncakeStore store = await OpenFilledAsync(path);

        Assert.Equal("other", (await store.Raw.FloorAsync("p", cancellationToken: Stop)).GetValueOrThrow());
        Assert.Equal("block/b/001/0000000000000001", (await store.Raw.FloorAsync("p", "block/", Stop)).GetValueOrThrow());
        Assert.True((await store.Raw.FloorAsync("p", "q", Stop)).IsMissing);
        Assert.True((await store.Raw.FloorAsync("A", cancellationToken: Stop)).IsMissing);
    }

    [Fact]
    public async Task RawFloor_OfALongKey_GivesAllOfIt()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.Buffers);
        string key = new('k', 1000);
        (await store.Raw.PutAsync(key, new byte[1], cancellationToken: Stop)).ThrowIfFailed();

        Assert.Equal(key, (await store.Raw.FloorAsync("l", cancellationToken: Stop)).GetValueOrThrow());
    }

    [Fact]
    public async Task Floor_OfAnExpiredObject_IsTheOneBefore()
    {
        ManualTimeProvider clock = new();
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace, clock);
        (await store.Raw.PutAsync("a", new byte[1], cancellationToken: Stop)).ThrowIfFailed();
        (await store.Raw.PutAsync("b", new byte[1], new PutOptions { TimeToLive = TimeSpan.FromSeconds(1) }, Stop)).ThrowIfFailed();
        Assert.Equal("b", (await store.Raw.FloorAsync("c", cancellationToken: Stop)).GetValueOrThrow());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("a", (await store.Raw.FloorAsync("c", cancellationToken: Stop)).GetValueOrThrow());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Floor_OnAnEngineWithoutScans_FailsWithTheRemedy(bool hasLatency)
    {
        await using MooncakeStore store = await CapabilityStore.OpenPlainAsync(hasLatency);
        StoreError[] errors =
        [
            (await store.Blocks.FloorAsync("a", 1, 1, Stop)).Error!,
            (await store.Raw.FloorAsync("a", cancellationToken: Stop)).Error!,
        ];

        Assert.All(errors, static error => Assert.Equal(
            (StoreErrorCode.EngineLacksCapability, StoreOperation.Floor, WriteOutcome.NotAWrite),
            (error.Code, error.Operation, error.Outcome)));
        Assert.All(errors, static error => Assert.Contains("embedded://", error.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Floor_OfKeysThatCannotBeWritten_Fails()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);

        Assert.Equal(StoreErrorCode.KeyNotEncodable, (await store.Blocks.FloorAsync("\ud800", 1, 1, Stop)).Error!.Code);
        Assert.Equal(StoreErrorCode.KeyNotEncodable, (await store.Raw.FloorAsync("k", "\ud800", Stop)).Error!.Code);
        string tooLong = new('k', 100_000);
        Assert.Equal(StoreErrorCode.KeyTooLong, (await store.Raw.FloorAsync(tooLong, cancellationToken: Stop)).Error!.Code);
        await Assert.ThrowsAsync<ArgumentException>("key", () => store.Raw.FloorAsync("", cancellationToken: Stop).AsTask());
    }

    [Fact]
    public async Task Floor_WhileTheEngineFails_Fails()
    {
        FaultPlan plan = new(1, [new FaultRule(StoreCalls.FloorKey, Fault.Fail(StoreErrorCode.RpcFail))]);
        await using MooncakeStore store = await Stores.OpenAsync(
            options => options.DecorateBackend = inner => new FaultBackend(inner, plan, TimeProvider.System));

        Assert.Equal(StoreErrorCode.RpcFail, (await store.Blocks.FloorAsync("a", 1, 1, Stop)).Error!.Code);
    }

    private static async Task<MooncakeStore> OpenFilledAsync(StorePath path)
    {
        MooncakeStore store = await CapabilityStore.OpenAsync(path);
        Block[] blocks = [new("b", 1, 1, default), new("a", 1, 2, default), new("a", 1, 1, default)];
        (await store.Blocks.PutManyAsync(blocks, cancellationToken: Stop)).ThrowIfFailed();
        (await store.Raw.PutAsync("other", new byte[1], cancellationToken: Stop)).ThrowIfFailed();
        return store;
    }
}
