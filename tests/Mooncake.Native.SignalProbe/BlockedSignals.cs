using System.Globalization;

namespace Mooncake.Native.SignalProbe;

/// <summary>Which of the termination signals threads of this process block, as Linux tells it.</summary>
internal static class BlockedSignals
{
    private static readonly (string Name, int Number)[] Termination = [("SIGHUP", 1), ("SIGINT", 2), ("SIGUSR1", 10), ("SIGTERM", 15)];

    /// <summary>Names of the signals that the main thread blocks, or "none".</summary>
    internal static string OfMainThread() => Describe($"/proc/self/task/{Environment.ProcessId}");

    /// <summary>Every thread that blocks a termination signal, with its name and signals, or "none".</summary>
    internal static string OfAllThreads()
    {
        List<string> found = [];
        foreach (string task in Directory.GetDirectories("/proc/self/task"))
        {
            string signals;
            try
            {
                signals = Describe(task);
            }
            catch (IOException)
            {
                continue; // The thread ended while it was looked at.
            }

            if (signals != "none")
            {
                found.Add($"{File.ReadAllText(Path.Combine(task, "comm")).Trim()} ({signals})");
            }
        }

        return found.Count == 0 ? "none" : string.Join("; ", found);
    }

    private static string Describe(string task)
    {
        string line = File.ReadLines(Path.Combine(task, "status")).First(text => text.StartsWith("SigBlk:", StringComparison.Ordinal));
        ulong mask = ulong.Parse(line.AsSpan("SigBlk:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        string[] names = [.. Termination.Where(signal => (mask >> (signal.Number - 1) & 1) != 0).Select(signal => signal.Name)];
        return names.Length == 0 ? "none" : string.Join(' ', names);
    }
}
