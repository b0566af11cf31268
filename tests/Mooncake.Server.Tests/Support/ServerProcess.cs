using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Mooncake.Server.Tests.Support;

/// <summary>The RedisServer sample in a process of its own, on a port that the system chose.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    internal int Port { get; }

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <param name="openFiles">The most files that the process may open, or null for as many as this one.</param>
    internal static async Task<ServerProcess> StartAsync(int? openFiles = null)
    {
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        string program = Path.Combine(AppContext.BaseDirectory, "RedisServer.dll");
        string limit = openFiles is null ? "" : string.Create(CultureInfo.InvariantCulture, $"ulimit -n {openFiles}; ");
        ProcessStartInfo start = new("sh", ["-c", $"{limit}exec '{dotnet}' '{program}' --port 0 --threads 2"])
        {
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        string? line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Match port = PortIn().Match(line ?? "");
        Assert.True(port.Success, line);
        return new ServerProcess(process, int.Parse(port.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>Asks it to end, and returns at once.</summary>
    internal void Terminate()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    internal async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    [GeneratedRegex(@":(\d+)\.$")]
    private static partial Regex PortIn();
}
