using Mooncake.Backends;
using Mooncake.Embedded;
using Mooncake.Testing.Tests.Support;

namespace Mooncake.Testing.Tests;

/// <summary>What decorators do with the capabilities of the backend behind them.</summary>
public sealed unsafe class CapabilityTests
{
    private const int Gone = -900;

    [Fact]
    public void Decorator_OfAnEngineWithCapabilities_PassesThemOnButForAccessInPlace()
    {
        using StoreBackend backend = new LatencyBackend(new CountingBackend(Faulty()), TimeSpan.Zero);
        Assert.Same(backend, backend.GetCapability<IBulkRemover>());
        Assert.Same(backend, backend.GetCapability<IConditionalWriter>());
        Assert.Same(backend, backend.GetCapability<IExpiry>());
        Assert.Same(backend, backend.GetCapability<IKeyScanner>());
        Assert.Same(backend, backend.GetCapability<IStatisticsSource>());
        Assert.Null(backend.GetCapability<IInPlaceReader>());
        Assert.Null(backend.GetCapability<IInPlaceWriter>());
    }

    [Fact]
    public void Decorator_OfABackendWithoutCapabilities_HidesThem()
    {
        using CountingBackend backend = new(new MemoryBackend());
        Assert.Equal(0, backend.Setup(new StoreSetup()));
        Assert.Null(backend.GetCapability<IConditionalWriter>());
        Assert.Null(backend.GetCapability<IKeyScanner>());
        byte value = 1;
        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal((int)StoreErrorCode.EngineLacksCapability, backend.PutIf(key, 1, &value, 1, null, new PutTerms(PutCondition.Always), out _));
            Assert.Equal((int)StoreErrorCode.EngineLacksCapability, backend.GetExpiry(key, 1));
        }

        Assert.Equal((int)StoreErrorCode.EngineLacksCapability, backend.RemoveByPrefix("k"u8, filter: null, force: true, out _));
        Assert.Equal((int)StoreErrorCode.EngineLacksCapability, backend.RemoveByRegex("k"u8, force: true, out _));
        Assert.Equal((int)StoreErrorCode.EngineLacksCapability, backend.CountKeys(default));
        Assert.Equal((int)StoreErrorCode.EngineLacksCapability, backend.GetStatistics(out _));
    }

    [Fact]
    public void Decorator_BeforeSetup_AnswersInvalidParams()
    {
        using CountingBackend backend = new(new EmbeddedStoreBackend(new EmbeddedOptions()));
        byte value = 1;
        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal(-600, backend.PutIf(key, 1, &value, 1, null, new PutTerms(PutCondition.Always), out _));
            Assert.Equal(-600, backend.Take(key, 1, null, 0, 0, out _));
        }

        Assert.Equal(-600, backend.RemoveByPrefix("k"u8, filter: null, force: true, out _));
        Assert.Equal(-600, backend.RemoveByRegex("k"u8, force: true, out _));
        Assert.Equal(-600, backend.ScanKeys(default, default, true, new byte[1], new int[1]));
        Assert.Equal(-600, backend.FloorKey(default, "k"u8, true, new byte[1]));
        Assert.Equal(default, backend.Count(StoreCalls.All & ~StoreCalls.Dispose));
    }

    [Fact]
    public void CountingBackend_CountsCallsAndBytes()
    {
        using CountingBackend backend = new(new EmbeddedStoreBackend(new EmbeddedOptions()));
        Setup(backend);
        byte* buffer = stackalloc byte[8];
        fixed (byte* key = "k\0"u8)
        {
            backend.PutIf(key, 1, buffer, 3, null, new PutTerms(PutCondition.Absent), out _);
            backend.PutIf(key, 1, buffer, 4, null, new PutTerms(PutCondition.Absent), out _);
            backend.GetVersioned(key, 1, buffer, 8, out _);
            backend.GetVersioned(key, 1, buffer, 2, out _);
            backend.SetExpiry(key, 1, long.MaxValue);
            backend.Take(key, 1, buffer, 8, 0, out _);
        }

        backend.ScanKeys(default, default, true, new byte[1], new int[1]);
        backend.FloorKey(default, "k"u8, true, new byte[1]);
        Assert.Equal(new CallCount(2, 2, 3), backend.Count(StoreCalls.Puts));
        Assert.Equal(new CallCount(2, 2, 3), backend.Count(StoreCalls.GetVersioned));
        Assert.Equal(new CallCount(1, 1, 3), backend.Count(StoreCalls.Removals));
        Assert.All(
            [StoreCalls.SetExpiry, StoreCalls.ScanKeys, StoreCalls.FloorKey], call => Assert.Equal(1, backend.Count(call).Calls));
    }

    [Fact]
    public void Removals_OfMany_AreCountedAndFailAsTheCallsThatTheyStandFor()
    {
        using FaultBackend faults = Faulty(
            new FaultRule(StoreCalls.RemoveByPrefix, Fault.Fail(Gone)) { KeyFilter = StoreKeyFilters.StartsWith("k") },
            new FaultRule(StoreCalls.RemoveByRegex, Fault.FailAfter(Gone)),
            new FaultRule(StoreCalls.RemoveAll, Fault.Fail(Gone)));
        using CountingBackend backend = new(faults, leaveInnerOpen: true);
        Setup(backend);
        byte value = 1;
        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal(0, backend.PutFrom(key, 1, &value, 1, null));
            Assert.Equal((Gone, 0), (backend.RemoveByPrefix("k"u8, filter: null, force: true, out long skipped), skipped));
            Assert.Equal((0, 0), (backend.RemoveByPrefix("x"u8, filter: null, force: true, out skipped), skipped));
            Assert.Equal(Gone, backend.RemoveByPrefix(default, filter: null, force: true, out _));
            Assert.Equal(1, backend.IsExist(key, 1));
            Assert.Equal((Gone, 1), (backend.RemoveByRegex("k"u8, force: false, out skipped), skipped));
            Assert.Equal((Gone, 0), (backend.RemoveByRegex("k"u8, force: true, out skipped), skipped));
            Assert.Equal(0, backend.IsExist(key, 1));
        }

        Assert.Equal(
            (2, 2, 1, 5),
            (backend.Count(StoreCalls.RemoveByPrefix).Calls, backend.Count(StoreCalls.RemoveByRegex).Calls, backend.Count(StoreCalls.RemoveAll).Calls,
                backend.Count(StoreCalls.Removals).Calls));
    }

    [Fact]
    public void FaultBackend_FailsConditionalWritesBeforeAndAfterTheEngine()
    {
        using FaultBackend backend = Faulty(
            new FaultRule(StoreCalls.PutIf, Fault.Fail(Gone)) { LastCall = 1 },
            new FaultRule(StoreCalls.PutIf, Fault.FailAfter(Gone)) { FirstCall = 2, LastCall = 2 });
        byte value = 1;
        fixed (byte* key = "k\0"u8)
        {
            Assert.Equal(Gone, backend.PutIf(key, 1, &value, 1, null, new PutTerms(PutCondition.Absent), out ulong version));
            Assert.Equal((0u, 0), (version, backend.IsExist(key, 1)));
            Assert.Equal(Gone, backend.PutIf(key, 1, &value, 1, null, new PutTerms(PutCondition.Absent), out _));
            Assert.Equal(1, backend.IsExist(key, 1));
            Assert.Equal(0, backend.PutIf(key, 1, &value, 1, null, new PutTerms(PutCondition.Always), out _));
        }
    }

    [Fact]
    public void FaultBackend_DamagesWhatConditionalWritesStoreAndVersionedGetsBring()
    {
        using FaultBackend backend = Faulty(
            new FaultRule(StoreCalls.PutIf, Fault.CorruptWrite()) { LastCall = 1 },
            new FaultRule(StoreCalls.GetVersioned, Fault.CorruptRead()) { FirstCall = 2 });
        byte value = 0;
        byte read = 0;
        fixed (byte* key = "k\0"u8)
        {
            backend.PutIf(key, 1, &value, 1, null, new PutTerms(PutCondition.Always), out _);
            Assert.Equal((0, 1L), ((int)value, backend.GetVersioned(key, 1, &read, 1, out _)));
            Assert.NotEqual(0, read);
            backend.PutIf(key, 1, &value, 1, null, new PutTerms(PutCondition.Always), out _);
            Assert.Equal(1, backend.GetVersioned(key, 1, &read, 1, out _));
            Assert.NotEqual(0, read);

            // Nothing arrives, so nothing can be damaged: the buffer is smaller than what is said to have come.
            Assert.Equal(1, backend.GetVersioned(key, 1, &read, 0, out _));
            Assert.Equal(1, backend.GetVersioned(key, 1, null, 0, out _));
        }
    }

    [Theory]
    [InlineData(StoreCalls.Take)]
    [InlineData(StoreCalls.GetExpiry)]
    [InlineData(StoreCalls.SetExpiry)]
    [InlineData(StoreCalls.ScanKeys)]
    [InlineData(StoreCalls.CountKeys)]
    [InlineData(StoreCalls.RandomKey)]
    [InlineData(StoreCalls.FloorKey)]
    [InlineData(StoreCalls.GetStatistics)]
    public void FaultBackend_FailsEveryOtherCall(StoreCalls call)
    {
        using FaultBackend backend = Faulty(new FaultRule(call, Fault.Fail(Gone)));
        fixed (byte* key = "k\0"u8)
        {
            long answer = call switch
            {
                StoreCalls.Take => backend.Take(key, 1, null, 0, 0, out _),
                StoreCalls.GetExpiry => backend.GetExpiry(key, 1),
                StoreCalls.SetExpiry => backend.SetExpiry(key, 1, 0),
                StoreCalls.ScanKeys => backend.ScanKeys(default, default, true, new byte[1], new int[1]),
                StoreCalls.CountKeys => backend.CountKeys(default),
                StoreCalls.RandomKey => backend.RandomKey(new byte[1]),
                StoreCalls.FloorKey => backend.FloorKey(default, "k"u8, true, new byte[1]),
                _ => backend.GetStatistics(out _),
            };
            Assert.Equal(Gone, answer);
            Assert.Equal(call, backend.GetTrace()[^1].Call);
        }
    }

    private static FaultBackend Faulty(params FaultRule[] rules)
    {
        FaultBackend backend = new(new EmbeddedStoreBackend(new EmbeddedOptions()), new FaultPlan(1, rules));
        Setup(backend);
        return backend;
    }

    private static void Setup(StoreBackend backend) => Assert.Equal(0, backend.Setup(new StoreSetup { SegmentBytes = 16 << 20 }));
}
