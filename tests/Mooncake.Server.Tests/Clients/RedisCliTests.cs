using System.Diagnostics;
using System.Globalization;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Clients;

/// <summary>Redis's own tools; skipped where they are not installed.</summary>
public sealed class RedisCliTests
{
    [Theory]
    [InlineData("-2")]
    [InlineData("-3")]
    public async Task RedisCli_RunsAScript(string protocol)
    {
        string program = RedisProcess.Find("redis-cli");
        await using RunningServer server = await RunningServer.StartAsync();
        const string Script = "set k v\nget k\nmget k missing\nexpire k 100\nttl k\nscan 0\nincr n\ndel k n\nping\n";
        Assert.Equal(
            "OK\nv\nv\n\n1\n100\n0\nk\n1\n2\nPONG\n",
            await RunAsync(program, Script, protocol, "-p", server.Port.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task RedisCli_SendsAPipeline()
    {
        string program = RedisProcess.Find("redis-cli");
        await using RunningServer server = await RunningServer.StartAsync();
        string frames = string.Concat(Enumerable.Range(0, 1000).Select(static i => Frames.Of("SET", $"k{i}", "v")));
        Assert.EndsWith(
            "errors: 0, replies: 1000\n",
            await RunAsync(program, frames, "--pipe", "-p", server.Port.ToString(CultureInfo.InvariantCulture)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-2")]
    [InlineData("-3")]
    public async Task RedisCli_Subscribes(string protocol)
    {
        string program = RedisProcess.Find("redis-cli");
        await using RunningServer server = await RunningServer.StartAsync();
        string port = server.Port.ToString(CultureInfo.InvariantCulture);
        using Process commands = Start(program, protocol, "-p", port);
        using Process subscriber = Start(program, protocol, "-p", port, "subscribe", "news");
        try
        {
            Assert.Equal("subscribe news 1", await ReadAsync(subscriber, 3));
            await commands.StandardInput.WriteLineAsync("publish news hello");
            Assert.Equal("1", await ReadAsync(commands, 1));
            Assert.Equal("message news hello", await ReadAsync(subscriber, 3));
        }
        finally
        {
            commands.Kill();
            subscriber.Kill();
        }
    }

    [Fact]
    public async Task RedisBenchmark_EndsWithoutErrors()
    {
        string program = RedisProcess.Find("redis-benchmark");
        await using RunningServer server = await RunningServer.StartAsync();
        string output = await RunAsync(
            program, "", "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-t", "set,get,mset,incr,ping", "-n", "2000", "-P",
                "16", "-c", "20", "--csv");
        Assert.Contains("\"GET\"", output, StringComparison.Ordinal);
        Assert.DoesNotContain("rror", output, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string program, string input, params string[] arguments)
    {
        using Process process = Start(program, arguments);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await errors;
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(
        new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task<string> ReadAsync(Process process, int lines)
    {
        List<string?> read = [];
        while (read.Count < lines)
        {
            read.Add(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        }

        return string.Join(' ', read);
    }
}
