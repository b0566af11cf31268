using System.Runtime.CompilerServices;

namespace Mooncake.Buffers;

[Collection(nameof(ProcessWideTests))]
public sealed class PoolAllocationTests : PoolTest
{
    private const int Rounds = 10_000;

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(4096)]
    [InlineData(40_000)]
    [InlineData(3 * Pools.Slab)]
    public void RentAndReturn_SteadyState_AllocateNothing(int size)
    {
        RegisteredBufferPool pool = CreateWarm(size);
        RentAndReturn(pool, size, Rounds);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RentAndReturn(pool, size, Rounds);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void RentAsync_BufferAtHand_AllocatesNothing()
    {
        RegisteredBufferPool pool = CreateWarm(100);
        RentAsyncAndReturn(pool, Rounds);
        long before = GC.GetAllocatedBytesForCurrentThread();
        RentAsyncAndReturn(pool, Rounds);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void RentAsync_Waiting_ReusesItsWaiters()
    {
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out RentedBuffer held);
        held = Wait(pool, held, Rounds);
        long before = GC.GetAllocatedBytesForCurrentThread();
        held = Wait(pool, held, Rounds);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        held.Return();
    }

    /// <summary>A pool with so many free blocks that a thread which moves to another processor finds some there.</summary>
    private RegisteredBufferPool CreateWarm(int size)
    {
        RegisteredBufferPool pool = Pools.Create(Backend, poison: false);
        RentedBuffer[] buffers = new RentedBuffer[Math.Clamp(8 * Pools.Slab / size, 1, 200)];
        for (int i = 0; i < buffers.Length; i++)
        {
            buffers[i] = pool.RentNow(size);
        }

        Array.ForEach(buffers, pool.Return);
        return pool;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RentAndReturn(RegisteredBufferPool pool, int size, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            pool.TryRent(size, Pools.Tag, out RentedBuffer buffer, out _);
            pool.Return(buffer);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RentAsyncAndReturn(RegisteredBufferPool pool, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            ValueTask<StoreResult<RentedBuffer>> rental = pool.RentAsync(100, Pools.Tag, long.MaxValue, CancellationToken.None);
            pool.Return(Taken(rental).GetValueOrThrow());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RentedBuffer Wait(RegisteredBufferPool pool, RentedBuffer held, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            ValueTask<StoreResult<RentedBuffer>> rental = pool.RentAsync(Pools.Slab, Pools.Tag, long.MaxValue, CancellationToken.None);
            pool.Return(held);
            held = Taken(rental).GetValueOrThrow();
        }

        return held;
    }

    private static StoreResult<RentedBuffer> Taken(ValueTask<StoreResult<RentedBuffer>> rental)
    {
        Assert.True(rental.IsCompletedSuccessfully);
        return rental.Result;
    }
}
