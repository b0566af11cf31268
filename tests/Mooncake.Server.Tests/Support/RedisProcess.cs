using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mooncake.Server.Tests.Support;

/// <summary>A redis-server of this test's own; tests skip where none is installed.</summary>
internal sealed class RedisProcess : IDisposable
{
    private readonly Process _process;

    private RedisProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    internal int Port { get; }

    /// <summary>Starts a server on a free port, and waits until it accepts connections.</summary>
    internal static RedisProcess Start()
    {
        string program = Find("redis-server", "redis-server");
        int port = FreePort();
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[
            "--port", port.ToString(CultureInfo.InvariantCulture), "--save", "", "--databases", "1", "--dir", Path.GetTempPath()])
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new RedisProcess(process, port);
            }
        }

        process.Dispose();
        throw new InvalidOperationException("redis-server ended before it was ready.");
    }

    /// <summary>The path of a program, or a skip of the test.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="package">Debian's package.</param>
    internal static string Find(string program, string package = "redis-tools")
    {
        string? found = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"{program} is not installed (Debian: {package}).");
        return found!;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
