namespace Mooncake.Buffers;

public sealed class WaitingTests : PoolTest
{
    [Fact]
    public void TryRent_AtTheCeiling_AnswersNoErrorBecauseWaitingCanHelp()
    {
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out _);
        Assert.False(pool.TryRent(1, Pools.Tag, out RentedBuffer buffer, out StoreError? error));
        Assert.True(buffer.IsDefault);
        Assert.Null(error);
        Assert.Equal(1, Backend.Registrations);
        Assert.Equal(0, pool.Statistics.Waiting);
    }

    [Fact]
    public async Task RentAsync_BufferAtHand_CompletesSynchronously()
    {
        ValueTask<StoreResult<RentedBuffer>> rental = Pools.Create(Backend).RentAsync(100, Pools.Tag, long.MaxValue, CancellationToken.None);
        Assert.True(rental.IsCompletedSuccessfully);
        Assert.True((await rental).IsFound);
    }

    [Fact]
    public async Task RentAsync_SeveralWaiters_AreServedInTheOrderInWhichTheyCame()
    {
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out RentedBuffer held);
        Task<StoreResult<RentedBuffer>>[] waiters = [.. Enumerable.Range(0, 5).Select(_ => pool.Start(Pools.Slab))];
        Assert.Equal(5, pool.Statistics.Waiting);
        RentedBuffer current = held;
        for (int i = 0; i < waiters.Length; i++)
        {
            pool.Return(current);
            current = (await waiters[i]).GetValueOrThrow();
            Assert.All(waiters.Skip(i + 1), static later => Assert.False(later.IsCompleted));
        }
    }

    [Fact]
    public async Task RentAsync_SmallRequestBehindALargeOne_DoesNotOvertake()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, Pools.Slab, Clock);
        RentedBuffer first = pool.RentNow(Pools.Slab / 2);
        RentedBuffer second = pool.RentNow(Pools.Slab / 2);
        Task<StoreResult<RentedBuffer>> large = pool.Start(Pools.Slab);
        Task<StoreResult<RentedBuffer>> small = pool.Start(64);
        first.Return();
        Assert.False(large.IsCompleted);
        Assert.False(small.IsCompleted);
        Assert.False(pool.TryRent(64, Pools.Tag, out _, out _));
        second.Return();
        (await large).GetValueOrThrow().Return();
        Assert.True((await small).IsFound);
    }

    [Fact]
    public async Task RentAsync_DeadlinePasses_AnswersExhaustedWithWhoHoldsHowMuch()
    {
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out _);
        Task<StoreResult<RentedBuffer>> waiter = pool.Start(100, Timestamps.After(Clock, TimeSpan.FromSeconds(2)));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(waiter.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(1));
        StoreError error = (await waiter).Error!;
        Assert.Equal(StoreErrorCode.BufferPoolExhausted, error.Code);
        Assert.Equal(StoreOperation.Get, error.Operation);
        Assert.Equal(RetryClass.AfterBackoff, error.Retry);
        Assert.Contains("65536", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, pool.Statistics.Waiting);
        Assert.Equal(0, Clock.ArmedTimers);
    }

    [Fact]
    public async Task RentAsync_DeadlinesInAnyOrder_AreEachKept()
    {
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out _);
        int[] seconds = [5, 1, 4, 2, 3];
        Task<StoreResult<RentedBuffer>>[] waiters =
            [.. seconds.Select(s => pool.Start(1, Timestamps.After(Clock, TimeSpan.FromSeconds(s))))];
        for (int now = 1; now <= 5; now++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await waiters[Array.IndexOf(seconds, now)];
            Assert.Equal(5 - now, pool.Statistics.Waiting);
        }
    }

    [Fact]
    public async Task RentAsync_DeadlineInThePast_DoesNotWait()
    {
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out _);
        ValueTask<StoreResult<RentedBuffer>> rental = pool.RentAsync(1, Pools.Tag, Clock.GetTimestamp(), CancellationToken.None);
        Assert.True(rental.IsCompleted);
        Assert.Equal(StoreErrorCode.BufferPoolExhausted, (await rental).Error!.Code);
    }

    [Fact]
    public async Task Schedule_WaitersWithDeadlines_GetsTheEarliest()
    {
        List<long> scheduled = [];
        RegisteredBufferPool pool = new(
            Backend, new BufferPoolOptions { SlabBytes = Pools.Slab, MaxBytes = Pools.Slab }, Clock, scheduled.Add);
        pool.RentNow(Pools.Slab);
        long late = Timestamps.After(Clock, TimeSpan.FromSeconds(2));
        long early = Timestamps.After(Clock, TimeSpan.FromSeconds(1));
        Task<StoreResult<RentedBuffer>> first = pool.Start(1, late);
        Task<StoreResult<RentedBuffer>> second = pool.Start(1, early);
        Assert.Equal([late, early], scheduled);
        Assert.Equal(early, pool.NextDeadline);

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(second.IsCompleted);
        pool.ExpireWaiters();
        Assert.True((await second).IsFailed);
        Assert.False(first.IsCompleted);
        Assert.Equal([late, early, late], scheduled);
    }

    [Fact]
    public void Schedule_NothingHasChanged_IsNotCalledAgain()
    {
        // An owner whose thread comes to look, and is scheduled anew by every look, never sleeps.
        List<long> scheduled = [];
        RegisteredBufferPool pool = new(
            Backend, new BufferPoolOptions { SlabBytes = Pools.Slab, MaxBytes = Pools.Slab }, Clock, scheduled.Add);
        pool.RentNow(Pools.Slab);
        long deadline = Timestamps.After(Clock, TimeSpan.FromSeconds(2));
        Task<StoreResult<RentedBuffer>> waiter = pool.Start(1, deadline);
        pool.ExpireWaiters();
        pool.ExpireWaiters();
        Assert.False(waiter.IsCompleted);
        Assert.Equal([deadline], scheduled);
    }

    [Fact]
    public void ExpireWaiters_ByAThreadOfTheOwner_SetsResultsWithoutTheThreadPool()
    {
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out _);
        ValueTask<StoreResult<RentedBuffer>> waiter = pool.RentAsync(
            1, Pools.Tag, Timestamps.After(Clock, TimeSpan.FromSeconds(1)), CancellationToken.None);
        Clock.Advance(TimeSpan.FromSeconds(1));
        pool.ExpireWaiters();
        Assert.True(waiter.IsCompletedSuccessfully);
    }

    [Fact]
    public void Return_SomebodyWaits_SetsTheResultWithoutTheThreadPool()
    {
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out RentedBuffer held);
        ValueTask<StoreResult<RentedBuffer>> waiter = pool.RentAsync(1, Pools.Tag, long.MaxValue, CancellationToken.None);
        held.Return();
        Assert.True(waiter.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task RentAsync_Cancelled_ThrowsWithTheCallersTokenAndServesTheNext()
    {
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out RentedBuffer held);
        using CancellationTokenSource source = new();
        Task<StoreResult<RentedBuffer>> cancelled = pool.StartCancellable(Pools.Slab, source.Token);
        Task<StoreResult<RentedBuffer>> next = pool.Start(64);
        await source.CancelAsync();
        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(source.Token, thrown.CancellationToken);
        held.Return();
        Assert.True((await next).IsFound);
    }

    [Fact]
    public async Task RentAsync_HeadOfTheQueueCancelled_ServesTheOneBehindItAtOnce()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, Pools.Slab, Clock);
        pool.RentNow(Pools.Slab / 2);
        using CancellationTokenSource source = new();
        Task<StoreResult<RentedBuffer>> large = pool.StartCancellable(Pools.Slab, source.Token);
        Task<StoreResult<RentedBuffer>> small = pool.Start(Pools.Slab / 2);
        await source.CancelAsync();
        Assert.True((await small).IsFound);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
    }

    [Fact]
    public async Task RentAsync_TokenCancelledBefore_RentsNothing()
    {
        RegisteredBufferPool pool = Pools.Create(Backend);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => pool.StartCancellable(10, new CancellationToken(canceled: true)));
        Assert.Equal(0, pool.Statistics.RentedBuffers);
    }

    [Fact]
    public async Task RentAsync_CancellationRacesWithReturn_AnswersOnceAndLosesNoBuffer()
    {
        RegisteredBufferPool pool = Pools.Create(Backend, Pools.Slab, Clock);
        for (int round = 0; round < 500; round++)
        {
            RentedBuffer held = pool.RentNow(Pools.Slab);
            using CancellationTokenSource source = new();
            Task<StoreResult<RentedBuffer>> waiter = pool.StartCancellable(Pools.Slab, source.Token);
            Task cancellation = Task.Run(source.Cancel, TestContext.Current.CancellationToken);
            held.Return();
            await cancellation;
            try
            {
                (await waiter).GetValueOrThrow().Return();
            }
            catch (OperationCanceledException)
            {
                // The other outcome of the race.
            }

            Assert.Equal(0, pool.Statistics.RentedBuffers);
            Assert.Equal(0, pool.Statistics.Waiting);
        }
    }

    [Fact]
    public async Task RentAsync_CostlyBackend_GrowsOnAThreadOfThePool()
    {
        FakeBackend backend = new(roundTripIsFree: false);
        RegisteredBufferPool pool = Pools.Create(backend, time: Clock);
        backend.Gate.Reset();
        Assert.False(pool.TryRent(1, Pools.Tag, out _, out StoreError? error));
        Assert.Null(error);
        Assert.Equal(0, backend.Registrations);

        Task<StoreResult<RentedBuffer>> waiter = pool.Start(1);
        backend.Entered.Wait(TestContext.Current.CancellationToken);
        Assert.False(waiter.IsCompleted);
        backend.Gate.Set();
        Assert.True((await waiter).IsFound);
        pool.RentNow(1);
    }

    [Fact]
    public async Task RentAsync_RegistrationHangs_IsAnsweredByItsDeadline()
    {
        FakeBackend backend = new(roundTripIsFree: false);
        RegisteredBufferPool pool = Pools.Create(backend, time: Clock);
        backend.Gate.Reset();
        Task<StoreResult<RentedBuffer>> waiter = pool.Start(1, Timestamps.After(Clock, TimeSpan.FromSeconds(1)));
        backend.Entered.Wait(TestContext.Current.CancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(StoreErrorCode.BufferPoolExhausted, (await waiter).Error!.Code);
        backend.Gate.Set();
    }

    [Fact]
    public void RentFor_AReceiver_IsHandedItsBufferOnTheThreadThatMakesItPossible()
    {
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out RentedBuffer held);
        Receiver receiver = new();
        pool.RentFor(1, Pools.Tag, long.MaxValue, receiver);
        Assert.Empty(receiver.Outcomes);
        held.Return();
        RentedBuffer buffer = Assert.Single(receiver.Outcomes).GetValueOrThrow();

        // With a buffer at hand at once, and at the deadline or the end with an error.
        buffer.Return();
        pool.RentFor(1, Pools.Tag, long.MaxValue, receiver);
        receiver.Outcomes[1].GetValueOrThrow().Return();
        held = pool.RentNow(Pools.Slab);
        pool.RentFor(1, Pools.Tag, Timestamps.After(Clock, TimeSpan.FromSeconds(1)), receiver);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(StoreErrorCode.BufferPoolExhausted, receiver.Outcomes[2].Error!.Code);
        pool.RentFor(1, Pools.Tag, Clock.GetTimestamp(), receiver);
        Assert.Equal(StoreErrorCode.BufferPoolExhausted, receiver.Outcomes[3].Error!.Code);
        held.Return();
    }

    [Fact]
    public void Return_ReceiversThatReturnAtOnce_AreServedOneAfterTheOther()
    {
        // One inside the other would end the process: there are more of them than a stack has room for.
        const int Count = 100_000;
        RegisteredBufferPool pool = Pools.CreateExhausted(Backend, Clock, out RentedBuffer held);
        int served = 0;
        Receiver receiver = new(outcome =>
        {
            served++;
            outcome.GetValueOrThrow().Return();
        });
        for (int i = 0; i < Count; i++)
        {
            pool.RentFor(Pools.Slab, Pools.Tag, long.MaxValue, receiver);
        }

        held.Return();
        Assert.Equal(Count, served);
        Assert.Equal(0, pool.Statistics.RentedBuffers);
    }

    private sealed class Receiver(Action<StoreResult<RentedBuffer>>? receive = null) : IRentReceiver
    {
        internal List<StoreResult<RentedBuffer>> Outcomes { get; } = [];

        public void Receive(StoreResult<RentedBuffer> rented)
        {
            if (receive is null)
            {
                Outcomes.Add(rented);
            }
            else
            {
                receive(rented);
            }
        }
    }
}
