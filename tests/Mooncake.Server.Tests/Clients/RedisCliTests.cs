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
        ProcessStartInfo start = new(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await errors;
    }
}
