namespace Mooncake.Buffers;

public sealed class DedicatedBufferTests : PoolTest
{
    private const int Large = 4 * Pools.Slab;


    [Fact]
    public void Rent_LargerThanASlab_RegistersThatMuch()
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        RentedBuffer buffer = pool.RentNow(Large + 1);
        (_, nuint length) = Assert.Single(Backend.Registered);
        Assert.Equal((nuint)BufferPoolOptions.RoundUp(Large + 1, Environment.SystemPageSize), length);
        Assert.Equal(Large + 1, buffer.Length);
        Assert.Equal(Large + 1, buffer.Span.Length);
        Assert.Equal(1, pool.Statistics.DedicatedBuffers);
    }

    [Theory]
    [InlineData(Large, true)]
    [InlineData(Large * 4 / 5 + 1, true)]
    [InlineData(Large * 3 / 4, false)]
    [InlineData(Large + 1, false)]
    public void Rent_AfterAReturn_ReusesTheRegistrationIfAtMostAQuarterIsWasted(int size, bool reuses)
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        pool.Return(pool.RentNow(Large));
        pool.RentNow(size);
        Assert.Equal(reuses ? 1 : 2, Backend.Registrations);
    }

    [Fact]
    public void Rent_SeveralIdleOnesFit_TakesTheSmallest()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, maxBytes: 32 * Pools.Slab);
        List<RentedBuffer> buffers = [pool.RentNow(Large + 12_288), pool.RentNow(Large + 4096), pool.RentNow(Large + 8192)];
        buffers.ForEach(pool.Return);
        Assert.Equal(Large + 4096, pool.RentNow(Large).Capacity);
    }

    [Fact]
    public void Return_MoreThanMayBeIdle_ReleasesTheOldest()
    {
        RegisteredBufferPool pool = PoolTimer.CreatePool(
            Backend, new BufferPoolOptions { SlabBytes = Pools.Slab, MaxIdleDedicatedCount = 1 }, TimeProvider.System);
        RentedBuffer first = pool.RentNow(Large);
        RentedBuffer second = pool.RentNow(2 * Large);
        first.Return();
        second.Return();
        Assert.Equal(1, pool.Statistics.IdleDedicatedBuffers);
        Assert.Equal((nuint)(2 * Large), Assert.Single(Backend.Registered).Value);
    }

    [Fact]
    public void Rent_NothingMayBeIdle_StillRentsAndReleasesOnReturn()
    {
        RegisteredBufferPool pool = PoolTimer.CreatePool(
            Backend, new BufferPoolOptions { SlabBytes = Pools.Slab, MaxIdleDedicatedBytes = 0 }, TimeProvider.System);
        RentedBuffer buffer = pool.RentNow(Large);
        buffer.Return();
        Assert.Empty(Backend.Registered);
        Assert.Equal(0, pool.Statistics.RegisteredBytes);
        Assert.Throws<ObjectDisposedException>(() => buffer.Span.Length);
    }

    [Fact]
    public void Rent_CeilingHeldByIdleOnes_ReleasesThem()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, maxBytes: Large);
        pool.Return(pool.RentNow(Large));
        RentedBuffer small = pool.RentNow(64);
        Assert.Equal(Pools.Slab, pool.Statistics.RegisteredBytes);
        small.Return();
        pool.RentNow(Large);
        Assert.Equal(0, pool.Statistics.Slabs);
    }

    [Fact]
    public async Task RentAsync_CeilingReached_IsServedWhenSlabsBecomeUnused()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, maxBytes: Large);
        RentedBuffer small = pool.RentNow(64);
        Task<StoreResult<RentedBuffer>> large = pool.Start(Large);
        RentedBuffer other = pool.RentNow(64);
        small.Return();
        Assert.False(large.IsCompleted);
        other.Return();
        Assert.True((await large).IsFound);
    }

    [Fact]
    public void Rent_MoreThanTheCeiling_IsAnErrorThatNoWaitingMends()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, maxBytes: Large);
        Assert.False(pool.TryRent(Large + 1, new RentalTag(StoreOperation.Put, "Blocks"), out _, out StoreError? error));
        Assert.Equal(StoreErrorCode.ObjectTooLarge, error!.Code);
        Assert.Equal(WriteOutcome.NotApplied, error.Outcome);
        Assert.False(pool.TryRent(nint.MaxValue, Pools.Tag, out _, out error));
        Assert.Equal(StoreErrorCode.ObjectTooLarge, error!.Code);
    }
}
