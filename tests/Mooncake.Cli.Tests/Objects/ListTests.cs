using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Objects;

public sealed class ListTests
{
    [Fact]
    public async Task List_OfAPrefix_WritesItsKeysInOrder()
    {
        await using SharedStore store = await SharedStore.WithAsync("b/1", "a/2", "a/1");

        ToolResult run = await store.RunAsync("ls", "a/");

        Assert.Equal((ExitCode.Done, "a/1\na/2\n", ""), (run.Code, run.Output, run.Error));
    }

    [Fact]
    public async Task List_WithSizesAndALimit_WritesBytesAndKeys()
    {
        await using SharedStore store = await SharedStore.WithAsync("a", "bb", "ccc");

        ToolResult run = await store.RunAsync("ls", "--sizes", "--limit", "2");

        Assert.Equal("1\ta\n2\tbb\n", run.Output);
    }

    [Theory]
    [InlineData("3\n", "--count")]
    [InlineData("3\t6\n", "--count", "--sizes")]
    [InlineData("{\"count\":3}\n", "--count", "--json")]
    [InlineData("2\n", "--count", "--limit", "2")]
    public async Task List_WithCount_WritesOneLine(string expected, params string[] options)
    {
        await using SharedStore store = await SharedStore.WithAsync("a", "bb", "ccc");

        ToolResult run = await store.RunAsync(["ls", .. options]);

        Assert.Equal(expected, run.Output);
    }

    [Fact]
    public async Task List_OnATerminal_ShowsSizesForPeople()
    {
        await using SharedStore store = await SharedStore.OpenAsync();
        await store.PutAsync("big", new byte[5 << 10]);

        ToolResult run = await store.RunAsync(new TestHost { IsTerminal = true }, "ls", "--sizes");

        Assert.Equal("   5.0 KiB  big\n", run.Output);
    }

    [Fact]
    public async Task List_OfAKeyWithControlCharacters_EscapesThem()
    {
        await using SharedStore store = await SharedStore.WithAsync("a\u001b[31m\nb\u202e");

        ToolResult run = await store.RunAsync("ls");
        ToolResult json = await store.RunAsync("ls", "--json");

        Assert.Equal("a\\u001B[31m\\u000Ab\\u202E\n", run.Output);
        Assert.Equal("a\u001b[31m\nb\u202e", System.Text.Json.JsonDocument.Parse(json.Output).RootElement.GetProperty("key").GetString());
    }

    [Fact]
    public async Task List_OfNothing_WritesNothingAndSucceeds()
    {
        await using SharedStore store = await SharedStore.OpenAsync();

        ToolResult run = await store.RunAsync("ls");

        Assert.Equal((ExitCode.Done, "", ""), (run.Code, run.Output, run.Error));
    }

    [Theory]
    [InlineData("--limit", "-1")]
    [InlineData("--limit", "many")]
    [InlineData("--sizess")]
    [InlineData("--limit")]
    [InlineData("a", "b")]
    public async Task List_WithWrongArguments_IsAUsageError(params string[] arguments)
    {
        await using SharedStore store = await SharedStore.OpenAsync();

        ToolResult run = await store.RunAsync(["ls", .. arguments]);

        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.StartsWith("mooncake: ", run.Error, StringComparison.Ordinal);
    }
}
