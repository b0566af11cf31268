using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Errors;

/// <summary>A put that finds no room says why, with sizes.</summary>
public sealed class OutOfSpaceTests
{
    private const int MiB = 1 << 20;

    private static readonly PutOptions Pinned = new() { HardPin = true };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_LargerThanTheLargestSegment_CanNeverSucceed(bool isDecorated)
    {
        await using MooncakeStore store = await OpenAsync(isDecorated);
        byte[] value = new byte[20 * MiB];
        StoreError[] errors =
        [
            (await store.Raw.PutAsync("k", value, cancellationToken: Stop)).Error!,
            (await store.Raw.ReplaceAsync("k", value, cancellationToken: Stop)).Error!,
            (await store.Raw.PutManyAsync([new("a", new byte[1]), new("k", value)], cancellationToken: Stop))[1].Error!,
            (await store.Raw.PutManyAsync([new("k", value)], cancellationToken: Stop))[0].Error!,
        ];
        foreach (StoreError error in errors)
        {
            Assert.Equal((StoreErrorCode.NoAvailableHandle, RetryClass.Never, WriteOutcome.NotApplied, "k"), (error.Code, error.Retry, error.Outcome, error.Key));
            Assert.Equal("The object is 20971520 bytes (20 MiB), but the store holds objects of at most 16777216 bytes (16 MiB).", error.Cause);
            Assert.Equal("Split the object, or open the store with a larger segment= (SegmentBytes).", error.Remedy);
        }
    }

    [Fact]
    public async Task Put_OfATypedValueLargerThanTheLargestSegment_NamesItsSizeWithTheTrailer()
    {
        await using MooncakeStore store = await OpenAsync(isDecorated: false);
        StoreError error = (await store.Blocks.PutAsync(Block.Numbered(1, 16 * MiB), cancellationToken: Stop)).Error!;
        Assert.Equal(RetryClass.Never, error.Retry);
        Assert.Matches("^The object is 1677[0-9]{4} bytes \\(16 MiB\\), but ", error.Cause);
    }

    [Fact]
    public async Task PutFrom_LargerThanTheLargestSegment_CanNeverSucceed()
    {
        await using MooncakeStore store = await OpenAsync(isDecorated: false);
        using RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(17 * MiB, Stop)).GetValueOrThrow();
        StoreError error = (await store.Raw.PutFromAsync("k", buffer.Whole, cancellationToken: Stop)).Error!;
        Assert.Equal((RetryClass.Never, "k"), (error.Retry, error.Key));
        Assert.Contains("17825792 bytes (17 MiB)", error.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_IntoAStoreFullOfHardPins_NamesThem(bool isDecorated)
    {
        await using MooncakeStore store = await OpenAsync(isDecorated);
        IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> pinned = Enumerable.Range(0, 12)
            .Select(static i => new KeyValuePair<string, ReadOnlyMemory<byte>>($"pinned-{i}", new byte[MiB]));
        Assert.Equal(12, (await store.Raw.PutManyAsync([.. pinned], Pinned, Stop)).SuccessCount);

        StoreError error = (await store.Raw.PutAsync("k", new byte[8 * MiB], cancellationToken: Stop)).Error!;
        Assert.Equal((StoreErrorCode.NoAvailableHandle, RetryClass.AfterBackoff, WriteOutcome.NotApplied), (error.Code, error.Retry, error.Outcome));
        Assert.Equal(
            "There is no room for 8388608 bytes (8 MiB): hard-pinned objects take 12582912 bytes (12 MiB) of the store's 16777216 bytes (16 MiB), and they are never evicted.",
            error.Cause);
        Assert.EndsWith(" Or raise segment= (SegmentBytes).", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void FullDisk_CannotBeRetriedAndNamesNoSegment()
    {
        OutOfSpaceReport report = new(OutOfSpaceCause.DiskFull, LargestObjectBytes: 1L << 30, CapacityBytes: 0, PinnedBytes: 0, LeasedBytes: 0);
        StoreError error = OutOfSpaceErrors.Of(in report, StoreOperation.Put, "k", 8 * MiB)!;
        Assert.Equal((StoreErrorCode.NoAvailableHandle, RetryClass.Never, WriteOutcome.NotApplied), (error.Code, error.Retry, error.Outcome));
        Assert.Equal("There is no room for 8388608 bytes (8 MiB): the disk is full.", error.Cause);
        Assert.StartsWith("Free space on the disk, then close the store and open it again.", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void TooLargeForEverySetting_SaysOnlyToSplit()
    {
        OutOfSpaceReport report = new(OutOfSpaceCause.ObjectTooLarge, LargestObjectBytes: 1L << 30, CapacityBytes: 0, PinnedBytes: 0, LeasedBytes: 0);
        Assert.Equal("Split the object.", OutOfSpaceErrors.Of(in report, StoreOperation.Put, "k", 2L << 30)!.Remedy);
    }

    [Fact]
    public void Leases_OfAnEngineWithAnotherSetting_NameThatSetting()
    {
        OutOfSpaceReport report = new(OutOfSpaceCause.Leases, 8 * MiB, 8 * MiB, PinnedBytes: 0, LeasedBytes: 8 * MiB) { CapacitySetting = "capacity= (CapacityBytes)" };
        string remedy = OutOfSpaceErrors.Of(in report, StoreOperation.Put, "k", MiB)!.Remedy;
        Assert.EndsWith(" Or raise capacity= (CapacityBytes).", remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("segment", remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_IntoAStoreFullOfLeases_NamesThem(bool isDecorated)
    {
        await using MooncakeStore store = await OpenAsync(isDecorated);
        for (int i = 0; i < 12; i++)
        {
            (await store.Raw.PutAsync($"o{i}", new byte[MiB], i < 2 ? Pinned : null, Stop)).ThrowIfFailed();
            Assert.True((await store.Raw.ExistsAsync($"o{i}", Stop)).IsFound);
        }

        StoreError error = (await store.Raw.PutAsync("k", new byte[8 * MiB], cancellationToken: Stop)).Error!;
        Assert.Equal((StoreErrorCode.NoAvailableHandle, RetryClass.AfterBackoff, WriteOutcome.NotApplied), (error.Code, error.Retry, error.Outcome));
        Assert.Equal(
            "There is no room for 8388608 bytes (8 MiB): leases keep 10485760 bytes (10 MiB) of the store's 16777216 bytes (16 MiB) from eviction, and hard-pinned objects take 2097152 bytes (2 MiB).",
            error.Cause);
    }

    [Fact]
    public async Task Put_WithoutAnySegment_SaysThatThereIsNone()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://?segment=0", Stop);
        StoreError error = (await store.Raw.PutAsync("k", new byte[1], cancellationToken: Stop)).Error!;
        Assert.Equal("The object (1 byte) cannot be stored: no client lends memory to the store, because each has segment=0.", error.Cause);
    }

    [Fact]
    public async Task Put_WhereTheEngineCannotTell_HasTheGeneralText()
    {
        await using MooncakeStore store = await Stores.OpenAsync(static options => options.DecorateBackend =
            static backend => new FaultBackend(backend, new FaultPlan(1, new FaultRule(StoreCalls.Puts, Fault.Fail(StoreErrorCode.NoAvailableHandle)))));
        StoreError error = (await store.Raw.PutAsync("k", new byte[1], cancellationToken: Stop)).Error!;
        Assert.Equal((RetryClass.AfterBackoff, ErrorFacts.Of(StoreErrorCode.NoAvailableHandle).Cause), (error.Retry, error.Cause));
    }

    [Theory]
    [InlineData("100TiB", "109951162777600 bytes (100 TiB)")]
    [InlineData("4000000TiB", "4398046511104000000 bytes (4000000 TiB)")]
    [InlineData("1000000.5GiB", "1073742360870912 bytes (976.56 TiB)")]
    [InlineData("9223372036854775807", "9223372036854775807 bytes (8388608 TiB)")]
    public async Task Open_SegmentThatTheMachineHasNot_NamesItsSize(string segment, string expected)
    {
        StoreError error = (await MooncakeStore.TryOpenAsync($"embedded://?segment={segment}", Stop)).Error!;
        Assert.Equal((StoreErrorCode.SetupFailed, RetryClass.Never), (error.Code, error.Retry));
        Assert.Contains(expected, error.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("master", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<MooncakeStore> OpenAsync(bool isDecorated) =>
        Stores.OpenAsync(options => options.DecorateBackend = isDecorated ? static backend => new CountingBackend(backend) : null);
}
