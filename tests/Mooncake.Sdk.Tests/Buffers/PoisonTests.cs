namespace Mooncake.Buffers;

public sealed class PoisonTests : PoolTest
{
    [Theory]
    [InlineData(100)]
    [InlineData(2 * Pools.Slab)]
    public void Return_PoisoningPool_OverwritesTheBytes(int size)
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        RentedBuffer buffer = pool.RentNow(size);
        buffer.Span.Fill(1);
        Span<byte> bytes = buffer.Span;
        buffer.Return();
        Assert.False(bytes.ContainsAnyExcept(BufferRun.PoisonByte));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(2 * Pools.Slab)]
    public void Rent_BytesWrittenAfterTheirReturn_ThrowsAndNamesTheLastHolder(int size)
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        RentedBuffer buffer = pool.RentNow(size, "Culprit");
        ReturnAndWrite(buffer);
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => pool.RentNow(size));
        Assert.Contains("Get 'Culprit'", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(0, pool.Statistics.RentedBuffers);
        pool.RentNow(size).Return();
    }

    [Fact]
    public async Task RentAsync_BytesWrittenAfterTheirReturn_ThrowsForThatCallerAndServesTheNext()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, Pools.Slab, Clock);
        RentedBuffer culprit = pool.RentNow(Pools.Slab / 2);
        RentedBuffer held = pool.RentNow(Pools.Slab / 2);
        using CancellationTokenSource source = new();
        Task<StoreResult<RentedBuffer>> large = pool.StartCancellable(Pools.Slab, source.Token);
        Task<StoreResult<RentedBuffer>> first = pool.Start(Pools.Slab / 2);
        Task<StoreResult<RentedBuffer>> second = pool.Start(Pools.Slab / 2);
        ReturnAndWrite(culprit);

        await source.CancelAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        Assert.True((await second).IsFound);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        held.Return();
    }

    [Fact]
    public void Pool_NotPoisoning_LeavesTheBytes()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, poison: false);
        RentedBuffer buffer = pool.RentNow(100);
        buffer.Span.Fill(1);
        Span<byte> bytes = buffer.Span;
        buffer.Return();
        Assert.False(bytes.ContainsAnyExcept((byte)1));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3 * Pools.Slab)]
    public void CountTouched_BytesWrittenAfterTheirReturn_FindsThem(int size)
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        RentedBuffer[] buffers = [pool.RentNow(size), pool.RentNow(size)];
        Span<byte> kept = buffers[0].Span;
        Array.ForEach(buffers, pool.Return);
        Assert.Equal(0, pool.CountTouched());
        kept[^1] = 0;
        Assert.Equal(1, pool.CountTouched());
    }

    [Fact]
    public void Options_Default_PoisonInDebugBuilds() =>
#if DEBUG
        Assert.True(new BufferPoolOptions().Poison);
#else
        Assert.False(new BufferPoolOptions().Poison);
#endif

    private static void ReturnAndWrite(RentedBuffer buffer)
    {
        Span<byte> bytes = buffer.Span;
        buffer.Return();
        bytes[^1] = 1;
    }
}
