using Mooncake.Shared;

namespace Mooncake.Buffers;

public sealed unsafe class RentalTests : PoolTest
{
    [Fact]
    public void Pool_BeforeTheFirstRental_RegistersNothing()
    {
        _ = Pools.Create(Backend);
        Assert.Equal(0, Backend.Registrations);
    }

    [Fact]
    public void Rent_ManyFromOneSlab_RegistersOnce()
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        for (int i = 0; i < 100; i++)
        {
            pool.RentNow(100);
        }

        (nint start, nuint length) = Assert.Single(Backend.Registered);
        Assert.Equal(0, start % Environment.SystemPageSize);
        Assert.Equal((nuint)Pools.Slab, length);
    }

    [Fact]
    public void Rent_HugePages_AlignsAndSizesSlabsByThem()
    {
        RegisteredBufferPool pool = PoolTimer.CreatePool(
            Backend, new BufferPoolOptions { SlabBytes = 3 << 20, HugePages = true }, TimeProvider.System);
        pool.RentNow(1);
        (nint start, nuint length) = Assert.Single(Backend.Registered);
        Assert.Equal(0, start % HugePages.Bytes);
        Assert.Equal((nuint)(4 << 20), length);
    }

    [Fact]
    public void Rent_Size_GivesThatLengthInABlockThatHoldsIt()
    {
        RentedBuffer buffer = Pools.Create(Backend).RentNow(1000);
        Assert.Equal(1000, buffer.Length);
        Assert.Equal(1024, buffer.Capacity);
        Assert.Equal(1000, buffer.Span.Length);
        Assert.Equal(0, (nint)buffer.Pointer % 16);
    }

    [Fact]
    public void Rent_AfterReturn_ReusesTheMemory()
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        for (int i = 0; i < 10_000; i++)
        {
            pool.Return(pool.RentNow(Pools.Slab / 2));
        }

        Assert.Equal(1, pool.Statistics.Slabs);
    }

    [Fact]
    public void Rent_OtherSizesThanBefore_ReusesThePages()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, maxBytes: Pools.Slab);
        for (int size = 64; size <= Pools.Slab; size *= 2)
        {
            List<RentedBuffer> all = [];
            for (int i = 0; i < Pools.Slab / Math.Max(size, 16 << 10); i++)
            {
                all.Add(pool.RentNow(size));
            }

            all.ForEach(pool.Return);
        }

        Assert.Equal(1, Backend.Registrations);
    }

    [Fact]
    public void Return_Twice_Throws()
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        RentedBuffer buffer = pool.RentNow(10);
        pool.Return(buffer);
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => pool.Return(buffer));
        Assert.Contains("Get 'Tests'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Return_TwiceAfterTheBlockHasANewUser_ThrowsAndLeavesTheUserAlone()
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        RentedBuffer stale = pool.RentNow(10);
        pool.Return(stale);
        RentedBuffer current = pool.RentNow(10);
        Assert.Throws<InvalidOperationException>(() => pool.Return(stale));
        current.Span.Fill(1);
        pool.Return(current);
    }

    [Fact]
    public void Return_FromManyThreadsAtOnce_SucceedsOnce()
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        for (int round = 0; round < 200; round++)
        {
            RentedBuffer buffer = pool.RentNow(10);
            int returned = 0;
            Parallel.For(0, 4, _ =>
            {
                try
                {
                    pool.Return(buffer);
                    Interlocked.Increment(ref returned);
                }
                catch (InvalidOperationException)
                {
                    // The losers of the race are told so.
                }
            });
            Assert.Equal(1, returned);
        }

        Assert.Equal(0, pool.Statistics.RentedBuffers);
    }

    [Fact]
    public void Buffer_UsedAfterReturn_Throws()
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        RentedBuffer buffer = pool.RentNow(10);
        buffer.Return();
        Assert.Throws<ObjectDisposedException>(() => (nint)buffer.Pointer);
        Assert.Throws<ObjectDisposedException>(() => buffer.Span.Length);
    }

    [Fact]
    public void Buffer_Default_Throws()
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        Assert.True(default(RentedBuffer).IsDefault);
        Assert.Throws<InvalidOperationException>(() => pool.Return(default));
        Assert.Throws<InvalidOperationException>(() => default(RentedBuffer).Span.Length);
    }

    [Fact]
    public void Return_ToAnotherPool_ThrowsAndKeepsTheRental()
    {
        RentedBuffer buffer = Pools.Create(Backend).RentNow(10);
        Assert.Throws<ArgumentException>(() => Pools.Create(Backend).Return(buffer));
        buffer.Span.Fill(1);
        buffer.Return();
    }

    [Fact]
    public void Rent_NoBytes_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Pools.Create(Backend).TryRent(0, default, out _, out _));

    [Fact]
    public void Holders_SeveralTags_AreAddedUpByTagTheLargestFirst()
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        pool.RentNow(64, "Small");
        pool.RentNow(64, "Small");
        pool.RentNow(4096, "Large");
        pool.RentNow(2 * Pools.Slab, "Huge");
        pool.Return(pool.RentNow(64, "Gone"));
        Assert.Equal(
            ["1 for Get 'Huge' (131072 bytes)", "1 for Get 'Large' (4096 bytes)", "2 for Get 'Small' (128 bytes)"],
            pool.Holders.Select(static holder => holder.ToString()));
    }

    [Fact]
    public void Statistics_RentalsOut_AreCounted()
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        RentedBuffer small = pool.RentNow(100);
        RentedBuffer large = pool.RentNow(2 * Pools.Slab);
        BufferPoolStatistics statistics = pool.Statistics;
        Assert.Equal(2, statistics.RentedBuffers);
        Assert.Equal(112 + (2 * Pools.Slab), statistics.RentedBytes);
        Assert.Equal(3 * Pools.Slab, statistics.RegisteredBytes);
        small.Return();
        large.Return();
        Assert.Equal(0, pool.Statistics.RentedBuffers);
        Assert.Equal(0, pool.Statistics.RentedBytes);
    }

    [Fact]
    public void Options_OutOfRange_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BufferPoolOptions { SlabBytes = 4096 }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new BufferPoolOptions { MaxBytes = 1 << 20 }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new BufferPoolOptions { MaxIdleDedicatedCount = -1 }.Validate());
    }
}
