using Mooncake.Pipeline;
using Mooncake.Testing;

namespace Mooncake.Capabilities;

/// <summary>What a put does if its key holds an object, and how long the object stays.</summary>
public sealed class PutOptionsTests
{
    private static readonly PutOptions Fails = new() { IfExists = IfExists.Fail };
    private static readonly PutOptions Replaces = new() { IfExists = IfExists.Replace };

    public static TheoryData<StorePath> Paths => CapabilityStore.Paths;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Put_IfExistsFail_StoresTheFirstAndRefusesTheSecond(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);

        Assert.Equal(StoreResult.Done, await store.Blocks.PutAsync(Block.Numbered(1), Fails, Stop));
        StoreResult second = await store.Blocks.PutAsync(Block.Numbered(1, payloadBytes: 5), Fails, Stop);

        Assert.Equal((StoreErrorCode.ObjectAlreadyExists, WriteOutcome.NotApplied, RetryClass.Never), (second.Error!.Code, second.Error.Outcome, second.Error.Retry));
        Assert.Contains("block/model/003/0000000000000001", second.Error.Message, StringComparison.Ordinal);
        Assert.Contains("IfExists.Replace", second.Error.Remedy, StringComparison.Ordinal);
        Assert.True(Block.Numbered(1).IsSameAs((await store.Blocks.GetAsync("model", 3, 1, Stop)).GetValueOrThrow()));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Put_IfExistsReplace_ChangesTheObjectWhateverItsLease(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        Block second = Block.Numbered(1, payloadBytes: 7000);

        (await store.Blocks.PutAsync(Block.Numbered(1), Replaces, Stop)).ThrowIfFailed();
        Assert.True((await store.Blocks.GetAsync("model", 3, 1, Stop)).IsFound);
        StoreResult replaced = await store.Blocks.PutAsync(second, Replaces, Stop);

        Assert.Equal((StoreStatus.Done, false), (replaced.Status, replaced.WasKept));
        Assert.True(second.IsSameAs((await store.Blocks.GetAsync("model", 3, 1, Stop)).GetValueOrThrow()));
    }

    [Fact]
    public async Task Put_PlainOnTheEmbeddedEngine_TellsKeptFromStored()
    {
        Assert.SkipUnless(StoreUnderTest.IsInPlace, "Behind the pipeline a plain put does not tell.");
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);

        StoreResult first = await store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop);
        StoreResult second = await store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop);
        StoreBatch many = await store.Blocks.PutManyAsync([Block.Numbered(1), Block.Numbered(2), Block.Numbered(2)], cancellationToken: Stop);

        Assert.Equal((StoreStatus.Done, false), (first.Status, first.WasKept));
        Assert.Equal((StoreStatus.Done, true), (second.Status, second.WasKept));
        Assert.Equal([true, false, true], many.Select(static result => result.WasKept));
        Assert.True(many.IsSuccess);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Put_WithATimeToLive_TellsKeptFromStored(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        PutOptions hour = new() { TimeToLive = TimeSpan.FromHours(1) };

        Assert.False((await store.Raw.PutAsync("k", new byte[] { 1 }, hour, Stop)).WasKept);
        StoreResult second = await store.Raw.PutAsync("k", new byte[] { 2 }, hour, Stop);

        Assert.Equal((StoreStatus.Done, true), (second.Status, second.WasKept));
        Assert.Equal([1], (await store.Raw.GetAsync("k", Stop)).GetValueOrThrow());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Put_WithATimeToLive_IsMissingFromThenOn(StorePath path)
    {
        ManualTimeProvider clock = new();
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path, clock);
        PutOptions minute = new() { TimeToLive = TimeSpan.FromMinutes(1) };
        (await store.Blocks.PutAsync(Block.Numbered(1), minute, Stop)).ThrowIfFailed();
        (await store.Blocks.PutAsync(Block.Numbered(2), cancellationToken: Stop)).ThrowIfFailed();

        clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromMilliseconds(1));
        Assert.True((await store.Blocks.GetAsync("model", 3, 1, Stop)).IsFound);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True((await store.Blocks.GetAsync("model", 3, 1, Stop)).IsMissing);
        Assert.True((await store.Blocks.GetAsync("model", 3, 2, Stop)).IsFound);
        Assert.False((await store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop)).WasKept);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Replace_WithATimeToLive_GivesTheNewObjectThatExpiry(StorePath path)
    {
        ManualTimeProvider clock = new();
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path, clock);
        (await store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop)).ThrowIfFailed();
        ReplaceOptions minute = new() { Put = new PutOptions { TimeToLive = TimeSpan.FromMinutes(1) } };

        (await store.Blocks.ReplaceAsync(Block.Numbered(1, 5), minute, Stop)).ThrowIfFailed();
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True((await store.Blocks.GetAsync("model", 3, 1, Stop)).IsMissing);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task PutMany_IfExistsFail_AnswersForEachItem(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        (await store.Blocks.PutAsync(Block.Numbered(2), cancellationToken: Stop)).ThrowIfFailed();

        StoreBatch put = await store.Blocks.PutManyAsync(
            [Block.Numbered(1), Block.Numbered(2), Block.Numbered(3), Block.Numbered(3)], Fails, Stop);

        Assert.Equal(
            [null, StoreErrorCode.ObjectAlreadyExists, null, StoreErrorCode.ObjectAlreadyExists], put.Select(static result => result.Error?.Code));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task PutMany_IfExistsReplace_LeavesTheLastOfEqualKeys(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        KeyValuePair<string, ReadOnlyMemory<byte>>[] items =
            [.. Enumerable.Range(0, 1200).Select(static i => new KeyValuePair<string, ReadOnlyMemory<byte>>($"k{i % 7}", BitConverter.GetBytes(i)))];

        (await store.Raw.PutManyAsync(items, Replaces, Stop)).ThrowIfFailed();

        for (int key = 0; key < 7; key++)
        {
            int last = Enumerable.Range(0, 1200).Last(i => i % 7 == key);
#pragma warning disable MOON0503 // A few keys, read one after the other.
            Assert.Equal(last, BitConverter.ToInt32((await store.Raw.GetAsync($"k{key}", Stop)).GetValueOrThrow()));
#pragma warning restore MOON0503
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task PutMany_WithATimeToLive_RefusesWhatCannotBeStored(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);

        StoreBatch put = await store.Raw.PutManyAsync(
            [new("a", new byte[1]), new("b", default), new("lone \ud800", new byte[1]), new(new string('x', 70_000), new byte[1]), new("c", new byte[1])],
            new PutOptions { TimeToLive = TimeSpan.FromHours(1) },
            Stop);

        Assert.Equal(
            [null, StoreErrorCode.EmptyObject, StoreErrorCode.KeyNotEncodable, StoreErrorCode.KeyTooLong, null], put.Select(static result => result.Error?.Code));
        CapabilityStore.AssertNothingRented(store);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task PutFrom_WithOptions_StoresRegisteredMemory(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        using RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(100, Stop)).GetValueOrThrow();
        buffer.Slice(0, 100).Span.Fill(7);

        Assert.Equal(StoreResult.Done, await store.Raw.PutFromAsync("k", buffer.Slice(0, 10), Fails, Stop));
        StoreBatch many = await store.Raw.PutManyFromAsync(
            [new("k", buffer.Slice(0, 20)), new("l", buffer.Slice(0, 30)), new("m", buffer.Slice(0, 0)), new("n", default)], Fails, Stop);

        Assert.Equal(
            [StoreErrorCode.ObjectAlreadyExists, null, StoreErrorCode.EmptyObject, StoreErrorCode.BufferNotRegistered],
            many.Select(static result => result.Error?.Code));
        Assert.Equal(10, (await store.Raw.SizeOfAsync("k", Stop)).GetValueOrThrow());
        Assert.Equal(Enumerable.Repeat((byte)7, 30), (await store.Raw.GetAsync("l", Stop)).GetValueOrThrow());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Options_OnAnEngineWithoutTheCapability_AreNeverIgnored(bool hasLatency)
    {
        await using MooncakeStore store = await CapabilityStore.OpenPlainAsync(hasLatency);
        using RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(100, Stop)).GetValueOrThrow();
        foreach (PutOptions options in new[] { Fails, Replaces, new PutOptions { TimeToLive = TimeSpan.FromHours(1) } })
        {
#pragma warning disable MOON0503 // Each call has other options.
            StoreResult[] results =
            [
                await store.Blocks.PutAsync(Block.Numbered(1), options, Stop),
                (await store.Blocks.PutManyAsync([Block.Numbered(1)], options, Stop))[0],
                await store.Raw.PutAsync("k", new byte[1], options, Stop),
                await store.Raw.PutPartsAsync("k", [new byte[1]], options, Stop),
                (await store.Raw.PutManyAsync([new("k", new byte[1])], options, Stop))[0],
                await store.Raw.PutFromAsync("k", buffer.Slice(0, 1), options, Stop),
            ];
#pragma warning restore MOON0503
            Assert.All(results, static result => Assert.Equal(
                (StoreErrorCode.EngineLacksCapability, WriteOutcome.NotApplied), (result.Error!.Code, result.Error.Outcome)));
            Assert.All(results, static result => Assert.Contains("embedded://", result.Error!.Remedy, StringComparison.Ordinal));
        }

        StoreResult replaced = await store.Blocks.ReplaceAsync(
            Block.Numbered(1), new ReplaceOptions { Put = new PutOptions { TimeToLive = TimeSpan.FromHours(1) } }, Stop);
        Assert.Equal(StoreErrorCode.EngineLacksCapability, replaced.Error!.Code);
        Assert.True((await store.Blocks.ExistsAsync("model", 3, 1, Stop)).IsMissing);
    }

    [Fact]
    public void Options_OutOfRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PutOptions { TimeToLive = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PutOptions { TimeToLive = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PutOptions { IfExists = (IfExists)3 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PutOptions { IfExists = (IfExists)(-1) });
        Assert.Throws<ArgumentException>(static () => new ReplaceOptions { Put = new PutOptions { IfExists = IfExists.Fail } });
    }

    [Fact]
    public async Task TimeToLive_BeyondTheCalendar_EndsWithIt()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);

        (await store.Raw.PutAsync("k", new byte[1], new PutOptions { TimeToLive = TimeSpan.MaxValue }, Stop)).ThrowIfFailed();

        Assert.Equal(9999, (await store.Raw.GetExpiryAsync("k", Stop)).GetValueOrThrow()!.Value.Year);
    }

    [Fact]
    public async Task Put_IntoAFullStoreThroughThePipeline_IsTriedAgain()
    {
        await using PipelineStore store = await PipelineStore.OpenAsync(
            static options => options.Pipeline.RetryWhenFull = true,
            new FaultRule(StoreCalls.PutIf, Fault.Fail(StoreErrorCode.NoAvailableHandle)) { LastCall = 2 });

        Task<StoreResult> put = store.Raw.PutAsync("k", new byte[10], Replaces, Stop).AsTask();
        while (!put.IsCompleted)
        {
            PipelineStore.WaitUntil(() => put.IsCompleted || store.Store.Session.Alarms.Count == 1);

            // One advance may end several pauses: the clock stops at each.
            long before = store.Calls.Count(StoreCalls.PutIf).Calls;
            store.Clock.Advance(TimeSpan.FromMilliseconds(500));
            PipelineStore.WaitUntil(() => put.IsCompleted || store.Calls.Count(StoreCalls.PutIf).Calls > before);
        }

        Assert.Equal(StoreResult.Done, await put);
        Assert.Equal(3, store.Calls.Count(StoreCalls.PutIf).Calls);
    }
}
