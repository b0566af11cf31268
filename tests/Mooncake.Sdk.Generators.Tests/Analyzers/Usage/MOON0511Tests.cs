using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0511: patterns do not match every key.</summary>
public class MOON0511Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<PatternMatchesEverythingAnalyzer>("Use(await store.Raw.RemoveByRegexAsync([|@\".*\"|]));");
        Assert.Equal("The pattern '.*' matches every key, so every object of the cluster is removed; call RemoveAllAsync if that is intended, or anchor the pattern to a prefix", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new PatternMatchesEverythingAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\".*\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\".+\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"^\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"$\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"^.*\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"^.*$\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\".*$\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"^.+$\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(.*)\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(?:.*)\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"[^]*\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\".\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"^(.*)$\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"a*\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"^(kv)?\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(kv/|old/|)\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"^kv/|\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"a{0,3}\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"[^/]*\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"^(?:a?.)*$\"|]));")]
    public async Task Pattern_ThatMatchesEveryKey_IsFlagged(string statements) => await UseHarness.VerifyAsync<PatternMatchesEverythingAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^kv/.*\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"kv\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\".*kv\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^$\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^.$\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"a*b\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^kv/\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"[^/]*/x\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"(a).*(b)\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"\\.\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"(?:a|.*b)\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^a*$\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^(a?)*$\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"..\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\".{2}\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"a{05}\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\".*^\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"$.*\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"(?=a).*\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"\\b.*\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"(^a)?(b$)+\"));")]
    public async Task Pattern_ThatNamesSomething_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<PatternMatchesEverythingAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"(?i).*\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"*\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(\"\"));")]
    public async Task Pattern_ThatIsRefused_IsAnotherRules(string statements) => await UseHarness.VerifyAsync<PatternMatchesEverythingAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(name));")]
    public async Task Pattern_ThatIsNotConstant_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<PatternMatchesEverythingAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveAllAsync());")]
    public async Task RemoveAll_SaysWhatItDoes(string statements) => await UseHarness.VerifyAsync<PatternMatchesEverythingAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<PatternMatchesEverythingAnalyzer>(
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
                    await store.RemoveByRegexAsync(".*");
                }
            }
            """);
    }
}
