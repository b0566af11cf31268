using System.Diagnostics;
using System.Globalization;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Crashes;

/// <summary>Runs the probe for a while, kills it, and tells the model what it printed.</summary>
internal static class CrashWriter
{
    private const int Threads = 4;

    // Small, so that crashes hit flushes and compactions as well.
    private const int MemtableBytes = 256 << 10;
    private const int MostMicroseconds = 60_000;

    internal static async Task RunAndKillAsync(
        TestFolder folder, DurableSync sync, Random random, CrashModel model, string context, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (object argument in (object[])[Path.Combine(AppContext.BaseDirectory, "Mooncake.Durable.CrashProbe.dll"), folder.Path, sync,
            random.Next(), Threads, model.LastVersion, MemtableBytes, 0])
        {
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        }

        using Process probe = Process.Start(start)!;
        Task<string> errors = probe.StandardError.ReadToEndAsync(cancellationToken);
        string? ready = await probe.StandardOutput.ReadLineAsync(cancellationToken);
        Assert.True(ready == "R 0 0", $"{context}: the probe printed '{ready}', {await IfEnded(ready, errors)}");
        Task<string> lines = probe.StandardOutput.ReadToEndAsync(cancellationToken);
        Spin(TimeSpan.FromMicroseconds(random.Next(MostMicroseconds)));
        Assert.False(probe.HasExited, $"{context}: the probe ended by itself.");
        probe.Kill();
        await probe.WaitForExitAsync(cancellationToken);
        foreach (string line in (await lines).Split('\n')[..^1])
        {
            model.Read(line);
        }
    }

    private static async Task<string> IfEnded(string? ready, Task<string> errors) => ready is null ? await errors : "";

    // A sleep is too coarse for the moment of a kill.
    private static void Spin(TimeSpan time)
    {
        long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        SpinWait.SpinUntil(() => Stopwatch.GetTimestamp() >= end);
    }
}
