using System.Diagnostics;

namespace Mooncake.Pipeline;

/// <summary>
/// Decides whether a lane spins before it parks. Waking a parked thread takes 20 to 40 µs on a virtual machine, several times as long as
/// the SDK's own work for a call; spinning costs processor time that others may need. So a lane spins only while recent calls came soon
/// after the one before, and stops after spins in vain. Used by one lane.
/// </summary>
internal struct SpinPolicy
{
    /// <summary>How long a lane spins. Longer spins won nothing on a real cluster.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromMicroseconds(20);

    // A call that came this soon would mostly have come within the limit, had the lane not parked: waking it is included.
    private static readonly TimeSpan Soon = TimeSpan.FromMicroseconds(100);

    private const int MostCredit = 4;
    private const int CostOfVainSpin = 2;

    private int _credit;

    /// <summary>Waits for a signal: spins if it is worth it, then parks.</summary>
    /// <param name="signal">The signal.</param>
    internal void Wait(WakeSignal signal)
    {
        long start = Stopwatch.GetTimestamp();
        bool spins = _credit > 0;
        if (spins && signal.TrySpin(Limit))
        {
            _credit = Math.Min(_credit + 1, MostCredit);
            return;
        }

        signal.Wait(Timeout.InfiniteTimeSpan);
        if (spins)
        {
            _credit -= CostOfVainSpin;
        }
        else if (Environment.ProcessorCount > 1 && Stopwatch.GetElapsedTime(start) < Soon)
        {
            // On one core, the thread that sets the signal cannot run while this one spins.
            _credit++;
        }
    }
}
