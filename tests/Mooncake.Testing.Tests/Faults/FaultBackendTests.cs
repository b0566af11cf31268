using Mooncake.Backends;
using Mooncake.Testing.Tests.Support;

namespace Mooncake.Testing.Tests.Faults;

public sealed class FaultBackendTests : IDisposable
{
    private const int Gone = (int)StoreErrorCode.RpcFail;

    private static readonly byte[] Value = [1, 2, 3, 4, 5, 6, 7, 8];

    private readonly MemoryBackend _inner = new();

    public void Dispose() => _inner.Dispose();

    [Fact]
    public void Call_ThatNoRuleStrikes_GoesThrough()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Gets, Fault.Fail(Gone)));

        Assert.Equal(0, backend.Put("k", Value));
        Assert.Equal(1, backend.Exists("k"));
        Assert.Empty(backend.GetTrace());
    }

    [Fact]
    public void Fail_OfAPut_DoesNotReachTheStore()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Put, Fault.Fail(StoreErrorCode.NoAvailableHandle)));

        Assert.Equal((int)StoreErrorCode.NoAvailableHandle, backend.Put("k", Value));
        Assert.Equal(0, _inner.Exists("k"));
        Assert.Equal([new InjectedFault(StoreCalls.Put, Rule: 0, Number: 1, FaultKind.Fail, Item: -1, "k", -200)], backend.GetTrace());
    }

    [Fact]
    public void Fail_WithACodeOfNobodys_AnswersIt()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Objects, Fault.Fail(-31337)));

        Assert.Equal(-31337, backend.Get("k").Answer);
    }

    [Fact]
    public void Fail_OfABatch_FailsEveryItem()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.BatchGetInto, Fault.Fail(Gone)));
        (int answer, long[] results, _) = backend.GetMany(16, "a", "b");

        Assert.Equal(Gone, answer);
        Assert.Equal([Gone, Gone], results);
    }

    [Fact]
    public void FailAfter_OfAPut_IsAppliedAndFails()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Puts, Fault.FailAfter(Gone)));

        Assert.Equal(Gone, backend.Put("k", Value));
        Assert.Equal(Gone, backend.PutMany(Value, "a").Answer);
        Assert.Equal(1, _inner.Exists("k"));
        Assert.Equal(1, _inner.Exists("a"));
    }

    [Fact]
    public void FailItems_ByPlace_FailsTheseAndCarriesOutTheOthers()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Batches, Fault.FailItems(Gone)) { Items = [0, 2] });
        (int answer, int[] results) = backend.PutMany(Value, "a", "b", "c");

        Assert.Equal(0, answer);
        Assert.Equal([Gone, 0, Gone], results);
        Assert.Equal([0, 1, 0], _inner.ExistMany("a", "b", "c").Results);
        Assert.Equal(["a", "c"], backend.GetTrace().Select(static fault => fault.Key));
    }

    [Fact]
    public void FailItems_ByKey_FailsTheseOnly()
    {
        using FaultBackend backend = Backend(
            new FaultRule(StoreCalls.Objects, Fault.FailItems(Gone)) { KeyFilter = StoreKeyFilters.StartsWith("bad/") });
        backend.PutMany(Value, "good/1", "bad/1");

        Assert.Equal([8, Gone], backend.GetMany(16, "good/1", "bad/1").Results);
        Assert.Equal([1, Gone], backend.ExistMany("good/1", "bad/2").Results);
        Assert.Equal(Gone, backend.Size("bad/1"));
    }

    [Fact]
    public void FailItems_OfAllItems_ReachesTheStoreWithNone()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Batches, Fault.FailItems(Gone)) { Items = [0, 1], LastCall = 1 });

        Assert.Equal([Gone, Gone], backend.PutMany(Value, "a", "b").Results);
        Assert.Equal([0, 0], _inner.ExistMany("a", "b").Results);
    }

    [Fact]
    public void OmitItems_LeftUnanswered_AreNeverSuccesses()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Batches, Fault.OmitItems()) { Items = [1] });

        Assert.Equal([0, -1, 0], backend.PutMany(Value, "a", "b", "c").Results);
        Assert.Equal(0, _inner.Exists("b"));
        Assert.Equal([8, -1, 8], backend.GetMany(16, "a", "b", "c").Results);
    }

    [Fact]
    public void AnswerShort_OfAGet_BringsFewerBytesAndTouchesNoMore()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Gets | StoreCalls.GetSize, Fault.AnswerShort(3)));
        backend.Put("k", Value);
        (long answer, byte[] buffer) = backend.Get("k", size: 10);
        (_, long[] results, byte[][] buffers) = backend.GetMany(10, "k");
        byte[] expected = [1, 2, 3, 4, 5, .. Enumerable.Repeat(BackendCalls.Filler, 5)];

        Assert.Equal(5, answer);
        Assert.Equal(expected, buffer);
        Assert.Equal([5], results);
        Assert.Equal(expected, buffers[0]);
        Assert.Equal(5, backend.Size("k"));
    }

    [Fact]
    public void AnswerShort_ByMoreThanTheObject_LeavesOneByte()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Gets, Fault.AnswerShort(100)));
        backend.Put("k", Value);

        Assert.Equal(1, backend.Get("k").Answer);
    }

    [Fact]
    public void AnswerShort_OfAMiss_StaysAMiss()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Gets, Fault.AnswerShort()));

        Assert.Equal((long)StoreErrorCode.ObjectNotFound, backend.Get("no").Answer);
        Assert.Empty(backend.GetTrace());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    public void CorruptRead_OfAGet_FlipsBitsOfTheAnswerOnly(int bits)
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Gets, Fault.CorruptRead(bits)));
        backend.Put("k", Value);
        (long answer, byte[] buffer) = backend.Get("k", size: 10);

        Assert.Equal(8, answer);
        Assert.Equal(bits, FlippedBits(Value, buffer));
        Assert.Equal([BackendCalls.Filler, BackendCalls.Filler], buffer[8..]);
        Assert.Equal(Value, _inner.Get("k", size: 8).Buffer);
    }

    [Fact]
    public void CorruptRead_OfABatch_SpoilsTheChosenItem()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Gets, Fault.CorruptRead()) { KeyFilter = StoreKeyFilters.Exactly("b") });
        backend.PutMany(Value, "a", "b");
        byte[][] buffers = backend.GetMany(8, "a", "b").Buffers;

        Assert.Equal(Value, buffers[0]);
        Assert.Equal(1, FlippedBits(Value, buffers[1]));
    }

    [Fact]
    public void CorruptWrite_OfAPut_StoresWrongBytesAndSparesTheCallers()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Puts, Fault.CorruptWrite(4)));
        byte[] value = [.. Value];
        backend.Put("a", value);
        backend.PutFrom("b", value);
        backend.PutMany(value, "c");

        Assert.Equal(Value, value);
        Assert.Equal(4, FlippedBits(Value, _inner.Get("a", size: 8).Buffer));
        Assert.Equal(4, FlippedBits(Value, _inner.Get("b", size: 8).Buffer));
        Assert.Equal(4, FlippedBits(Value, _inner.Get("c", size: 8).Buffer));
        Assert.Equal(0, _inner.RegisteredBuffers);
    }

    [Fact]
    public void Rules_StrikingOneCall_ActInThePlansOrder()
    {
        ManualTimeProvider clock = new();
        TimeSpan delay = TimeSpan.FromSeconds(1);
        using FaultBackend backend = new FaultBackend(
            _inner,
            new FaultPlan(seed: 1, new FaultRule(StoreCalls.Gets, Fault.Delay(delay)), new FaultRule(StoreCalls.Gets, Fault.Fail(Gone))),
            clock).Ready();
        CallThread<long> get = new(() => backend.Get("k").Answer);
        Assert.True(clock.WaitForTimers(1, CallThread<long>.Patience));
        clock.Advance(delay);

        Assert.Equal(Gone, get.Answer());
        Assert.Equal([FaultKind.Delay, FaultKind.Fail], backend.GetTrace().Select(static fault => fault.Kind));
    }

    [Fact]
    public void Disabled_Backend_InjectsAndCountsNothing()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.IsExist, Fault.Fail(Gone)) { LastCall = 1 });
        backend.IsEnabled = false;
        Assert.Equal(0, backend.Exists("k"));

        backend.IsEnabled = true;
        Assert.Equal(Gone, backend.Exists("k"));
    }

    [Fact]
    public void Fail_OfSetup_LeavesTheBackendNotReady()
    {
        using FaultBackend backend = new(_inner, new FaultPlan(seed: 1, new FaultRule(StoreCalls.Setup, Fault.Fail(-1)) { LastCall = 1 }));

        Assert.Equal(-1, backend.Setup(new StoreSetup()));
        Assert.False(backend.IsReady);
        Assert.Equal(0, backend.Setup(new StoreSetup()));
    }

    [Fact]
    public void Fail_OfHealth_AnswersUnreachable()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.HealthCheck, Fault.Fail(2)));

        Assert.Equal(2, backend.HealthCheck());
    }

    private FaultBackend Backend(params FaultRule[] rules) => new FaultBackend(_inner, new FaultPlan(seed: 1, rules)).Ready();

    private static int FlippedBits(byte[] expected, byte[] actual) =>
        expected.Zip(actual, static (x, y) => System.Numerics.BitOperations.PopCount((uint)(x ^ y))).Sum();
}
