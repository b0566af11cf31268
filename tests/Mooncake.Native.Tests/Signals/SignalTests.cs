using System.Diagnostics;
using System.Runtime.InteropServices;
using Mooncake.Native.Tests.Stub;

namespace Mooncake.Native.Tests.Signals;

/// <summary>
/// The real library's <c>create</c> blocks the termination signals in the thread that calls it; the stub's does the same. A host
/// with a store open has to shut down on SIGTERM all the same. The probe is a process of its own: <c>Mooncake.Native.SignalProbe</c>.
/// </summary>
public sealed class SignalTests(StubCompiler compiler)
{
    [Fact]
    public async Task Sigterm_WithAStoreOpen_RunsTheHostsShutdown()
    {
        (int exitCode, string output) = await RunProbeAsync("backend");

        Assert.Contains("main thread blocks: none", output, StringComparison.Ordinal);
        Assert.Contains("threads that block: none", output, StringComparison.Ordinal);
        Assert.Contains("host: stopping", output, StringComparison.Ordinal);
        Assert.Contains("host: stopped", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Create_OnTheMainThread_IsSeenByTheProbe()
    {
        // The negative control: without the measure the test above would fail. (No signal is sent here: whether a handler runs is then
        // up to which other thread the signal finds. The masks tell for certain.)
        (_, string output) = await RunProbeAsync("direct");

        Assert.Contains("main thread blocks: SIGHUP SIGINT SIGUSR1 SIGTERM", output, StringComparison.Ordinal);
        Assert.DoesNotContain("threads that block: none", output, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> RunProbeAsync(string mode)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The probe reads signal masks from /proc, which Linux has.");
        string stub = compiler.Complete();

        // The runtime that runs this test runs the probe.
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        ProcessStartInfo start = new(dotnet) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Mooncake.Native.SignalProbe.dll"));
        start.ArgumentList.Add(stub);
        start.ArgumentList.Add(mode);

        using Process process = Process.Start(start)!;
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
