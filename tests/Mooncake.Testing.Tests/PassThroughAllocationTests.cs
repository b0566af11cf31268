using Mooncake.Backends;
using Mooncake.Testing.Tests.Support;

namespace Mooncake.Testing.Tests;

public sealed unsafe class PassThroughAllocationTests
{
    private const int Calls = 200;

    // Benchmarks and allocation tests stand on these backends: what they measure must be the code behind them.
    [Fact]
    public void Calls_ThroughAllBackends_AllocateNothing()
    {
        FaultPlan neverStrikes = new(
            seed: 1,
            new FaultRule(StoreCalls.Gets, Fault.Fail(-900)) { Probability = 0, KeyFilter = StoreKeyFilters.StartsWith("k") },
            new FaultRule(StoreCalls.Gets, Fault.Fail(-900)) { Until = TimeSpan.Zero });
        LatencyBackend latency = new(new MemoryBackend(), TimeSpan.FromMicroseconds(50));
        using CountingBackend backend = new CountingBackend(new FaultBackend(latency, neverStrikes)).Ready();
        Assert.Equal(0, backend.Put("k", [1]));
        Assert.Equal(1, Get(backend));

        long before = GC.GetAllocatedBytesForCurrentThread();
        Get(backend);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
    }

    private static long Get(StoreBackend backend)
    {
        byte* key = stackalloc byte[] { (byte)'k', 0 };
        byte value = 0;
        nint keyPointer = (nint)key;
        nint destination = (nint)(&value);
        int length = 1;
        nuint room = 1;
        long result = 0;
        for (int i = 0; i < Calls; i++)
        {
            backend.GetInto(key, length, &value, room);
            backend.BatchGetInto(
                new ReadOnlySpan<nint>(in keyPointer),
                new ReadOnlySpan<int>(in length),
                new ReadOnlySpan<nint>(in destination),
                new ReadOnlySpan<nuint>(in room),
                new Span<long>(ref result));
        }

        return result;
    }
}
