using Mooncake.Backends;

namespace Mooncake.Durable.CrashProbe;

/// <summary>
/// Replaces and removes objects; each thread has keys of its own. For each write it prints "B key version" before, and "A key version"
/// after the acknowledgement, or "F key version" after a failure because the disk is full; version 0 is a removal.
/// </summary>
internal static class WriteLoop
{
    private const int KeysPerThread = 40;
    private const int RemovalsOneIn = 4;

    /// <summary>Writes without end.</summary>
    /// <param name="store">The store.</param>
    /// <param name="output">Where to print.</param>
    /// <param name="random">Decides about keys and kinds of writes.</param>
    /// <param name="thread">The thread's number.</param>
    /// <param name="mayFail">True if the disk may be full; any other failure ends the process.</param>
    internal static void Run(ProbeStore store, ProbeOutput output, Random random, int thread, bool mayFail)
    {
        while (true)
        {
            int key = (thread * KeysPerThread) + random.Next(KeysPerThread);
            int version = random.Next(RemovalsOneIn) == 0 ? 0 : output.NextVersion();
            output.Print($"B {key} {version}");
            int answer = version == 0 ? store.Remove(key) : store.Put(key, version, PutCondition.Always);
            bool isFull = mayFail && answer == (int)StoreErrorCode.NoAvailableHandle;
            if (!isFull && answer is not (0 or (int)StoreErrorCode.ObjectNotFound))
            {
                Console.Error.WriteLine($"A write of key {key} answered {answer}.");
                Environment.Exit(2);
            }

            output.Print($"{(isFull ? 'F' : 'A')} {key} {version}");
        }
    }
}
