using System.Text.Json;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Durable;

public sealed class DurableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Connection => $"durable://{_folder.PathOf("data")}?cache=0";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Put_CreatesAFolderThatOtherCommandsRead()
    {
        await RunAsync("put", "a", "--text", "hello");

        Assert.Equal("hello", (await RunAsync("get", "a")).Output);
        Assert.Equal("a\n", (await RunAsync("ls")).Output);
    }

    [Fact]
    public async Task Read_BesideAProcessThatWrites_Works()
    {
        await using MooncakeStore writer = await MooncakeStore.OpenAsync(Connection, TestContext.Current.CancellationToken);
        (await writer.Raw.PutAsync("a", new byte[1], cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();

        ToolResult read = await RunAsync("ls");
        ToolResult write = await RunAsync("put", "b", "--text", "x");

        Assert.Equal((ExitCode.Done, "a\n"), (read.Code, read.Output));
        Assert.Equal(ExitCode.CannotConnect, write.Code);
    }

    [Theory]
    [InlineData("ls")]
    [InlineData("verify")]
    [InlineData("compact")]
    [InlineData("checkpoint", "copy")]
    public async Task Command_OnAFolderThatDoesNotExist_CreatesNothing(params string[] arguments)
    {
        ToolResult run = await RunAsync(arguments);

        Assert.Equal((ExitCode.CannotConnect, ""), (run.Code, run.Output));
        Assert.False(Directory.Exists(_folder.PathOf("data")));
    }

    [Fact]
    public async Task Command_OnAFolderWithOtherFiles_SaysSoAndChangesNothing()
    {
        Directory.CreateDirectory(_folder.PathOf("data"));
        await File.WriteAllTextAsync(_folder.PathOf("data/photo.jpg"), "x", TestContext.Current.CancellationToken);

        ToolResult read = await RunAsync("ls");
        ToolResult write = await RunAsync("put", "a", "--text", "x");

        Assert.Equal((ExitCode.CannotConnect, ExitCode.CannotConnect), (read.Code, write.Code));
        Assert.Contains("contains no durable store", read.Error, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.PathOf("data")));
    }

    [Fact]
    public async Task Verify_OfAWholeFolder_CountsItsObjects()
    {
        await RunAsync("put", "a", "--text", "hello");

        ToolResult run = await RunAsync("verify");

        Assert.Equal((ExitCode.Done, "1 object, 5 B, 0 with trailers: all verified.\n"), (run.Code, run.Output));
    }

    [Fact]
    public async Task Verify_OfADamagedFile_EndsWithFailed()
    {
        await RunAsync("put", "a", "--text", new string('x', 10_000));
        await RunAsync("compact");
        foreach (string file in Directory.EnumerateFiles(_folder.PathOf("data"), "*.sst"))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            int at = bytes.AsSpan().IndexOf("xxxxxxxx"u8);
            if (at >= 0)
            {
                bytes[at] ^= 1;
                await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
            }
        }

        ToolResult run = await RunAsync("verify", "--json");

        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.Equal("a", report.GetProperty("damaged")[0].GetProperty("key").GetString());
    }

    [Fact]
    public async Task Checkpoint_CanBeOpenedAsAStore()
    {
        await RunAsync("put", "a", "--text", "hello");

        ToolResult run = await RunAsync("checkpoint", _folder.PathOf("copy"));

        Assert.Equal((ExitCode.Done, $"Made {_folder.PathOf("copy")}.\n"), (run.Code, run.Output));
        Assert.Equal("a\n", (await new TestHost().RunAsync("ls", "--connect", $"durable://{_folder.PathOf("copy")}")).Output);
    }

    [Fact]
    public async Task Compact_OfAFolder_TellsItsSize()
    {
        await RunAsync("put", "a", "--text", "hello");

        ToolResult run = await RunAsync("compact", "--json");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.True(JsonDocument.Parse(run.Output).RootElement.GetProperty("bytesAfter").GetInt64() > 0);
    }

    [Fact]
    public async Task Verify_OfAnotherEngine_IsAUsageError()
    {
        ToolResult run = await new TestHost().RunAsync("verify", "--connect", "embedded://");

        Assert.Equal(ExitCode.Usage, run.Code);
    }

    [Fact]
    public async Task Describe_ShowsTheFolder()
    {
        await RunAsync("put", "a", "--text", "hello");

        ToolResult run = await RunAsync("describe");

        Assert.Contains($"folder      {_folder.PathOf("data")}\nobjects     1\n", run.Output, StringComparison.Ordinal);
    }

    private Task<ToolResult> RunAsync(params string[] arguments) => new TestHost().RunAsync([.. arguments, "--connect", Connection]);
}
