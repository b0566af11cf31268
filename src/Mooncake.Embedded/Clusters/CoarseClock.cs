using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <summary>
/// The system's monotonic time in milliseconds, as last recorded by a thread of the process: reading a variable costs a small part of
/// asking the system, which was a fifth of a small get.
/// </summary>
/// <remarks>
/// The thread runs while objects are read, and ends a second after the last read; until it runs, the system is asked. It may be late like
/// any thread, so only grants of leases use it: checks of leases ask the system.
/// </remarks>
internal static class CoarseClock
{
    /// <summary>The usual maximum delay of the recorded time.</summary>
    internal const int TickMilliseconds = 10;

    private const int IdleTicks = 100;
    private const int StackBytes = 128 * 1024;

    private static readonly Field Kept = new();
    private static int _isRunning;

    /// <summary>The time, at least what <see cref="Environment.TickCount64"/> was a tick ago.</summary>
    internal static long Now
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            long now = Volatile.Read(ref Kept.Now);
            return now != 0 ? now : StartKeeping();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long StartKeeping()
    {
        if (Interlocked.CompareExchange(ref _isRunning, 1, 0) == 0)
        {
            try
            {
                new Thread(Keep, StackBytes) { IsBackground = true, Name = "Mooncake embedded clock" }.UnsafeStart();
            }
            catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
            {
                // The clock only saves time: a read must not fail because no thread can be created. The next one tries again.
                Volatile.Write(ref _isRunning, 0);
            }
        }

        return Environment.TickCount64;
    }

    private static void Keep()
    {
        int idle = 0;
        while (idle < IdleTicks)
        {
            Volatile.Write(ref Kept.Now, Environment.TickCount64);
            Thread.Sleep(TickMilliseconds);
            idle = HazardSlot.AnyWasUsed() ? 0 : idle + 1;
        }

        // A read that has seen the last value is at most slightly later; the next one finds that no thread records the time.
        Volatile.Write(ref Kept.Now, 0);
        Volatile.Write(ref _isRunning, 0);
    }

    /// <summary>The time, alone on its cache line: all reads read it, and nothing else may be written next to it.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private sealed class Field
    {
        /// <summary>Milliseconds; 0 while no thread records the time.</summary>
        [FieldOffset(64)]
        internal long Now;
    }
}
