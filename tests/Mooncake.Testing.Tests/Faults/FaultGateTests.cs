namespace Mooncake.Testing.Tests.Faults;

/// <summary>What a gate says of the calls that it holds.</summary>
public sealed class FaultGateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void ReleaseWaiting_CallsOnTheirWay_AreNoLongerCounted()
    {
        FaultGate gate = new();
        for (int round = 0; round < 100; round++)
        {
            Thread call = Hold(gate);
            gate.ReleaseWaiting();
            Assert.Equal(0, gate.Waiting);
            Assert.True(call.Join(Patience));
        }

        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public void Open_ThenClosedAtOnce_LetsGoWhoWaited()
    {
        FaultGate gate = new();
        for (int round = 0; round < 100; round++)
        {
            Thread call = Hold(gate);
            gate.Open();
            gate.Close();
            Assert.True(call.Join(Patience));
        }

        Assert.Equal(0, gate.Waiting);
    }

    private static Thread Hold(FaultGate gate)
    {
        Thread call = new(gate.Pass) { IsBackground = true };
        call.Start();
        Assert.True(gate.WaitForWaiting(1, Patience));
        return call;
    }
}
