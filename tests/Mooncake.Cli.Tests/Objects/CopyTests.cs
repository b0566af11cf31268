using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Objects;

public sealed class CopyTests
{
    [Fact]
    public async Task Copy_OfAPrefix_CopiesBytesAndExpiry()
    {
        await using SharedStore from = await SharedStore.WithAsync("a/1", "a/2", "b");
        await using SharedStore to = await SharedStore.OpenAsync();
        (await from.Store.Raw.SetExpiryAsync("a/2", TimeSpan.FromHours(1), TestContext.Current.CancellationToken)).ThrowIfFailed();

        ToolResult run = await new TestHost().RunAsync("copy", "--from", from.Connection, "--to", to.Connection, "--prefix", "a/");

        Assert.Equal((ExitCode.Done, "Copied 2 objects, 6 B.\n", ""), (run.Code, run.Output, run.Error));
        Assert.Equal("a/1\na/2\n", (await to.RunAsync("ls")).Output);
        Assert.Null((await to.Store.Raw.GetExpiryAsync("a/1", TestContext.Current.CancellationToken)).GetValueOrThrow());
        Assert.NotNull((await to.Store.Raw.GetExpiryAsync("a/2", TestContext.Current.CancellationToken)).GetValueOrThrow());
    }

    [Theory]
    [InlineData("old")]
    [InlineData("a", "--replace")]
    public async Task Copy_OfAnObjectThatTheDestinationHas_KeepsItUnlessItReplaces(string expected, params string[] options)
    {
        await using SharedStore from = await SharedStore.WithAsync("a");
        await using SharedStore to = await SharedStore.OpenAsync();
        await to.PutAsync("a", "old"u8.ToArray());

        ToolResult run = await new TestHost().RunAsync(["copy", "--from", from.Connection, "--to", to.Connection, .. options]);

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(expected, (await to.RunAsync("get", "a")).Output);
    }

    [Fact]
    public async Task Copy_OfManyObjects_CopiesAllPages()
    {
        await using SharedStore from = await SharedStore.WithAsync([.. Enumerable.Range(0, 1000).Select(i => $"key/{i:D4}")]);
        await using SharedStore to = await SharedStore.OpenAsync();

        ToolResult run = await new TestHost { IsTerminal = true }.RunAsync("copy", "--from", from.Connection, "--to", to.Connection,
            "--json");

        Assert.Equal("""{"copied":1000,"bytes":8000,"existing":0,"failed":0,"withoutExpiry":0}""" + "\n", run.Output);
        Assert.Equal("1000\n", (await to.RunAsync("ls", "--count")).Output);
    }

    [Fact]
    public async Task Copy_IntoAStoreWithoutRoom_CountsWhatFailed()
    {
        await using SharedStore from = await SharedStore.OpenAsync();
        await from.PutAsync("big", new byte[20 << 20]);

        ToolResult run = await new TestHost().RunAsync("copy", "--from", from.Connection, "--to", "embedded://?segment=16MiB");

        Assert.Equal((ExitCode.Failed, "Copied 0 objects, 0 B.\n"), (run.Code, run.Output));
        Assert.StartsWith("mooncake: 1 object not copied.", run.Error, StringComparison.Ordinal);
    }
}
