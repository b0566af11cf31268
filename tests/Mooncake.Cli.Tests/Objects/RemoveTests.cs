using System.Text;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Objects;

public sealed class RemoveTests
{
    [Fact]
    public async Task Remove_OfKeys_TellsEach()
    {
        await using SharedStore store = await SharedStore.WithAsync("a", "b");

        ToolResult run = await store.RunAsync("rm", "a", "none", "b");

        Assert.Equal((ExitCode.NotFound, "removed\ta\nmissing\tnone\nremoved\tb\n"), (run.Code, run.Output));
    }

    [Fact]
    public async Task Remove_OfALeasedObject_SaysHowToRemoveIt()
    {
        string connection = $"embedded://{Guid.NewGuid():N}?segment=64MiB&lease=1h";
        await using MooncakeStore store = await MooncakeStore.OpenAsync(connection, TestContext.Current.CancellationToken);
        (await store.Raw.PutAsync("a", new byte[1], cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();
        _ = await store.Raw.GetAsync("a", TestContext.Current.CancellationToken);

        ToolResult refused = await new TestHost().RunAsync("rm", "a", "--connect", connection);
        ToolResult forced = await new TestHost().RunAsync("rm", "a", "--force", "--connect", connection);

        Assert.Equal((ExitCode.Failed, ExitCode.Done), (refused.Code, forced.Code));
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemovePrefix_WhereNobodyCanBeAsked_NeedsYes()
    {
        await using SharedStore store = await SharedStore.WithAsync("a/1", "a/2", "b");

        ToolResult refused = await store.RunAsync("rm", "--prefix", "a/");
        ToolResult done = await store.RunAsync("rm", "--prefix", "a/", "--yes");

        Assert.Equal((ExitCode.Usage, ""), (refused.Code, refused.Output));
        Assert.Equal((ExitCode.Done, "Removed 2 objects.\n"), (done.Code, done.Output));
        Assert.True((await store.Store.Raw.ExistsAsync("b", TestContext.Current.CancellationToken)).IsFound);
    }

    [Theory]
    [InlineData("y\n", 0)]
    [InlineData("n\n", 2)]
    [InlineData("", 2)]
    public async Task RemovePrefix_OnATerminal_Asks(string answer, int left)
    {
        await using SharedStore store = await SharedStore.WithAsync("a/1", "a/2");
        TestHost host = new() { IsTerminal = true, Input = Encoding.UTF8.GetBytes(answer) };

        ToolResult run = await store.RunAsync(host, "rm", "--prefix", "a/");

        Assert.StartsWith("Remove 2 objects whose keys begin with 'a/'? [y/N] ", run.Error, StringComparison.Ordinal);
        Assert.Equal(left, (await store.Store.Raw.CountAsync(cancellationToken: TestContext.Current.CancellationToken)).GetValueOrThrow());
    }

    [Fact]
    public async Task RemoveEverything_RemovesAllObjects()
    {
        await using SharedStore store = await SharedStore.WithAsync("a", "b");

        ToolResult run = await store.RunAsync("rm", "--everything", "--yes", "--json");

        Assert.Equal("""{"removed":2,"skipped":0}""" + "\n", run.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("--prefix", "")]
    [InlineData("a", "--prefix", "b")]
    [InlineData("a", "--everything")]
    [InlineData("a", "--force", "--wait")]
    public async Task Remove_OfWhatIsNotClear_IsAUsageErrorAndRemovesNothing(params string[] arguments)
    {
        await using SharedStore store = await SharedStore.WithAsync("a");

        ToolResult run = await store.RunAsync(["rm", .. arguments]);

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.True((await store.Store.Raw.ExistsAsync("a", TestContext.Current.CancellationToken)).IsFound);
    }
}
