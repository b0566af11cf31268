using System.Diagnostics;
using System.Globalization;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Clients;

/// <summary>The clients of Node.js: the scripts in the folder <c>Node</c>. Skipped where they cannot be installed.</summary>
public sealed class NodeTests(NodeClients clients)
{
    [Theory]
    [InlineData("ioredis.cjs", "2")]
    [InlineData("node-redis.cjs", "2")]
    [InlineData("node-redis.cjs", "3")]
    public async Task Client_CanDoWhatProgramsDo_AndConnectsAgain(string script, string protocol)
    {
        string path = clients.RequireScript(script);
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { Password = "secret" });
        int port = server.Port;
        ProcessStartInfo start = new(
            RedisProcess.Find("node", "nodejs"), [path, port.ToString(CultureInfo.InvariantCulture), protocol])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromMinutes(3));
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string? line = await process.StandardOutput.ReadLineAsync(limit.Token);
            Assert.True(line == "restart", line + (line is null ? await errors : ""));

            await server.Server.StopAsync();
            await using RespServer again = RespServer.Start(server.Store, new RespServerOptions { Port = port, Password = "secret" });
            await process.StandardInput.WriteLineAsync();
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            Assert.Equal("ok\n", output + await errors);
        }
        finally
        {
            process.Kill();
        }
    }
}
