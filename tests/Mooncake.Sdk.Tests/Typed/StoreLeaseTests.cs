using System.Runtime.InteropServices;
using Mooncake.Buffers;

namespace Mooncake.Typed;

/// <summary>Values whose memory stays where the store wrote it.</summary>
public sealed class StoreLeaseTests : StoreTest
{
    [Fact]
    public async Task GetLease_Found_PointsIntoRegisteredMemory()
    {
        Block block = Block.Numbered(1);
        (await Store.Blocks.PutAsync(block, cancellationToken: Stop)).ThrowIfFailed();

        using StoreLease<Block> lease = (await Store.Blocks.GetLeaseAsync(BlockKey.Of(in block), Stop)).GetValueOrThrow();

        Assert.True(lease.Value.IsSameAs(block));

        // An array of the managed heap would be found here, the pool's memory is not one.
        Assert.False(MemoryMarshal.TryGetArray(lease.Value.Payload, out _));
        AssertRentedBuffers(1);
    }

    [Fact]
    public async Task GetLease_Missing_HoldsNothing()
    {
        StoreResult<StoreLease<Block>> got = await Store.Blocks.GetLeaseAsync("model", 3, 99, Stop);

        Assert.True(got.IsMissing);
        AssertRentedBuffers(0);
    }

    [Fact]
    public async Task GetLease_OtherShape_IsAnErrorAndHoldsNothing()
    {
        (await Store.Raw.PutAsync(BlockKey.Of(Block.Numbered(1)).ToString(), Bytes("not a block, and long enough to hold a trailer"), cancellationToken: Stop)).ThrowIfFailed();

        StoreResult<StoreLease<Block>> got = await Store.Blocks.GetLeaseAsync(BlockKey.Of(Block.Numbered(1)), Stop);

        Assert.Equal(StoreErrorCode.TrailerMissing, got.Error?.Code);
        AssertRentedBuffers(0);
    }

    [Fact]
    public async Task GetLease_WhereNoBufferIsFree_WaitsForOne()
    {
        await using MooncakeStore store = await Stores.OpenAsync(static options =>
            options.BufferPool = new BufferPoolOptions { SlabBytes = 256 << 10, MaxBytes = 256 << 10, Poison = true });
        Block block = Block.Numbered(1);
        (await store.Blocks.PutAsync(block, cancellationToken: Stop)).ThrowIfFailed();
        Assert.True(store.Session.Pool.TryRent(256 << 10, new RentalTag(StoreOperation.None, "test"), out RentedBuffer all, out _));

        Task<StoreResult<StoreLease<Block>>> waiting = store.Blocks.GetLeaseAsync(BlockKey.Of(in block), Stop).AsTask();
        Assert.False(waiting.IsCompleted);
        all.Return();

        using StoreLease<Block> lease = (await waiting).GetValueOrThrow();
        Assert.True(lease.Value.IsSameAs(block));
    }

    [Fact]
    public async Task GetLease_ObjectRemovedMeanwhile_KeepsItsBytes()
    {
        Block block = Block.Numbered(1);
        (await Store.Blocks.PutAsync(block, cancellationToken: Stop)).ThrowIfFailed();
        using StoreLease<Block> lease = (await Store.Blocks.GetLeaseAsync(BlockKey.Of(in block), Stop)).GetValueOrThrow();

        (await Store.Blocks.RemoveAsync(BlockKey.Of(in block), RemoveOptions.Forced, Stop)).ThrowIfFailed();
        for (ulong i = 2; i < 200; i++)
        {
            (await Store.Blocks.ReplaceAsync(Block.Numbered(i), ReplaceOptions.Forced, Stop)).ThrowIfFailed();
        }

        Assert.True(lease.Value.IsSameAs(block));
    }

    [Fact]
    public async Task Dispose_Twice_ReturnsTheMemoryOnce()
    {
        Block block = Block.Numbered(1);
        (await Store.Blocks.PutAsync(block, cancellationToken: Stop)).ThrowIfFailed();
        StoreLease<Block> lease = (await Store.Blocks.GetLeaseAsync(BlockKey.Of(in block), Stop)).GetValueOrThrow();

        lease.Dispose();
        lease.Dispose();

        AssertRentedBuffers(0);
    }

    [Fact]
    public async Task Dispose_FromManyThreadsAtOnce_ReturnsTheMemoryOnce()
    {
        Block block = Block.Numbered(1);
        (await Store.Blocks.PutAsync(block, cancellationToken: Stop)).ThrowIfFailed();
        for (int round = 0; round < 200; round++)
        {
            StoreLease<Block> lease = (await Store.Blocks.GetLeaseAsync(BlockKey.Of(in block), Stop)).GetValueOrThrow();

            // Each thread that disposes rents at once: the block that came back must not be given back once more by a slower thread.
            StoreLease<Block>[] next = new StoreLease<Block>[4];
            await Parallel.ForAsync(0, next.Length, Stop, async (i, stop) =>
            {
                lease.Dispose();
                next[i] = (await Store.Blocks.GetLeaseAsync(BlockKey.Of(in block), stop)).GetValueOrThrow();
            });

            AssertRentedBuffers(next.Length);
            Assert.All(next, held => Assert.True(held.Value.IsSameAs(block)));
            Array.ForEach(next, static held => held.Dispose());
        }

        AssertRentedBuffers(0);
    }

    [Fact]
    public async Task Value_AfterDispose_Throws()
    {
        Block block = Block.Numbered(1);
        (await Store.Blocks.PutAsync(block, cancellationToken: Stop)).ThrowIfFailed();
        StoreLease<Block> lease = (await Store.Blocks.GetLeaseAsync(BlockKey.Of(in block), Stop)).GetValueOrThrow();
        ReadOnlyMemory<byte> kept = lease.Value.Payload;

        lease.Dispose();

        Assert.Throws<ObjectDisposedException>(() => lease.Value);
        Assert.Throws<ObjectDisposedException>(() => kept.Span.Length);
    }

    [Fact]
    public async Task GetLease_LargerThanTheEstimate_IsReadWhole()
    {
        Block block = Block.Numbered(1, payloadBytes: 300_000);
        (await Store.Blocks.PutAsync(block, cancellationToken: Stop)).ThrowIfFailed();

        using StoreLease<Block> lease = (await Store.Blocks.GetLeaseAsync(BlockKey.Of(in block), Stop)).GetValueOrThrow();

        Assert.True(lease.Value.IsSameAs(block));
    }
}
