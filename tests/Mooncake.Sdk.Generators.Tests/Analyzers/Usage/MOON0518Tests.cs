using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Rules;
using Mooncake.Sdk.Generators.Tests.Harness;
using Mooncake.TestTools;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0518: constant connection strings can be read.</summary>
public class MOON0518Tests
{
    private static readonly string[] Values =
        ["", "on", "off", "1", "0", "5", "-1", "1.5", "0.5", "64MiB", "1 GiB", "5s", "250ms", "5", "x", "true", "maybe", "1e3", "0x10", "16777216", "tcp", "1.5h", "%20"];

    public static TheoryData<string> Unreadable =>
    [
        "", " ", "embedded", "embedded:", "embedded:/", "embeded://", "mooncak://host:1", "localhost:50051", "moon cake://host:1",
        "mooncake://", "mooncake://host", "mooncake://ho st:1", "mooncake://host:", "mooncake://host:0", "mooncake://host:65536", "mooncake://host:x",
        "mooncake://:1", "mooncake://a:b:1", "mooncake://[::1", "mooncake://[::1]", "mooncake://[x]:1", "mooncake://host:1/path", "mooncake://ho%20st:1", "mooncake://host :1",
        "mooncake://ho\tst:1", "mooncake://host:+1", "mooncake://user@host:1", "mooncake://-:1",
        "embedded://?segmnt=1GiB", "embedded://?lanes=2", "mooncake://host:1?lease=5s", "embedded://?timeout=5", "embedded://?timeout=five", "embedded://?huge-pages=maybe",
        "embedded://?pool=64XB", "mooncake://host:1?lanes=2.5", "embedded://?timeout=5s&timeout=5s", "embedded://?Timeout=5s&timeout=6s", "mooncake://host:1?protocol=", "embedded://?=1", "embedded://??timeout=5s",
    ];

    public static TheoryData<string> Readable =>
    [
        "embedded://", "EMBEDDED://", " embedded://a ", "embedded://my cache", "embedded://a?timeout=5s&segment=64MiB", "embedded://?TIMEOUT=5s", "embedded://?",
        "mooncake://host:50051", "mooncake://10.0.0.1:1", "mooncake://[::1]:1", "mooncake://my_host-1.example:65535/", "mooncake://host:1?protocol=rdma&device=a,b", "Mooncake://host:1?retry-when-full=on",
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Text_ThatTheSdkRefuses_HasAProblem(string text)
    {
        Assert.True(MooncakeStoreOptions.Parse(text).IsFailed);
        Assert.NotNull(ConnectionStrings.FindProblem(text));
    }

    [Theory]
    [MemberData(nameof(Readable))]
    public void Text_ThatTheSdkTakes_HasNone(string text)
    {
        Assert.True(MooncakeStoreOptions.Parse(text).IsFound);
        Assert.Null(ConnectionStrings.FindProblem(text));
    }

    /// <summary>Every key with values of every kind: whatever has a problem here is refused by the SDK, which refuses more because of ranges.</summary>
    [Theory]
    [InlineData("embedded://")]
    [InlineData("mooncake://host:1")]
    public void Key_WithAnyValue_IsJudgedAsTheSdkDoes(string beginning)
    {
        string known = MooncakeStoreOptions.Parse(beginning + "?no-such-key=1").Error!.Remedy;
        string[] names = [.. Regex.Match(known, "Known keys: (.*)\\.").Groups[1].Value.Split(", ")];
        Assert.Equal(names.Order(StringComparer.Ordinal), ConnectionOption.NamesFor(beginning.Split(':')[0]).Order(StringComparer.Ordinal));
        foreach (string text in names.SelectMany(name => Values.Select(value => $"{beginning}?{name}={value}")))
        {
            bool isRefused = MooncakeStoreOptions.Parse(text) is { IsFailed: true };
            bool isForm = isRefused && MooncakeStoreOptions.Parse(text).Error!.Message.Contains("has the value", StringComparison.Ordinal);
            Assert.True(isForm == ConnectionStrings.FindProblem(text) is not null, text);
        }
    }

    /// <summary>The engine is in a package of its own, whose tests compare the page with the keys that it takes.</summary>
    [Fact]
    public void Keys_OfTheDurableEngine_AreThoseOfTheirPage()
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "connection-strings.md"));
        IEnumerable<string> listed = Regex.Matches(page, @"^\| `(?<key>[a-z-]+)` \| (mooncake, durable|durable|all) \|", RegexOptions.Multiline)
            .Select(static row => row.Groups["key"].Value);
        Assert.Equal(listed.Order(StringComparer.Ordinal), ConnectionOption.NamesFor("durable").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("read-only=on&cache=0&checkpoint-every=1h&checkpoint-keep=3&checkpoint-folder=./copies", true)]
    [InlineData("read-only=maybe", false)]
    [InlineData("cache=much", false)]
    [InlineData("checkpoint-keep=few", false)]
    [InlineData("checkpoint-every=5", false)]
    public void Text_OfTheDurableEngine_IsJudgedByItsValues(string settings, bool isReadable) =>
        Assert.Equal(isReadable, ConnectionStrings.FindProblem($"durable://./data?{settings}") is null);

    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<InvalidConnectionStringAnalyzer>("Use(await MooncakeStore.OpenAsync([|\"embeded://\"|]));");
        Assert.Equal("The connection string 'embeded://' is not valid: it does not start with a scheme; did you mean embedded://?", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new InvalidConnectionStringAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("Use(await MooncakeStore.OpenAsync([|\"mooncake://ho st:1\"|]));")]
    [InlineData("const string Text = \"embedded://?\"; Use(await MooncakeStore.OpenAsync([|Text + \"segmnt=1GiB\"|], default));")]
    [InlineData("Use(MooncakeStoreOptions.Parse([|\"mooncake://master\"|]));")]
    public async Task Constant_ThatCannotBeRead_IsFlagged(string statements) => await UseHarness.VerifyAsync<InvalidConnectionStringAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await MooncakeStore.OpenAsync(\"embedded://\"));")]
    [InlineData("Use(await MooncakeStore.OpenAsync(\"mooncake://master:50051?timeout=5s\"));")]
    [InlineData("Use(await MooncakeStore.OpenAsync(name));")]
    [InlineData("Use(await MooncakeStore.OpenAsync($\"embeded://{name}\"));")]
    [InlineData("Use(await MooncakeStore.OpenAsync(new MooncakeStoreOptions()));")]
    [InlineData("Use(await MooncakeStore.OpenAsync(\"redis://localhost\"));")]
    [InlineData("Use(await store.Raw.GetAsync(\"embeded://\"));")]
    [InlineData("Task OpenAsync(string connectionString) => Task.CompletedTask; await OpenAsync(\"embeded://\");")]
    public async Task Text_ThatIsFineOrUnknown_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<InvalidConnectionStringAnalyzer>(statements);
}
