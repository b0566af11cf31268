namespace Mooncake.Buffers;

/// <summary>Pools as the tests want them: small, and poisoned whatever the build.</summary>
internal static class Pools
{
    /// <summary>Bytes of a small slab.</summary>
    internal const int Slab = 64 << 10;

    internal static readonly RentalTag Tag = new(StoreOperation.Get, "Tests");

    /// <summary>A pool with slabs of 64 KiB.</summary>
    internal static RegisteredBufferPool Create(FakeBackend backend, long maxBytes = 16 * Slab, TimeProvider? time = null, bool poison = true) =>
        PoolTimer.CreatePool(
            backend, new BufferPoolOptions { SlabBytes = Slab, MaxBytes = maxBytes, Poison = poison }, time ?? TimeProvider.System);

    /// <summary>A pool of one slab, with nothing left.</summary>
    internal static RegisteredBufferPool CreateExhausted(FakeBackend backend, TimeProvider time, out RentedBuffer held)
    {
        RegisteredBufferPool pool = Create(backend, Slab, time);
        held = pool.RentNow(Slab);
        return pool;
    }

    internal static RentedBuffer RentNow(this RegisteredBufferPool pool, nint size, string owner = "Tests")
    {
        Assert.True(pool.TryRent(size, new RentalTag(StoreOperation.Get, owner), out RentedBuffer buffer, out StoreError? error), error?.Message);
        return buffer;
    }

    /// <summary>Starts to rent, and perhaps to wait.</summary>
    internal static Task<StoreResult<RentedBuffer>> Start(this RegisteredBufferPool pool, nint size, long deadline = long.MaxValue) =>
        pool.RentAsync(size, Tag, deadline, CancellationToken.None).AsTask();

    /// <summary>Starts to rent, and perhaps to wait, until the token is cancelled.</summary>
    internal static Task<StoreResult<RentedBuffer>> StartCancellable(this RegisteredBufferPool pool, nint size, CancellationToken cancellationToken) =>
        pool.RentAsync(size, Tag, long.MaxValue, cancellationToken).AsTask();
}
