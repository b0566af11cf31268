namespace Mooncake.Buffers;

public sealed unsafe class PoolModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Pool_RandomRentalsAndReturns_NeverOverlapAndStayWithinRegisteredMemory(int seed)
    {
        Random random = new(seed);
        FakeBackend backend = new();
        RegisteredBufferPool pool = Pools.Create(backend, maxBytes: 20 * Pools.Slab);
        List<(RentedBuffer Buffer, byte Mark)> model = [];
        for (int step = 0; step < 20_000; step++)
        {
            bool rents = model.Count == 0 || random.Next(100) < (step / 2000 % 2 == 0 ? 60 : 40);
            if (rents)
            {
                nint size = RandomSize(random);
                if (pool.TryRent(size, Pools.Tag, out RentedBuffer buffer, out StoreError? error))
                {
                    AssertFree(buffer, model, backend);
                    byte mark = (byte)random.Next(256);
                    buffer.Span.Fill(mark);
                    model.Add((buffer, mark));
                }

                Assert.Null(error);
            }
            else
            {
                int index = random.Next(model.Count);
                (RentedBuffer buffer, byte mark) = model[index];
                Assert.False(buffer.Span.ContainsAnyExcept(mark));
                pool.Return(buffer);
                model[index] = model[^1];
                model.RemoveAt(model.Count - 1);
            }
        }

        Assert.Equal(model.Count, pool.Statistics.RentedBuffers);
        model.ForEach(item => pool.Return(item.Buffer));
        Assert.Equal(0, pool.Statistics.RentedBuffers);
        Assert.Equal(0, pool.Statistics.RentedBytes);
        Assert.True(pool.Statistics.RegisteredBytes <= pool.Statistics.MaxBytes);
        Assert.Equal(pool.Statistics.RegisteredBytes, backend.Registered.Sum(static pair => (long)pair.Value));
    }

    private static nint RandomSize(Random random) => random.Next(20) switch
    {
        0 => random.Next(1, 4 * Pools.Slab),
        < 6 => random.Next(1, Pools.Slab),
        _ => random.Next(1, 2000),
    };

    private static void AssertFree(RentedBuffer buffer, List<(RentedBuffer Buffer, byte Mark)> model, FakeBackend backend)
    {
        nint start = (nint)buffer.Pointer;
        nint end = start + buffer.Capacity;
        foreach ((RentedBuffer other, _) in model)
        {
            nint otherStart = (nint)other.Pointer;
            Assert.False(start < otherStart + other.Capacity && otherStart < end);
        }

        Assert.Contains(backend.Registered, pair => pair.Key <= start && end <= pair.Key + (nint)pair.Value);
    }
}
