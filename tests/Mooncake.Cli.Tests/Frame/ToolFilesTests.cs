using System.Diagnostics;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Frame;

/// <summary>Files that arguments name, and that are none.</summary>
public sealed class ToolFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_OfANamedPipeWithoutAWriter_CanBeCancelled()
    {
        string pipe = MakePipe();
        using CancellationTokenSource cancellation = new();
        Task<byte[]> read = ToolFiles.ReadBytesAsync(pipe, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);

        // Ends the thread that still opens the pipe.
        await using FileStream writer = new(pipe, FileMode.Open, FileAccess.Write);
    }

    [Fact]
    public async Task Read_OfANamedPipe_ReadsToItsEnd()
    {
        string pipe = MakePipe();
        Task<byte[]> read = ToolFiles.ReadBytesAsync(pipe, Stop);
        await using (FileStream writer = new(pipe, FileMode.Open, FileAccess.Write))
        {
            await writer.WriteAsync("value"u8.ToArray(), Stop);
        }

        Assert.Equal("value"u8.ToArray(), await read);
    }

    [Fact]
    public async Task Write_ToAFolder_SaysThatItIsOne()
    {
        ToolException failure = await Assert.ThrowsAsync<ToolException>(
            () => ToolFiles.WriteAsync(new FileInfo(_folder.PathOf("")), "text", Stop));
        Assert.Equal(ExitCode.Failed, failure.Code);
        Assert.Contains("is a folder", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("put", "key", "/", "--connect", "embedded://")]
    [InlineData("replay", "-")]
    [InlineData("replay", "/")]
    [InlineData("decode", "key", "--file", "/")]
    [InlineData("hitrate", "--tokens", "/", "--connect", "embedded://", "--scheme", "sglang", "--model", "m", "--block-size", "2")]
    public async Task Command_WithAFolderInPlaceOfAFile_Fails(params string[] arguments)
    {
        ToolResult run = await new TestHost().RunAsync(arguments);

        Assert.Equal((ExitCode.Failed, ""), (run.Code, run.Output));
        Assert.StartsWith("mooncake: ", run.Error, StringComparison.Ordinal);
    }

    private string MakePipe()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Named pipes are files on Unix only.");
        string path = _folder.PathOf("pipe");
        using Process made = Process.Start("mkfifo", path);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
        return path;
    }
}
