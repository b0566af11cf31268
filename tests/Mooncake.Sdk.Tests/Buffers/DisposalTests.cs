namespace Mooncake.Buffers;

public sealed class DisposalTests : PoolTest
{
    [Fact]
    public async Task Dispose_NothingOut_UnregistersAllAndAnswersAtOnce()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, time: Clock);
        RentedBuffer[] buffers = [pool.RentNow(10), pool.RentNow(Pools.Slab), pool.RentNow(2 * Pools.Slab)];
        Array.ForEach(buffers, pool.Return);
        ValueTask<StoreError?> disposal = pool.DisposeAsync(TimeSpan.FromSeconds(1));
        Assert.True(disposal.IsCompleted);
        Assert.Null(await disposal);
        Assert.Empty(Backend.Registered);
        Assert.Equal(3, Backend.Unregistrations);
        Assert.Equal(0, pool.Statistics.RegisteredBytes);
    }

    [Fact]
    public async Task Dispose_NeverUsed_AnswersAtOnce() => Assert.Null(await Pools.Create(Backend).DisposeAsync(TimeSpan.Zero));

    [Fact]
    public async Task Dispose_BufferOut_WaitsForIt()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, time: Clock);
        RentedBuffer buffer = pool.RentNow(10);
        Task<StoreError?> disposal = pool.DisposeAsync(TimeSpan.FromSeconds(1)).AsTask();
        buffer.Span.Fill(1);
        Assert.False(disposal.IsCompleted);
        Assert.Single(Backend.Registered);
        buffer.Return();
        Assert.Null(await disposal);
        Assert.Empty(Backend.Registered);
        Assert.Equal(long.MaxValue, pool.NextDeadline);
    }

    [Fact]
    public async Task Dispose_BufferOutAtTheLimit_NamesTheHolderAndFreesNothingThatIsInUse()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, time: Clock);
        RentedBuffer held = pool.RentNow(10, "KvBlocks");
        RentedBuffer huge = pool.RentNow(2 * Pools.Slab, "Weights");
        pool.Return(pool.RentNow(Pools.Slab));
        Task<StoreError?> disposal = pool.DisposeAsync(TimeSpan.FromSeconds(1)).AsTask();
        Clock.Advance(TimeSpan.FromSeconds(1));
        StoreError error = (await disposal)!;
        Assert.Equal(StoreErrorCode.Timeout, error.Code);
        Assert.Equal(StoreOperation.Close, error.Operation);
        Assert.Contains("1 for Get 'Weights'", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 for Get 'KvBlocks'", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Backend.Registered.Count);

        held.Span.Fill(1);
        held.Return();
        huge.Span.Fill(1);
        huge.Return();
        Assert.Empty(Backend.Registered);
    }

    [Fact]
    public async Task Dispose_BackendClosedBeforeTheLastReturn_FreesWithoutAskingIt()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, time: Clock);
        RentedBuffer held = pool.RentNow(10);
        Assert.NotNull(await pool.DisposeAsync(TimeSpan.Zero));
        Backend.Dispose();
        held.Return();
        Assert.Equal(0, Backend.Unregistrations);
        Assert.Equal(0, pool.Statistics.RegisteredBytes);
    }

    [Fact]
    public async Task Dispose_Waiters_AreAnsweredClosed()
    {
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out RentedBuffer held);
        Task<StoreResult<RentedBuffer>> waiter = pool.Start(1);
        Task<StoreError?> disposal = pool.DisposeAsync(TimeSpan.FromSeconds(1)).AsTask();
        Assert.Equal(StoreErrorCode.StoreClosed, (await waiter).Error!.Code);
        held.Return();
        Assert.Null(await disposal);
    }

    [Fact]
    public async Task Rent_AfterDispose_IsAnsweredClosed()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, time: Clock);
        pool.Return(pool.RentNow(10));
        await pool.DisposeAsync(TimeSpan.Zero);
        Assert.False(pool.TryRent(10, Pools.Tag, out _, out StoreError? error));
        Assert.Equal(StoreErrorCode.StoreClosed, error!.Code);
        Assert.Equal(StoreErrorCode.StoreClosed, (await pool.Start(10)).Error!.Code);
    }

    [Fact]
    public async Task Dispose_Twice_SharesTheOutcome()
    {
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out RentedBuffer held);
        Task<StoreError?> first = pool.DisposeAsync(Timeout.InfiniteTimeSpan).AsTask();
        Task<StoreError?> second = pool.DisposeAsync(TimeSpan.Zero).AsTask();
        Assert.False(second.IsCompleted);
        held.Return();
        Assert.Null(await first);
        Assert.Null(await second);
    }

    [Fact]
    public async Task Dispose_UnregisteringRefused_ReportsTheQuarantine()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, time: Clock);
        pool.Return(pool.RentNow(10));
        Backend.UnregisterAnswer = -1;
        StoreError error = (await pool.DisposeAsync(TimeSpan.FromSeconds(1)))!;
        Assert.Equal(-1, error.NativeCode);
        Assert.Contains("could not be unregistered", error.Message, StringComparison.Ordinal);
        Assert.Equal(Pools.Slab, pool.Statistics.QuarantinedBytes);
    }

    [Fact]
    public async Task Dispose_RegistrationHangs_IsBoundedAndReleasesTheSlabWhenItComes()
    {
        FakeBackend backend = new(roundTripIsFree: false);
        RegisteredBufferPool pool = Pools.Create(backend, time: Clock);
        backend.Gate.Reset();
        Task<StoreResult<RentedBuffer>> waiter = pool.Start(1);
        backend.Entered.Wait(TestContext.Current.CancellationToken);
        Task<StoreError?> disposal = pool.DisposeAsync(TimeSpan.FromSeconds(1)).AsTask();
        Assert.True((await waiter).IsFailed);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("Slabs of memory not released: 1", (await disposal)!.Message, StringComparison.Ordinal);
        backend.Gate.Set();
        SpinWait.SpinUntil(() => pool.Statistics.RegisteredBytes == 0);
        Assert.Empty(backend.Registered);
    }
}
