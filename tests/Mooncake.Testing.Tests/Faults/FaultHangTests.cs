using Mooncake.Testing.Tests.Support;

namespace Mooncake.Testing.Tests.Faults;

public sealed class FaultHangTests : IDisposable
{
    private static readonly TimeSpan Patience = CallThread<int>.Patience;

    private readonly MemoryBackend _inner = new();

    public void Dispose() => _inner.Dispose();

    [Fact]
    public void Hang_ReleasedByItsGate_IsThenCarriedOut()
    {
        FaultGate gate = new();
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.Put, Fault.Hang(gate)));
        CallThread<int> put = new(() => backend.Put("k", [1]));
        Assert.True(gate.WaitForWaiting(1, Patience));
        Assert.Equal(0, _inner.Exists("k"));

        gate.Open();
        Assert.Equal(0, put.Answer());
        Assert.Equal(1, _inner.Exists("k"));
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public void Hang_WithoutAGate_IsHeldByTheBackends()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.IsExist, Fault.Hang()));
        CallThread<int> exists = new(() => backend.Exists("k"));
        Assert.True(backend.HangGate.WaitForWaiting(1, Patience));

        backend.HangGate.ReleaseWaiting();
        Assert.Equal(0, exists.Answer());
        Assert.False(backend.HangGate.IsOpen);
    }

    [Fact]
    public void Hang_ForOneCall_LetsTheOthersPass()
    {
        using FaultBackend backend = Backend(new FaultRule(StoreCalls.IsExist, Fault.Hang()) { LastCall = 1 });
        CallThread<int> hung = new(() => backend.Exists("k"));
        Assert.True(backend.HangGate.WaitForWaiting(1, Patience));

        Assert.Equal(0, backend.Exists("k"));
        backend.HangGate.Open();
        hung.Answer();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dispose_WithAHungCall_LetsItGoWithAnError(bool withGate)
    {
        FaultGate gate = new();
        FaultBackend backend = Backend(new FaultRule(StoreCalls.Put, withGate ? Fault.Hang(gate) : Fault.Hang()));
        CallThread<int> put = new(() => backend.Put("k", [1]));
        Assert.True((withGate ? gate : backend.HangGate).WaitForWaiting(1, Patience));
        backend.Dispose();

        Assert.Equal((int)StoreErrorCode.RpcFail, put.Answer());
        Assert.True(_inner.IsDisposed);
    }

    [Fact]
    public void Dispose_Hanging_ReturnsWhenReleased()
    {
        FaultBackend backend = Backend(new FaultRule(StoreCalls.Dispose, Fault.Hang()));
        CallThread<bool> dispose = new(() =>
        {
            backend.Dispose();
            return true;
        });
        Assert.True(backend.HangGate.WaitForWaiting(1, Patience));
        Assert.False(_inner.IsDisposed);

        backend.HangGate.Open();
        Assert.True(dispose.Answer());
        Assert.True(_inner.IsDisposed);
    }

    [Fact]
    public void Gate_Opened_HoldsNobody()
    {
        FaultGate gate = new();
        gate.Open();
        gate.Pass();

        Assert.True(gate.IsOpen);
        Assert.False(gate.WaitForWaiting(1, TimeSpan.Zero));
    }

    [Fact]
    public void Gate_CallsReleased_AreHeldNoMoreFromThatMoment()
    {
        FaultGate gate = new();
        CallThread<bool> call = new(() => Pass(gate));
        Assert.True(gate.WaitForWaiting(1, Patience));
        gate.ReleaseWaiting();

        // Whether the thread has woken by now or not: a test that waits for the next call must not be told of this one.
        Assert.Equal(0, gate.Waiting);
        Assert.False(gate.WaitForWaiting(1, TimeSpan.Zero));
        Assert.True(call.Answer());
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public void Gate_OpenedAndClosedAtOnce_LetsGoWhomItHeld()
    {
        FaultGate gate = new();
        CallThread<bool> call = new(() => Pass(gate));
        Assert.True(gate.WaitForWaiting(1, Patience));
        gate.Open();
        gate.Close();
        Assert.True(call.Answer());
        Assert.False(gate.IsOpen);
    }

    private static bool Pass(FaultGate gate)
    {
        gate.Pass();
        return true;
    }

    private FaultBackend Backend(params FaultRule[] rules) => new FaultBackend(_inner, new FaultPlan(seed: 1, rules)).Ready();
}
