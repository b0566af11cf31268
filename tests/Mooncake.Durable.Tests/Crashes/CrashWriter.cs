using System.Diagnostics;
using System.Globalization;
using Mooncake.Durable.CrashProbe;

namespace Mooncake.Durable.Tests.Crashes;

/// <summary>Runs the probe for a while and kills it.</summary>
/// <param name="Mode">What the probe does.</param>
/// <param name="Sync">The sync mode of its store.</param>
/// <param name="MostMicroseconds">The longest time after which it is killed.</param>
internal sealed record CrashWriter(ProbeMode Mode, DurableSync Sync, int MostMicroseconds = 60_000)
{
    private const int Threads = 4;

    // Small, so that crashes hit flushes and compactions as well.
    private const int MemtableBytes = 256 << 10;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>A line of the probe that begins so must have come before the time is counted; null for none.</summary>
    internal string? Awaited { get; init; }

    /// <summary>Runs the probe once.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="random">Decides about the calls, and when the probe is killed.</param>
    /// <param name="lastVersion">The highest version that was used before.</param>
    /// <param name="context">What is said of a failure.</param>
    /// <param name="cancellationToken">Ends the wait for the probe.</param>
    /// <returns>The lines that it printed.</returns>
    internal async Task<List<string>> RunAndKillAsync(
        string folder, Random random, int lastVersion, string context, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string probePath = Path.Combine(AppContext.BaseDirectory, "Mooncake.Durable.CrashProbe.dll");
        foreach (object argument in (object[])[probePath, Mode, folder, Sync, random.Next(), Threads, lastVersion, MemtableBytes])
        {
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        }

        using Process probe = Process.Start(start)!;
        Task<string> errors = probe.StandardError.ReadToEndAsync(cancellationToken);
        string? ready = await probe.StandardOutput.ReadLineAsync(cancellationToken);
        Assert.True(ready == "R 0 0", $"{context}: the probe printed '{ready}', {await IfEnded(ready, errors)}");
        List<string> lines = [];
        while (Awaited is not null && (lines.Count == 0 || !lines[^1].StartsWith(Awaited, StringComparison.Ordinal)))
        {
            Task<string?> next = probe.StandardOutput.ReadLineAsync(cancellationToken).AsTask();
            if (await Task.WhenAny(next, Task.Delay(LongestWait, cancellationToken)) != next)
            {
                // RocksDB can let writes wait for a flush that finds the disk full. The kill ends them.
                probe.Kill();
            }

            string? line = await next;
            if (line is null && (await errors).Length == 0)
            {
                await probe.WaitForExitAsync(cancellationToken);
                return lines;
            }

            Assert.True(line is not null, $"{context}: the probe ended by itself, {await IfEnded(line, errors)}");
            lines.Add(line!);
        }

        Task<string> rest = probe.StandardOutput.ReadToEndAsync(cancellationToken);
        Spin(TimeSpan.FromMicroseconds(random.Next(MostMicroseconds)));
        Assert.False(probe.HasExited, $"{context}: the probe ended by itself.");
        probe.Kill();
        await probe.WaitForExitAsync(cancellationToken);
        lines.AddRange((await rest).Split('\n')[..^1]);
        return lines;
    }

    private static async Task<string> IfEnded(string? line, Task<string> errors) => line is null ? await errors : "";

    // A sleep is too coarse for the moment of a kill.
    private static void Spin(TimeSpan time)
    {
        long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        SpinWait.SpinUntil(() => Stopwatch.GetTimestamp() >= end);
    }
}
