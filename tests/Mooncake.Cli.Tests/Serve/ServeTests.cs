using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Serve;

public sealed class ServeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Serve_UntilASignal_ServesRedisAndTheDashboardAndEndsInOrder(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals that one process can send another.");
        using TemporaryFolder folder = new();
        using Process process = Start(
            "serve", "--connect", $"durable://{folder.PathOf("store")}", "--port", "0", "--http", "127.0.0.1:0", "--json");
        using JsonDocument report = JsonDocument.Parse(await process.StandardOutput.ReadLineAsync(Cancellation) ?? "");
        string redis = report.RootElement.GetProperty("redis").GetString()!;
        Uri dashboard = new(report.RootElement.GetProperty("dashboard").GetString()!);

        using TcpClient client = new();
        await client.ConnectAsync("127.0.0.1", int.Parse(redis.Split(':')[^1], CultureInfo.InvariantCulture), Cancellation);
        await client.GetStream().WriteAsync("SET k v\r\n"u8.ToArray(), Cancellation);
        byte[] reply = new byte[5];
        await client.GetStream().ReadExactlyAsync(reply, Cancellation);
        using HttpClient http = new();
        string keys = await http.GetStringAsync(new Uri(dashboard, "/api/keys"), Cancellation);
        using (Process kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(Cancellation);
        }

        await process.WaitForExitAsync(Cancellation);

        Assert.Equal("+OK\r\n", Encoding.ASCII.GetString(reply));
        Assert.Contains("\"name\":\"k\"", keys, StringComparison.Ordinal);
        Assert.Equal((0, ""), (process.ExitCode, await process.StandardError.ReadToEndAsync(Cancellation)));
        await using MooncakeStore store = await MooncakeStore.OpenAsync($"durable://{folder.PathOf("store")}?read-only=on", Cancellation);
        Assert.True((await store.Raw.GetAsync("k", Cancellation)).IsFound);
    }

    [Theory]
    [InlineData("--bind", "0.0.0.0")]
    [InlineData("--bind", "somewhere")]
    [InlineData("--port", "70000")]
    [InlineData("--threads", "-1")]
    [InlineData("--max-clients", "0")]
    [InlineData("--http", "0.0.0.0:0")]
    [InlineData("--http", "somewhere:1")]
    [InlineData("--http", "127.0.0.1")]
    [InlineData("--http", "::1:8790")]
    [InlineData("--http", "127.0.0.1:70000")]
    [InlineData("--http-token", "0123456789abcdef")]
    [InlineData("--interval", "2s")]
    [InlineData("--tls-key", "key.pem")]
    public async Task Serve_WithAWrongOption_IsAUsageError(string option, string value)
    {
        string[] port = option == "--port" ? [] : ["--port", "0"];

        ToolResult run = await new TestHost().RunAsync(["serve", "--connect", "embedded://", option, value, .. port]);

        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.NotEqual("", run.Error);
    }

    [Fact]
    public async Task Serve_WithACertificateThatIsNone_SaysSo()
    {
        ToolResult run = await new TestHost().RunAsync(
            "serve", "--connect", "embedded://", "--port", "0", "--tls-cert", "no-such-file.pem");

        Assert.Equal((ExitCode.Failed, ""), (run.Code, run.Output));
        Assert.Contains("--tls-cert", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OnAPortThatIsTaken_SaysSo()
    {
        using TcpListener taken = new(System.Net.IPAddress.Loopback, 0);
        taken.Start();

        ToolResult run = await new TestHost().RunAsync(
            "serve", "--connect", "embedded://", "--port", "0", "--http", taken.LocalEndpoint.ToString()!);

        Assert.Equal((ExitCode.Failed, ""), (run.Code, run.Output));
        Assert.Contains("another program uses the port", run.Error, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new(Dotnet.Path) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { Path.Combine(AppContext.BaseDirectory, "mooncake.dll") }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
