using Mooncake.Testing;

namespace Mooncake.Support;

/// <summary>A stored type that remembers the thread that created it, and waits there if a test says so.</summary>
[StoreKey("witness/{Id}", Set = "Witnesses")]
public sealed partial record Witness(int Id, byte[] Payload)
{
    private static readonly AsyncLocal<FaultGate?> Gate = new();

    private readonly Thread _thread = WaitAtGate();

    /// <summary>Makes values wait that operations create that are started from now on in this flow of execution.</summary>
    /// <param name="gate">Where to wait, or null to wait no more.</param>
    internal static void HoldAt(FaultGate? gate) => Gate.Value = gate;

    /// <summary>The thread that created this value.</summary>
    internal Thread GetThread() => _thread;

    private static Thread WaitAtGate()
    {
        Gate.Value?.Pass();
        return Thread.CurrentThread;
    }
}
