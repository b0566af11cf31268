using System.Text;
using System.Text.Json;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Objects;

public sealed class GetPutTests
{
    private static readonly byte[] Value = [0, 1, 2, 0xFF, (byte)'m', (byte)'o'];

    [Fact]
    public async Task Get_IntoAPipe_WritesTheBytesAsTheyAre()
    {
        await using SharedStore store = await SharedStore.OpenAsync();
        await store.PutAsync("a", Value);

        ToolResult run = await store.RunAsync("get", "a");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(Value, run.Bytes);
    }

    [Fact]
    public async Task Get_OnATerminal_ShowsHexadecimal()
    {
        await using SharedStore store = await SharedStore.OpenAsync();
        await store.PutAsync("a", Value);

        ToolResult run = await store.RunAsync(new TestHost { IsTerminal = true }, "get", "a");

        Assert.Equal("00000000  00 01 02 ff 6d 6f                                 |....mo|\n", run.Output);
    }

    [Fact]
    public async Task Get_OfALargeObjectOnATerminal_ShowsItsBeginningAndSaysHowToSeeTheRest()
    {
        await using SharedStore store = await SharedStore.OpenAsync();
        await store.PutAsync("a", new byte[1 << 20]);

        ToolResult run = await store.RunAsync(new TestHost { IsTerminal = true }, "get", "a");

        Assert.Equal(32, run.Output.Count(c => c == '\n'));
        Assert.Equal("mooncake: 1,048,064 more bytes: --all shows them, --out writes a file.\n", run.Error);
    }

    [Fact]
    public async Task Get_WithOut_WritesAFile()
    {
        using TemporaryFolder folder = new();
        await using SharedStore store = await SharedStore.WithAsync("a");

        ToolResult run = await store.RunAsync("get", "a", "--out", folder.PathOf("a.bin"));

        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Output));
        Assert.Equal("a", await File.ReadAllTextAsync(folder.PathOf("a.bin"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_IntoAFolderThatDoesNotExist_IsAnError()
    {
        using TemporaryFolder folder = new();
        await using SharedStore store = await SharedStore.WithAsync("a");

        ToolResult run = await store.RunAsync("get", "a", "--out", folder.PathOf("none/a.bin"));

        Assert.Equal((ExitCode.Failed, ""), (run.Code, run.Output));
        Assert.Contains("none", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfAMissingKey_EndsWithNotFound()
    {
        await using SharedStore store = await SharedStore.OpenAsync();

        ToolResult run = await store.RunAsync("get", "a");

        Assert.Equal((ExitCode.NotFound, "", "mooncake: No object has the key 'a'.\n"), (run.Code, run.Output, run.Error));
    }

    [Fact]
    public async Task Get_AsText_EscapesControlCharacters()
    {
        await using SharedStore store = await SharedStore.OpenAsync();
        await store.PutAsync("a", Encoding.UTF8.GetBytes("one\ntwo\u001b[2J"));

        ToolResult run = await store.RunAsync("get", "a", "--text");

        Assert.Equal("one\ntwo\\u001B[2J\n", run.Output);
    }

    [Fact]
    public async Task Get_WithTwoForms_IsAUsageError()
    {
        await using SharedStore store = await SharedStore.WithAsync("a");

        ToolResult run = await store.RunAsync("get", "a", "--hex", "--raw");

        Assert.Equal(ExitCode.Usage, run.Code);
    }

    [Fact]
    public async Task Put_OfStandardInput_StoresItsBytes()
    {
        await using SharedStore store = await SharedStore.OpenAsync();

        ToolResult run = await store.RunAsync(new TestHost { Input = Value }, "put", "a");

        Assert.Equal((ExitCode.Done, "Stored 6 bytes as 'a'.\n"), (run.Code, run.Output));
        Assert.Equal(Value, (await store.Store.Raw.GetAsync("a", TestContext.Current.CancellationToken)).GetValueOrThrow());
    }

    [Fact]
    public async Task Put_OfAFile_StoresItsBytes()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder.PathOf("value"), Value, TestContext.Current.CancellationToken);
        await using SharedStore store = await SharedStore.OpenAsync();

        ToolResult run = await store.RunAsync("put", "a", folder.PathOf("value"), "--json");

        Assert.Equal("""{"key":"a","bytes":6,"outcome":"stored"}""" + "\n", run.Output);
        Assert.Equal(Value, (await store.Store.Raw.GetAsync("a", TestContext.Current.CancellationToken)).GetValueOrThrow());
    }

    [Theory]
    [InlineData((int)ExitCode.Failed, "old")]
    [InlineData((int)ExitCode.Done, "old", "--keep")]
    [InlineData((int)ExitCode.Done, "new", "--replace")]
    [InlineData((int)ExitCode.Usage, "old", "--keep", "--replace")]
    public async Task Put_OnAnExistingObject_DoesWhatTheOptionSays(int code, string expected, params string[] options)
    {
        await using SharedStore store = await SharedStore.OpenAsync();
        await store.PutAsync("a", "old"u8.ToArray());

        ToolResult run = await store.RunAsync(["put", "a", "--text", "new", .. options]);

        Assert.Equal((ExitCode)code, run.Code);
        Assert.Equal(expected,
            Encoding.UTF8.GetString((await store.Store.Raw.GetAsync("a", TestContext.Current.CancellationToken)).GetValueOrThrow()));
    }

    [Fact]
    public async Task Put_WithATimeToLive_Expires()
    {
        await using SharedStore store = await SharedStore.OpenAsync();

        ToolResult run = await store.RunAsync("put", "a", "--text", "x", "--ttl", "1h");

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.NotNull((await store.Store.Raw.GetExpiryAsync("a", TestContext.Current.CancellationToken)).GetValueOrThrow());
    }

    [Fact]
    public async Task Put_FromATerminal_AsksForAValue()
    {
        await using SharedStore store = await SharedStore.OpenAsync();

        ToolResult run = await store.RunAsync(new TestHost { IsTerminal = true }, "put", "a");

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("--text", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ttl", "5")]
    [InlineData("--ttl", "0s")]
    [InlineData("--replicas", "0")]
    [InlineData("no-such-file")]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task Put_OfWhatCannotBe_IsAnErrorAndStoresNothing(params string[] arguments)
    {
        await using SharedStore store = await SharedStore.OpenAsync();

        ToolResult run = await store.RunAsync(["put", "a", .. arguments]);

        Assert.True(run.Code is ExitCode.Usage or ExitCode.Failed);
        Assert.DoesNotContain("fault of the tool", run.Error, StringComparison.Ordinal);
        Assert.True((await store.Store.Raw.ExistsAsync("a", TestContext.Current.CancellationToken)).IsMissing);
    }

    [Fact]
    public async Task Put_LargerThanTheStore_IsAnErrorOfTheStore()
    {
        await using SharedStore store = await SharedStore.OpenAsync();

        ToolResult run = await store.RunAsync(new TestHost { Input = new byte[100 << 20] }, "put", "a");

        Assert.Equal((ExitCode.Failed, ""), (run.Code, run.Output));
    }

    [Fact]
    public async Task Key_ThatBeginsWithAHyphen_StandsBehindDashes()
    {
        await using SharedStore store = await SharedStore.OpenAsync();

        ToolResult wrong = await store.RunAsync("put", "--text", "x", "-key");
        ToolResult put = await store.RunAsync("put", "--text", "x", "--", "-key");
        ToolResult got = await store.RunAsync("get", "--json", "--", "-key");

        Assert.Equal((ExitCode.Usage, ExitCode.Done, ExitCode.Done), (wrong.Code, put.Code, got.Code));
        Assert.Equal("x"u8.ToArray(), JsonDocument.Parse(got.Output).RootElement.GetProperty("base64").GetBytesFromBase64());
    }

    [Fact]
    public async Task Key_ThatBeginsWithAnAt_IsNoFileOfArguments()
    {
        await using SharedStore store = await SharedStore.WithAsync("@key");

        Assert.Equal("@key", (await store.RunAsync("get", "@key")).Output);
    }
}
