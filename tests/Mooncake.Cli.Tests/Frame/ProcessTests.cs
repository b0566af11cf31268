using System.Diagnostics;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Frame;

/// <summary>The tool as a process of its own: signals and pipes.</summary>
public sealed class ProcessTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder _folder = new();

    private static string Command => $"{Dotnet.Path} {typeof(Tool).Assembly.Location}";

    private string Connection => $"durable://{_folder.PathOf("data")}";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_EndsACommandThatWaits(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        using Process process = Start("put", "key", "-", "--connect", Connection);

        // The command waits for its input once it has opened its store.
        SpinWait.SpinUntil(() => process.HasExited || File.Exists(_folder.PathOf("data/CURRENT")), Limit);
        using (Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(process.WaitForExit(Limit));
        Assert.Equal((int)ExitCode.Interrupted, process.ExitCode);
    }

    [Fact]
    public async Task Output_IntoAPipeThatIsClosed_EndsTheCommandWithoutAMessage()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test uses a shell of Unix.");
        await using (MooncakeStore store = await MooncakeStore.OpenAsync(Connection, TestContext.Current.CancellationToken))
        {
            KeyValuePair<string, ReadOnlyMemory<byte>>[] items =
                [.. Enumerable.Range(0, 20_000).Select(i => new KeyValuePair<string, ReadOnlyMemory<byte>>($"key/{i:D20}", new byte[1]))];
            (await store.Raw.PutManyAsync(items, cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();
        }

        TestTools.ToolRun run = TestTools.ToolRun.Run(
            "sh", ["-c", $"{{ {Command} ls --connect {Connection}; echo code $? >&2; }} | head -n 1"], Limit);

        Assert.Equal(("key/00000000000000000000\n", "code 0\n"), (run.Output, run.Errors));
    }

    [Fact]
    public void Output_OnAFullDisk_IsAnError()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");

        TestTools.ToolRun run = TestTools.ToolRun.Run("sh", ["-c", $"{Command} ping --connect embedded:// >/dev/full"], Limit);

        Assert.Equal((int)ExitCode.Failed, run.ExitCode);
        Assert.StartsWith("mooncake: Standard output cannot be written: ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_ThatIsAFile_IsSharedWithOtherPrograms()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test uses a shell of Unix.");

        TestTools.ToolRun run = TestTools.ToolRun.Run(
            "sh", ["-c", $"{{ echo before; {Command} get key --connect embedded://; echo after; }} >file 2>&1; cat file"], Limit,
            folder: _folder.PathOf(""));

        Assert.Equal("before\nmooncake: No object has the key 'key'.\nafter\n", run.Output);
    }

    [Fact]
    public void Error_ThatIsClosed_ChangesNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test uses a shell of Unix.");

        TestTools.ToolRun run = TestTools.ToolRun.Run("sh", ["-c", $"{Command} get key --connect embedded:// 2>&-"], Limit);

        Assert.Equal((int)ExitCode.NotFound, run.ExitCode);
    }

    /// <summary>A closed descriptor gets the number of a file of the runtime or of a store, from which the tool must neither read nor
    /// write.</summary>
    [Theory]
    [InlineData("put key - --connect embedded:// <&-", "mooncake: Standard input is closed.")]
    [InlineData("put key --connect embedded:// <&- >&-", "mooncake: Standard input is closed.")]
    [InlineData(
        "hitrate --tokens - --connect embedded:// --scheme sglang --model m --block-size 2 <&-", "mooncake: Standard input is closed.")]
    [InlineData("put key - --connect embedded:// </", "mooncake: ")]
    [InlineData("ping --connect embedded:// >&-", "mooncake: Standard output cannot be written: ")]
    [InlineData("ping --connect embedded:// --json >&-", "mooncake: Standard output cannot be written: ")]
    [InlineData("--version >&-", "mooncake: Standard output cannot be written: ")]
    [InlineData("--help >/dev/full", "mooncake: Standard output cannot be written: ")]
    public void Descriptor_ThatCannotBeUsed_IsAnError(string arguments, string message)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");

        TestTools.ToolRun run = TestTools.ToolRun.Run("sh", ["-c", $"{Command} {arguments}"], Limit);

        Assert.Equal((int)ExitCode.Failed, run.ExitCode);
        Assert.StartsWith(message, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_ThatIsClosed_DoesNotReachTheFilesOfAStore()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test uses a shell of Unix.");

        TestTools.ToolRun run = TestTools.ToolRun.Run(
            "sh", ["-c", $"{Command} put key --text value --connect {Connection} <&- >&- 2>&-"], Limit);

        Assert.Equal((int)ExitCode.Failed, run.ExitCode);
        await using MooncakeStore store = await MooncakeStore.OpenAsync(Connection, TestContext.Current.CancellationToken);
        byte[] value = (await store.Raw.GetAsync("key", TestContext.Current.CancellationToken)).GetValueOrThrow();
        Assert.Equal("value"u8, value);
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(Dotnet.Path, [typeof(Tool).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}
