using System.Globalization;

namespace Mooncake.Native.SignalProbe;

/// <summary>Which of the termination signals threads of this process block, as Linux tells it.</summary>
internal static class BlockedSignals
{
    private const int Segv = 11;

    private static readonly (string Name, int Number)[] Termination = [("SIGHUP", 1), ("SIGINT", 2), ("SIGUSR1", 10), ("SIGTERM", 15)];

    /// <summary>Writes what the main thread and what all threads block.</summary>
    internal static void Print()
    {
        Console.WriteLine($"main thread blocks: {OfMainThread()}");
        Console.WriteLine($"threads that block: {OfAllThreads()}");
    }

    /// <summary>Names of the signals that the main thread blocks, or "none".</summary>
    private static string OfMainThread() => Describe(MaskOf($"/proc/self/task/{Environment.ProcessId}"));

    /// <summary>Every thread that blocks a termination signal, with its name and signals, or "none".</summary>
    private static string OfAllThreads()
    {
        // The C library blocks every signal for a moment in a thread that begins or ends, the thread that called create among
        // them. Such a moment says nothing about the threads that remain, so it is waited out.
        List<(string Name, ulong Mask)> threads = Threads();
        for (int look = 1; look < 5000 && threads.Exists(thread => Blocks(thread.Mask, Segv) || thread.Name == "mooncake-create"); look++)
        {
            Thread.Sleep(1);
            threads = Threads();
        }

        string[] found = [.. threads.Where(thread => Describe(thread.Mask) != "none").Select(thread => $"{thread.Name} ({Describe(thread.Mask)})")];
        return found.Length == 0 ? "none" : string.Join("; ", found);
    }

    private static List<(string Name, ulong Mask)> Threads()
    {
        List<(string, ulong)> threads = [];
        foreach (string task in Directory.GetDirectories("/proc/self/task"))
        {
            try
            {
                threads.Add((File.ReadAllText(Path.Combine(task, "comm")).Trim(), MaskOf(task)));
            }
            catch (IOException)
            {
                // The thread ended while it was looked at: it does not remain.
            }
        }

        return threads;
    }

    private static ulong MaskOf(string task)
    {
        string line = File.ReadLines(Path.Combine(task, "status")).First(text => text.StartsWith("SigBlk:", StringComparison.Ordinal));
        return ulong.Parse(line.AsSpan("SigBlk:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private static string Describe(ulong mask)
    {
        string[] names = [.. Termination.Where(signal => Blocks(mask, signal.Number)).Select(signal => signal.Name)];
        return names.Length == 0 ? "none" : string.Join(' ', names);
    }

    private static bool Blocks(ulong mask, int signal) => (mask >> (signal - 1) & 1) != 0;
}
