using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0510: patterns are ones that the store reads.</summary>
public class MOON0510Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<InvalidPatternAnalyzer>("Use(await store.Raw.RemoveByRegexAsync([|@\"(?i)^kv/\"|]));");
        Assert.Equal("The store does not support the pattern '(?i)^kv/', so the call will fail: inline options are not supported; list both cases, as in '[aA]'", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(new InvalidPatternAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|\"\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|\"a\\0b\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|\"a\\ud83e\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|\"\\udd6ea\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(?i)^kv/\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(?<name>a)\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(?P<name>a)\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(?<=a)b\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(?<!a)b\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(?>a)\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(?#remark)a\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"*a\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"a|+b\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(?:*)\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"^*a\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"a(?=b)*\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"((?!b))+|(?!a)?\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"a{\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"a{2,1}\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"a{,3}\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"kv/{Model}\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(a\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"a)\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"[a\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"a\\\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"\\1\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"(a)\\2\"|]));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync([|@\"[[:alpha]\"|]));")]
    public async Task Pattern_ThatTheStoreRefuses_IsFlagged(string statements) => await UseHarness.VerifyAsync<InvalidPatternAnalyzer>(statements);

    [Theory]
    [InlineData("const string Pattern = \"(?i)kv\"; Use(await store.Raw.RemoveByRegexAsync([|Pattern|]));")]
    public async Task Pattern_OfAConstant_IsFlagged(string statements) => await UseHarness.VerifyAsync<InvalidPatternAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^kv/\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(\"^\\ud83e\\udd6e\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^kv/[0-9a-f]{16}$\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^(?:a|b)\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^(?=a)a\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^(?!a)\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^(?=(a)+)(a(?!b))*\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"a**\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"a*?b+?\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"a{2}\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"a{2,}\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"a{2,3}\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"(a)\\1\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"[^/]+\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"[*+?{(]\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"[]\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"[^]\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"\\*\\{\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"[[:alpha:]]\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"[a\\]b]\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"^kv\\/\\d+\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"a]\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"a}\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"(a)(?:b)\\1\"));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(@\"\\bkv\"));")]
    public async Task Pattern_ThatTheStoreReads_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<InvalidPatternAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(name));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(\"(?i)\" + name));")]
    public async Task Pattern_ThatIsNotConstant_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<InvalidPatternAnalyzer>(statements);

    [Theory]
    [InlineData("Use(new System.Text.RegularExpressions.Regex(\"(?i)a\"));")]
    [InlineData("Use(await store.Raw.RemoveAsync(\"(?i)a\"));")]
    public async Task Pattern_OfDotNet_IsNotOurs(string statements) => await UseHarness.VerifyAsync<InvalidPatternAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<InvalidPatternAnalyzer>(
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
                    await store.RemoveByRegexAsync("(?i)a");
                }
            }
            """);
    }
}
