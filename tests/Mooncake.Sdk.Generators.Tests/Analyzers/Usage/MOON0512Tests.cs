using Microsoft.CodeAnalysis;
using Mooncake.Sdk.CodeFixes.Usage;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0512: patterns are anchored.</summary>
public class MOON0512Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<UnanchoredPatternAnalyzer>("Use(await store.Raw.RemoveByRegexAsync([|@\"kv/\"|]));");
        Assert.Equal("The pattern 'kv/' matches anywhere in a key and may remove unintended objects; start it with '^'", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new UnanchoredPatternAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"kv/\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"kv/.*\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"^a|b\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(a|b)\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"[ab]\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"\\^kv\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"a\\$\"|]));")]
    public async Task Pattern_ThatMatchesAnywhere_IsFlagged(string statements) => await UseHarness.VerifyAsync<UnanchoredPatternAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^kv/\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^a|^b\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"(^a)\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"(?:^a)\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^(?:a|b)\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"((^a))\"));")]
    public async Task Pattern_ThatIsAnchored_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UnanchoredPatternAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"/draft$\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\".*/draft$\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"a$|b$\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^a|b$\"));")]
    public async Task Pattern_ThatIsTiedToTheEnd_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UnanchoredPatternAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\".*\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"(?i)a\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"*\"));")]
    public async Task Pattern_OfOtherRules_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UnanchoredPatternAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(name));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync($\"kv/{name}\"));")]
    public async Task Pattern_ThatIsNotConstant_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UnanchoredPatternAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<UnanchoredPatternAnalyzer>(
            """
            using System;
            using System.Collections.Generic;
            using System.Threading.Tasks;
            namespace Look.Alike;
            public readonly struct StoreResult { public void ThrowIfFailed() { } }
            public readonly struct StoreResult<T> { public T Value => default!; public bool IsFound => true; public T GetValueOrThrow() => default!; public bool TryGetValue(out T value) { value = default!; return true; } }
            public sealed class StoreLease<T> : IDisposable { public T Value => default!; public void Dispose() { } }
            public sealed class RegisteredBuffer : IDisposable { public object Whole => this; public void Dispose() { } }
            public sealed class PutOptions { public bool SoftPin { get; init; } public bool HardPin { get; init; } }
            public sealed class MooncakeStore : IAsyncDisposable
            {
                public static Task<MooncakeStore> OpenAsync(string text) => Task.FromResult(new MooncakeStore());
                public ValueTask<StoreResult> PutAsync(string key, byte[] value, PutOptions? options = null) => default;
                public ValueTask<StoreResult<byte[]>> GetAsync(string key) => default;
                public ValueTask<StoreResult<StoreLease<byte[]>>> GetLeaseAsync(string key) => default;
                public ValueTask<StoreResult<RegisteredBuffer>> AllocateAsync(int length) => default;
                public ValueTask<StoreResult> ExistsAsync(string key) => default;
                public ValueTask<StoreResult<long>> RemoveByRegexAsync(string pattern) => default;
                public ValueTask<StoreResult<long>> RemoveAllAsync(bool force) => default;
                public ValueTask DisposeAsync() => default;
            }
            public class User
            {
                private byte[]? _value;
                public async Task RunAsync(MooncakeStore store, string[] keys)
                {
                    await store.RemoveByRegexAsync("kv/");
                }
            }
            """);
    }

    [Theory]
    [InlineData(
        "Use(await store.Raw.RemoveByRegexAsync(\"kv/\"));",
        "Use(await store.Raw.RemoveByRegexAsync(\"^kv/\"));")]
    [InlineData(
        "Use(await store.Raw.RemoveByRegexAsync(@\"kv/\\d\"));",
        "Use(await store.Raw.RemoveByRegexAsync(@\"^kv/\\d\"));")]
    [InlineData(
        "Use(await store.Raw.RemoveByRegexAsync(\"a|b\"));",
        "Use(await store.Raw.RemoveByRegexAsync(\"^(?:a|b)\"));")]
    [InlineData(
        "Use(await store.Raw.RemoveByRegexAsync(\"^a|\\\\d\"));",
        "Use(await store.Raw.RemoveByRegexAsync(\"^(?:^a|\\\\d)\"));")]
    [InlineData(
        "Use(await store.Raw.RemoveByRegexAsync(\"\"\"kv/\"\"\"));",
        "Use(await store.Raw.RemoveByRegexAsync(\"\"\"^kv/\"\"\"));")]
    public async Task Fix_MendsTheCode(string before, string after) =>
        await UseHarness.VerifyFixAsync<UnanchoredPatternAnalyzer, AnchorPatternCodeFixProvider>(before, after);

    [Theory]
    [InlineData("const string Pattern = \"kv/\"; Use(await store.Raw.RemoveByRegexAsync(Pattern));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(\"kv\" + \"/\"));")]
    public async Task Fix_ThatIsNotMechanical_IsNotOffered(string before) =>
        await UseHarness.VerifyFixAsync<UnanchoredPatternAnalyzer, AnchorPatternCodeFixProvider>(before, after: null);

    [Fact]
    public async Task FixAll_MendsEachOfThem() => await UseHarness.VerifyFixAllAsync<UnanchoredPatternAnalyzer, AnchorPatternCodeFixProvider>(
        "Use(await store.Raw.RemoveByRegexAsync(\"kv/\"));Use(await store.Raw.RemoveByRegexAsync(\"tmp/\"));",
        "Use(await store.Raw.RemoveByRegexAsync(\"^kv/\"));Use(await store.Raw.RemoveByRegexAsync(\"^tmp/\"));");
}
