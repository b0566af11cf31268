namespace Mooncake.Typed;

/// <summary>One object at a time.</summary>
public sealed class StoreSetTests : StoreTest
{
    [Fact]
    public async Task Put_ThenGet_AnswersAnEqualValue()
    {
        Block block = Block.Numbered(7);
        Assert.Equal(StoreResult.Done, await Store.Blocks.PutAsync(block, cancellationToken: Stop));
        Assert.True((await Store.Blocks.GetAsync("model", 3, 7, Stop)).GetValueOrThrow().IsSameAs(block));
        Assert.True((await Store.Blocks.GetAsync(BlockKey.Of(in block), Stop)).GetValueOrThrow().IsSameAs(block));
    }

    [Fact]
    public async Task Put_KeyThatHoldsAnObject_KeepsTheObject()
    {
        Block first = Block.Numbered(1);
        (await Store.Blocks.PutAsync(first, cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(StoreResult.Done, await Store.Blocks.PutAsync(first with { Payload = new byte[] { 9 } }, cancellationToken: Stop));
        Assert.True((await Store.Blocks.GetAsync("model", 3, 1, Stop)).GetValueOrThrow().IsSameAs(first));
    }

    [Fact]
    public async Task Get_NoObject_IsMissing()
    {
        Assert.True((await Store.Blocks.GetAsync("model", 3, 7, Stop)).IsMissing);
        Assert.True((await Store.Blocks.ExistsAsync("model", 3, 7, Stop)).IsMissing);
        Assert.True((await Store.Blocks.SizeOfAsync("model", 3, 7, Stop)).IsMissing);
        Assert.True((await Store.Blocks.RemoveAsync("model", 3, 7, cancellationToken: Stop)).IsMissing);
    }

    [Fact]
    public async Task SizeOf_CountsTheTrailer()
    {
        (await Store.Readings.PutAsync(new Reading(1, 2, 3), cancellationToken: Stop)).ThrowIfFailed();
        long size = (await Store.Readings.SizeOfAsync(1, Stop)).GetValueOrThrow();
        long raw = (await Store.Raw.SizeOfAsync("reading/1", Stop)).GetValueOrThrow();
        Assert.Equal(raw, size);
        Assert.Equal(StoreResult.Found, await Store.Readings.ExistsAsync(1, Stop));
    }

    [Fact]
    public async Task Remove_UnderALease_FailsUnlessForced()
    {
        (await Store.Readings.PutAsync(new Reading(1, 2, 3), cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await Store.Readings.GetAsync(1, Stop)).IsFound);
        Assert.Equal(StoreErrorCode.ObjectHasLease, (await Store.Readings.RemoveAsync(1, cancellationToken: Stop)).Error!.Code);
        Assert.Equal(StoreResult.Done, await Store.Readings.RemoveAsync(1, RemoveOptions.Forced, Stop));
        Assert.True((await Store.Readings.GetAsync(1, Stop)).IsMissing);
    }

    [Fact]
    public async Task Replace_SetsANewValue()
    {
        Reading old = new(1, 2, 3);
        (await Store.Readings.PutAsync(old, cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(StoreResult.Done, await Store.Readings.ReplaceAsync(old with { Value = 4 }, cancellationToken: Stop));
        Assert.Equal(4, (await Store.Readings.GetAsync(1, Stop)).GetValueOrThrow().Value);
    }

    [Fact]
    public async Task Replace_NoObject_Stores()
    {
        Assert.Equal(StoreResult.Done, await Store.Readings.ReplaceAsync(new Reading(1, 2, 3), cancellationToken: Stop));
        Assert.Equal(StoreResult.Found, await Store.Readings.ExistsAsync(1, Stop));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public async Task Get_ValueLargerThanTheEstimate_IsReadWithItsExactSize(int payloadBytes)
    {
        Block block = Block.Numbered(5, payloadBytes);
        (await Store.Blocks.PutAsync(block, cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await Store.Blocks.GetAsync("model", 3, 5, Stop)).GetValueOrThrow().IsSameAs(block));
    }

    [Fact]
    public async Task Put_LargerThanTheSegment_HasNoRoom()
    {
        StoreError error = (await Store.Blocks.PutAsync(Block.Numbered(1, 20 << 20), cancellationToken: Stop)).Error!;
        Assert.Equal((StoreErrorCode.NoAvailableHandle, WriteOutcome.NotApplied), (error.Code, error.Outcome));
        Assert.Equal("block/model/003/0000000000000001", error.Key);
    }

    [Fact]
    public async Task RemoveByPrefix_RemovesWhatBeginsWithTheParts()
    {
        (await Store.Blocks.PutAsync(new Block("a.b", 1, 1, new byte[8]), cancellationToken: Stop)).ThrowIfFailed();
        (await Store.Blocks.PutAsync(new Block("a.b", 2, 1, new byte[8]), cancellationToken: Stop)).ThrowIfFailed();
        (await Store.Blocks.PutAsync(new Block("axb", 1, 1, new byte[8]), cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal(1, (await Store.Blocks.RemoveByPrefixAsync("a.b", 1, cancellationToken: Stop)).GetValueOrThrow().Removed);
        Assert.Equal(1, (await Store.Blocks.RemoveByPrefixAsync("a.b", cancellationToken: Stop)).GetValueOrThrow().Removed);
        Assert.Equal(StoreResult.Found, await Store.Blocks.ExistsAsync("axb", 1, 1, Stop));
        Assert.Equal(1, (await Store.Blocks.RemoveAllAsync(RemoveOptions.Forced, Stop)).GetValueOrThrow().Removed);
    }

    [Fact]
    public async Task Key_WithSeparatorsInItsParts_IsNotAnotherKey()
    {
        (await Store.Blocks.PutAsync(new Block("a/001", 2, 1, new byte[8]), cancellationToken: Stop)).ThrowIfFailed();
        Assert.True((await Store.Blocks.GetAsync("a", 1, 2, Stop)).IsMissing);
        Assert.Equal("a/001", (await Store.Blocks.GetAsync("a/001", 2, 1, Stop)).GetValueOrThrow().Model);
    }

    [Fact]
    public async Task Put_WithPins_IsTaken()
    {
        PutOptions options = new() { SoftPin = true, ReplicaCount = 3 };
        (await Store.Blocks.PutAsync(Block.Numbered(1), options, Stop)).ThrowIfFailed();
        Assert.Equal(StoreResult.Found, await Store.Blocks.ExistsAsync("model", 3, 1, Stop));
    }

    [Fact]
    public async Task Default_SaysWhereSetsComeFrom() =>
        Assert.Contains(
            "store's property", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await default(StoreSet<BlockKey, Block>).GetAsync(default, Stop))).Message, StringComparison.Ordinal);

    [Fact]
    public void Template_IsAsDeclared() => Assert.Equal("block/{Model}/{Layer:D3}/{Id:x16}", StoreSet<BlockKey, Block>.Template);
}
