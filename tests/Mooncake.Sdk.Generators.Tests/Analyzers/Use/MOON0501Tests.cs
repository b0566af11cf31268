using Microsoft.CodeAnalysis;
using Mooncake.Sdk.CodeFixes.Use;
using Mooncake.Sdk.Generators.Analyzers.Use;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Use;

/// <summary>MOON0501: values are read after a check.</summary>
public class MOON0501Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<UncheckedValueAnalyzer>("Use((await store.KvBlocks.GetAsync(key)).[|Value|]);");
        Assert.Equal("'Value' of 'GetAsync' throws if the object is missing or the operation failed, and nothing here checks first; use TryGetValue, or GetValueOrThrow to make the exception explicit", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new UncheckedValueAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("Use((await store.KvBlocks.GetAsync(key)).[|Value|]);")]
    [InlineData("Use((await store.Raw.GetAsync(name).ConfigureAwait(false)).[|Value|].Length);")]
    [InlineData("byte[] bytes = (await store.Raw.GetAsync(name)).[|Value|];")]
    public async Task Value_OfACall_IsFlagged(string statements) => await UseHarness.VerifyAsync<UncheckedValueAnalyzer>(statements);

    [Theory]
    [InlineData("StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(key); Use(got.[|Value|]);")]
    [InlineData("var got = await store.KvBlocks.GetAsync(key); Use(got.[|Value|].Model); Use(got.[|Value|].Block);")]
    public async Task Value_OfALocalThatNobodyAsks_IsFlagged(string statements) => await UseHarness.VerifyAsync<UncheckedValueAnalyzer>(statements);

    [Theory]
    [InlineData("StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(key); if (got.IsFound) { Use(got.Value); }")]
    [InlineData("StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(key); if (!got.IsFailed) { Use(got.Value); }")]
    [InlineData("StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(key); if (got.Status == StoreStatus.Found) { Use(got.Value); }")]
    [InlineData("StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(key); if (got is { IsFound: true }) { Use(got.Value); }")]
    [InlineData("StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(key); Use(got.IsMissing ? null : got.Value);")]
    public async Task Value_ThatIsAskedFor_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UncheckedValueAnalyzer>(statements);

    [Theory]
    [InlineData("StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(key); Use(got); Use(got.Value);")]
    public async Task Result_ThatIsHandedOn_MayBeCheckedThere(string statements) => await UseHarness.VerifyAsync<UncheckedValueAnalyzer>(statements);

    [Theory]
    [InlineData("StoreBatch<KvBlock> many = await store.KvBlocks.GetManyAsync(keys); Use(many[0].Value);")]
    [InlineData("foreach (StoreResult<KvBlock> got in (await store.KvBlocks.GetManyAsync(keys)).ToList()) { Use(got.Value); }")]
    [InlineData("KvBlock Of(StoreResult<KvBlock> got) => got.Value; Use(Of(default));")]
    public async Task Result_FromElsewhere_MayHaveBeenChecked(string statements) => await UseHarness.VerifyAsync<UncheckedValueAnalyzer>(statements);

    [Theory]
    [InlineData("Use(KvBlockKey.Parse(\"kv/llama/0000000000000001\").Value);")]
    [InlineData("StoreResult<KvBlockKey> parsed = KvBlockKey.Parse(name); Use(parsed.Value);")]
    [InlineData("Use(MooncakeStoreOptions.Parse(\"embedded://\").Value);")]
    public async Task Result_ThatTheStoreHasNoPartIn_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UncheckedValueAnalyzer>(statements);

    [Theory]
    [InlineData("Use((await store.KvBlocks.GetAsync(key)).GetValueOrThrow());")]
    [InlineData("if ((await store.KvBlocks.GetAsync(key)).TryGetValue(out KvBlock? found)) { Use(found); }")]
    [InlineData("Use((await store.KvBlocks.GetAsync(key)).GetValueOrDefault());")]
    [InlineData("Use(new KeyValuePair<string, int>(name, 1).Value);")]
    [InlineData("int? number = 1; Use(number.Value);")]
    public async Task OtherWays_AreNotFlagged(string statements) => await UseHarness.VerifyAsync<UncheckedValueAnalyzer>(statements);

    /// <summary>What a test project calls.</summary>
    private const string Frameworks = """
        public static class Assert
        {
            public static void Equal<T>(T expected, T actual) { }
            public static void True(bool condition) { }
            public static void All<T>(IEnumerable<T> items, Action<T> code) { }
        }
        public static class CollectionAssert { public static void AreEqual(byte[] expected, byte[] actual) { } }
        public static class AssertionExtensions { public static AssertionExtensions2 Should(this object? actual) => new(); }
        public class AssertionExtensions2 { public void NotBeNull() { } }
        public static class Asserting { public static void Use(object? value) { } }
        """;

    [Theory]
    [InlineData("Assert.Equal(block, (await store.KvBlocks.GetAsync(key)).Value);")]
    [InlineData("Assert.True((await store.Raw.GetAsync(name)).Value.Length > 3);")]
    [InlineData("StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(key); Assert.Equal(block, got.Value);")]
    [InlineData("StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(key); Assert.All(keys, each => Use(got.Value));")]
    [InlineData("CollectionAssert.AreEqual(new byte[1], (await store.Raw.GetAsync(name)).Value);")]
    [InlineData("(await store.KvBlocks.GetAsync(key)).Value.Should().NotBeNull();")]
    public async Task Value_InAnAssertion_FailsTheTestAsItShould(string statements) =>
        await UseHarness.VerifyFileAsync<UncheckedValueAnalyzer>(UseHarness.Wrap(statements) + Frameworks);

    [Theory]
    [InlineData("byte[] bytes = (await store.Raw.GetAsync(name)).[|Value|]; Assert.Equal(1, bytes.Length);")]
    [InlineData("Asserting.Use((await store.Raw.GetAsync(name)).[|Value|]);")]
    public async Task Value_ThatATestGoesOnWith_IsFlagged(string statements) =>
        await UseHarness.VerifyFileAsync<UncheckedValueAnalyzer>(UseHarness.Wrap(statements) + Frameworks);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<UncheckedValueAnalyzer>(
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
                public static Task<StoreResult<MooncakeStore>> OpenAsync(string text) => Task.FromResult(default(StoreResult<MooncakeStore>));
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
                    _value = (await store.GetAsync("k")).Value;
                }
            }
            """);
    }

    [Theory]
    [InlineData(
        "Use((await store.KvBlocks.GetAsync(key)).Value);",
        "Use((await store.KvBlocks.GetAsync(key)).GetValueOrThrow());")]
    [InlineData(
        "StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(key); Use(got.Value.Model);",
        "StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(key); Use(got.GetValueOrThrow().Model);")]
    public async Task Fix_MendsTheCode(string before, string after) =>
        await UseHarness.VerifyFixAsync<UncheckedValueAnalyzer, SayThatMissingThrowsCodeFixProvider>(before, after);

    [Fact]
    public async Task FixAll_MendsEachOfThem() => await UseHarness.VerifyFixAllAsync<UncheckedValueAnalyzer, SayThatMissingThrowsCodeFixProvider>(
        "Use((await store.KvBlocks.GetAsync(key)).Value); Use((await store.Raw.GetAsync(name)).Value.Length);",
        "Use((await store.KvBlocks.GetAsync(key)).GetValueOrThrow()); Use((await store.Raw.GetAsync(name)).GetValueOrThrow().Length);");
}
