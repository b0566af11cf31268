namespace Mooncake.Buffers;

public sealed class RegistrationFailureTests : PoolTest
{
    [Theory]
    [InlineData(StoreErrorCode.InvalidParams, "already registered")]
    [InlineData(StoreErrorCode.InternalError, "transport")]
    public void TryRent_BackendRefuses_NamesTheNativeCodeAndTheCause(StoreErrorCode code, string cause)
    {
        RegisteredBufferPool pool = Pools.Create(Backend, time: Clock);
        Backend.RegisterAnswer = (int)code;
        Assert.False(pool.TryRent(10, Pools.Tag, out _, out StoreError? error));
        Assert.Equal(code, error!.Code);
        Assert.Equal((int)code, error.NativeCode);
        Assert.Equal(StoreOperation.Register, error.Operation);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, pool.Statistics.RegisteredBytes);
        Assert.Equal(1, pool.Statistics.FailedRegistrations);
    }

    [Fact]
    public void TryRent_BackendThrows_IsAnErrorWithTheException()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, time: Clock);
        Backend.RegisterException = new TimeoutException("decorated");
        Assert.False(pool.TryRent(10, Pools.Tag, out _, out StoreError? error));
        Assert.Same(Backend.RegisterException, error!.Exception);
    }

    [Fact]
    public void TryRent_AfterAFailure_TriesAgainAndSucceeds()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, time: Clock);
        Backend.RegisterAnswer = -1;
        Assert.False(pool.TryRent(10, Pools.Tag, out _, out _));
        Backend.RegisterAnswer = 0;
        pool.RentNow(10);
    }

    [Fact]
    public async Task RentAsync_GrowthRefusedWhileBuffersAreOut_WaitsForThem()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, time: Clock);
        RentedBuffer held = pool.RentNow(Pools.Slab);
        Backend.RegisterAnswer = -1;
        Task<StoreResult<RentedBuffer>> waiter = pool.Start(Pools.Slab);
        Assert.False(waiter.IsCompleted);
        held.Return();
        Assert.True((await waiter).IsFound);
    }

    [Fact]
    public async Task RentAsync_GrowthRefusedUntilTheDeadline_SaysSo()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, time: Clock);
        pool.RentNow(Pools.Slab);
        Backend.RegisterAnswer = -1;
        Task<StoreResult<RentedBuffer>> waiter = pool.Start(1, Timestamps.After(Clock, TimeSpan.FromSeconds(1)));
        Clock.Advance(TimeSpan.FromSeconds(1));
        StoreError error = (await waiter).Error!;
        Assert.Equal(StoreErrorCode.BufferPoolExhausted, error.Code);
        Assert.Equal(-1, error.NativeCode);
        Assert.Contains("could not grow", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRent_GrowthRefusedJustNow_DoesNotAskAgainForASecond()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, time: Clock);
        pool.RentNow(Pools.Slab);
        Backend.RegisterAnswer = -1;
        for (int i = 0; i < 10; i++)
        {
            Assert.False(pool.TryRent(1, Pools.Tag, out _, out StoreError? error));
            Assert.Null(error);
        }

        Assert.Equal(2, Backend.Registrations);
        Backend.RegisterAnswer = 0;
        Clock.Advance(TimeSpan.FromSeconds(1));
        pool.RentNow(1);
    }

    [Fact]
    public async Task RentAsync_CostlyBackendRefuses_AnswersEveryWaiter()
    {
        FakeBackend backend = new(roundTripIsFree: false) { RegisterAnswer = -1 };
        RegisteredBufferPool pool = Pools.Create(backend, time: Clock);
        Task<StoreResult<RentedBuffer>>[] waiters = [.. Enumerable.Range(0, 8).Select(_ => pool.Start(1))];
        StoreResult<RentedBuffer>[] results = await Task.WhenAll(waiters);
        Assert.All(results, static result => Assert.Equal(-1, result.Error!.NativeCode));
    }

    [Fact]
    public void Return_UnregisteringRefused_KeepsTheMemoryForGood()
    {
        RegisteredBufferPool pool = PoolTimer.CreatePool(
            Backend, new BufferPoolOptions { SlabBytes = Pools.Slab, MaxIdleDedicatedCount = 0 }, Clock);
        RentedBuffer buffer = pool.RentNow(2 * Pools.Slab);
        Backend.UnregisterAnswer = -1;
        buffer.Return();
        Assert.Equal(2 * Pools.Slab, pool.Statistics.QuarantinedBytes);
        Assert.Equal(2 * Pools.Slab, pool.Statistics.RegisteredBytes);
    }
}
