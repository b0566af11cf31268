using System.Diagnostics;

namespace Mooncake.Buffers;

public sealed class PoolStressTests : PoolTest
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pool_ManyThreadsAtTheCeiling_AnswersEveryoneOnceAndGetsEverythingBack(bool roundTripIsFree)
    {
        using FakeBackend backend = new(roundTripIsFree);
        RegisteredBufferPool pool = Pools.Create(backend, maxBytes: 6 * Pools.Slab);
        Stopwatch watch = Stopwatch.StartNew();
        Task<int>[] workers = [.. Enumerable.Range(0, 12).Select(seed => Task.Run(() => WorkAsync(pool, seed, watch)))];
        Thread[] threads = [.. Enumerable.Range(100, 2).Select(seed => new Thread(() => WorkBlocking(pool, seed, watch)))];
        Array.ForEach(threads, static thread => thread.Start());
        int[] rentals = await Task.WhenAll(workers);
        Array.ForEach(threads, static thread => thread.Join());

        Assert.All(rentals, static count => Assert.True(count > 0));
        BufferPoolStatistics statistics = pool.Statistics;
        Assert.Equal(0, statistics.RentedBuffers);
        Assert.Equal(0, statistics.RentedBytes);
        Assert.Equal(0, statistics.Waiting);
        Assert.True(statistics.RegisteredBytes <= statistics.MaxBytes);
        Assert.Null(await pool.DisposeAsync(TimeSpan.FromSeconds(30)));
        Assert.Empty(backend.Registered);
        Assert.Equal(backend.Registrations, backend.Unregistrations);
    }

    [Fact]
    public async Task Dispose_UnderLoad_AnswersEveryoneAndFreesEverything()
    {
        for (int round = 0; round < 50; round++)
        {
            using FakeBackend backend = new(roundTripIsFree: round % 2 == 0);
            RegisteredBufferPool pool = Pools.Create(backend, maxBytes: 2 * Pools.Slab);
            Task[] workers = [.. Enumerable.Range(0, 4).Select(seed => Task.Run(() => WorkUntilClosedAsync(pool, seed)))];
            await Task.Yield();
            Assert.Null(await pool.DisposeAsync(TimeSpan.FromSeconds(30)));
            await Task.WhenAll(workers);
            Assert.Empty(backend.Registered);
        }
    }

    private static async Task<int> WorkAsync(RegisteredBufferPool pool, int seed, Stopwatch watch)
    {
        Random random = new(seed);
        int rentals = 0;
        while (watch.Elapsed < Duration)
        {
            using CancellationTokenSource? source = random.Next(4) == 0 ? new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(3))) : null;
            TimeSpan limit = random.Next(8) == 0 ? TimeSpan.FromMilliseconds(random.Next(3)) : TimeSpan.FromSeconds(30);
            try
            {
                StoreResult<RentedBuffer> result = await pool.RentAsync(
                    SizeOf(random), Pools.Tag, Timestamps.After(TimeProvider.System, limit), source?.Token ?? CancellationToken.None);
                if (result.TryGetValue(out RentedBuffer buffer, out StoreError? error))
                {
                    Use(buffer, (byte)seed);
                    rentals++;
                    if (random.Next(16) == 0)
                    {
                        await Task.Yield();
                    }

                    pool.Return(buffer);
                }
                else
                {
                    Assert.Equal(StoreErrorCode.BufferPoolExhausted, error!.Code);
                }
            }
            catch (OperationCanceledException cancelled)
            {
                Assert.Equal(source!.Token, cancelled.CancellationToken);
            }
        }

        return rentals;
    }

    private static void WorkBlocking(RegisteredBufferPool pool, int seed, Stopwatch watch)
    {
        Random random = new(seed);
        while (watch.Elapsed < Duration)
        {
            long deadline = Timestamps.After(TimeProvider.System, TimeSpan.FromSeconds(30));
#pragma warning disable MOON0507 // A thread of the test's own, which waits as opening a store does.
            StoreResult<RentedBuffer> result = pool.Start(SizeOf(random), deadline).GetAwaiter().GetResult();
#pragma warning restore MOON0507
            Use(result.GetValueOrThrow(), (byte)seed);
            result.GetValueOrThrow().Return();
        }
    }

    private static async Task WorkUntilClosedAsync(RegisteredBufferPool pool, int seed)
    {
        Random random = new(seed);
        while (true)
        {
            StoreResult<RentedBuffer> result = await pool.Start(SizeOf(random) / 2 + 1);
            if (!result.TryGetValue(out RentedBuffer buffer, out StoreError? error))
            {
                Assert.Equal(StoreErrorCode.StoreClosed, error!.Code);
                return;
            }

            Use(buffer, (byte)seed);
            buffer.Return();
        }
    }

    private static void Use(RentedBuffer buffer, byte mark)
    {
        Span<byte> bytes = buffer.Span;
        bytes.Fill(mark);
        Thread.Yield();
        Assert.False(bytes.ContainsAnyExcept(mark));
    }

    private static nint SizeOf(Random random) => random.Next(20) switch
    {
        0 => random.Next(Pools.Slab, 3 * Pools.Slab),
        < 6 => random.Next(1, Pools.Slab),
        _ => random.Next(1, 1000),
    };
}
