using Mooncake.Testing;

namespace Mooncake.Capabilities;

/// <summary>When objects expire, asked and changed.</summary>
public sealed class ExpiryTests
{
    public static TheoryData<StorePath> Paths => CapabilityStore.Paths;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Expiry_SetAskedAndTakenAway_IsThatOfTheObject(StorePath path)
    {
        ManualTimeProvider clock = new();
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path, clock);
        (await store.Blocks.PutAsync(Block.Numbered(1), cancellationToken: Stop)).ThrowIfFailed();
        BlockKey key = new("model", 3, 1);

        Assert.Null((await store.Blocks.GetExpiryAsync(key, Stop)).GetValueOrThrow());
        Assert.Equal(StoreResult.Done, await store.Blocks.SetExpiryAsync("model", 3, 1, TimeSpan.FromMinutes(1), Stop));
        Assert.Equal(clock.GetUtcNow().AddMinutes(1), (await store.Blocks.GetExpiryAsync("model", 3, 1, Stop)).GetValueOrThrow());
        Assert.Equal(StoreResult.Done, await store.Blocks.SetExpiryAsync(key, clock.GetUtcNow().AddMinutes(2), Stop));
        Assert.Equal(clock.GetUtcNow().AddMinutes(2), (await store.Blocks.GetExpiryAsync(key, Stop)).GetValueOrThrow());
        Assert.Equal(StoreResult.Done, await store.Blocks.SetExpiryAsync(key, null, Stop));
        Assert.Null((await store.Blocks.GetExpiryAsync(key, Stop)).GetValueOrThrow());
        clock.Advance(TimeSpan.FromMinutes(3));
        Assert.True((await store.Blocks.ExistsAsync(key, Stop)).IsFound);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task SetExpiry_ToATimeThatHasPassed_RemovesTheObject(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        foreach (DateTimeOffset past in new[] { DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UnixEpoch, DateTimeOffset.MinValue })
        {
            (await store.Raw.PutAsync("k", new byte[1], cancellationToken: Stop)).ThrowIfFailed();

            Assert.Equal(StoreResult.Done, await store.Raw.SetExpiryAsync("k", past, Stop));

            Assert.True((await store.Raw.ExistsAsync("k", Stop)).IsMissing);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Expiry_OfAMissingObject_IsMissing(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);

        Assert.True((await store.Raw.GetExpiryAsync("k", Stop)).IsMissing);
        Assert.True((await store.Raw.SetExpiryAsync("k", TimeSpan.FromSeconds(1), Stop)).IsMissing);
        Assert.True((await store.Raw.SetExpiryAsync("k", null, Stop)).IsMissing);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Expiry_OfAKeyThatCannotBeWritten_Fails(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);

        Assert.Equal(StoreErrorCode.KeyNotEncodable, (await store.Raw.GetExpiryAsync("\ud800", Stop)).Error!.Code);
        Assert.Equal(StoreErrorCode.KeyTooLong, (await store.Raw.SetExpiryAsync(new string('k', 70_000), null, Stop)).Error!.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Expiry_OnAnEngineWithoutIt_FailsWithTheRemedy(bool hasLatency)
    {
        await using MooncakeStore store = await CapabilityStore.OpenPlainAsync(hasLatency);

        StoreError asked = (await store.Blocks.GetExpiryAsync("model", 3, 1, Stop)).Error!;
        StoreError set = (await store.Blocks.SetExpiryAsync("model", 3, 1, TimeSpan.FromMinutes(1), Stop)).Error!;

        Assert.Equal((StoreErrorCode.EngineLacksCapability, WriteOutcome.NotAWrite, "block/model/003/0000000000000001"), (asked.Code, asked.Outcome, asked.Key));
        Assert.Equal((StoreErrorCode.EngineLacksCapability, WriteOutcome.NotApplied), (set.Code, set.Outcome));
        Assert.Contains("embedded://", set.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetExpiry_ToATimeToLiveThatIsNotPositive_Throws()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.InPlace);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.Raw.SetExpiryAsync("k", TimeSpan.Zero, Stop).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => store.Blocks.SetExpiryAsync(new BlockKey("m", 1, 1), TimeSpan.FromSeconds(-1), Stop).AsTask());
    }
}
