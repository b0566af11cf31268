using Microsoft.CodeAnalysis;
using Mooncake.Sdk.CodeFixes.Usage;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0513: not every object is removed by force.</summary>
public class MOON0513Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<ForcedRemoveAllAnalyzer>("Use(await store.Raw.RemoveAllAsync([|RemoveOptions.Forced|]));");
        Assert.Equal("'RemoveAllAsync' with force removes every object of the cluster, including those that other clients stored or are reading; omit the options, or remove by prefix", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new ForcedRemoveAllAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("Use(await store.Raw.RemoveAllAsync([|options: RemoveOptions.Forced|]));")]
    [InlineData("Use(await store.Raw.RemoveAllAsync([|RemoveOptions.Forced|]));")]
    [InlineData("Use(await store.Raw.RemoveAllAsync([|new RemoveOptions { Force = true }|]));")]
    [InlineData("Use(await store.Raw.RemoveAllAsync([|new() { WaitForLease = true, Force = true }|]));")]
    [InlineData("const bool Force = true; Use(await store.Raw.RemoveAllAsync([|new() { Force = Force }|], CancellationToken.None));")]
    public async Task RemoveAll_ByForce_IsFlagged(string statements) => await UseHarness.VerifyAsync<ForcedRemoveAllAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveAllAsync());")]
    [InlineData("Use(await store.Raw.RemoveAllAsync(null));")]
    [InlineData("Use(await store.Raw.RemoveAllAsync(RemoveOptions.Waiting));")]
    [InlineData("Use(await store.Raw.RemoveAllAsync(new RemoveOptions { Force = false }));")]
    [InlineData("Use(await store.Raw.RemoveAllAsync(new() { WaitForLease = true }));")]
    public async Task RemoveAll_WithoutForce_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<ForcedRemoveAllAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveAllAsync(new() { Force = flag }));")]
    [InlineData("RemoveOptions options = RemoveOptions.Forced; Use(await store.Raw.RemoveAllAsync(options));")]
    [InlineData("Use(await store.Raw.RemoveAllAsync(flag ? RemoveOptions.Forced : null));")]
    public async Task Force_ThatIsDecidedElsewhere_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<ForcedRemoveAllAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.KvBlocks.RemoveAllAsync(RemoveOptions.Forced));")]
    [InlineData("Use(await store.KvBlocks.RemoveByPrefixAsync(name, RemoveOptions.Forced));")]
    public async Task RemoveAll_OfOneSet_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<ForcedRemoveAllAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.RemoveAsync(name, RemoveOptions.Forced));")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync(\"^kv/\", RemoveOptions.Forced));")]
    public async Task Force_OnOneObject_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<ForcedRemoveAllAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<ForcedRemoveAllAnalyzer>(
            """
            using System;
            using System.Collections.Generic;
            using System.Threading.Tasks;
            namespace Look.Alike;
            public readonly struct StoreResult { public void ThrowIfFailed() { } }
            public readonly struct StoreResult<T> { public T Value => default!; public bool IsFound => true; public T GetValueOrThrow() => default!; public bool TryGetValue(out T value) { value = default!; return true; } }
            public sealed class StoreLease<T> : IDisposable { public T Value => default!; public void Dispose() { } }
            public sealed class RegisteredBuffer : IDisposable { public object Whole => this; public void Dispose() { } }
            public sealed class RemoveOptions { public static RemoveOptions Forced { get; } = new(); }
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
                public ValueTask<StoreResult<long>> RemoveAllAsync(RemoveOptions options) => default;
                public ValueTask DisposeAsync() => default;
            }
            public class User
            {
                private byte[]? _value;
                public async Task RunAsync(MooncakeStore store, string[] keys)
                {
                    await store.RemoveAllAsync(RemoveOptions.Forced);
                }
            }
            """);
    }

    [Theory]
    [InlineData(
        "Use(await store.Raw.RemoveAllAsync(options: RemoveOptions.Forced));",
        "Use(await store.Raw.RemoveAllAsync());")]
    [InlineData(
        "Use(await store.Raw.RemoveAllAsync(RemoveOptions.Forced));",
        "Use(await store.Raw.RemoveAllAsync());")]
    [InlineData(
        "Use(await store.Raw.RemoveAllAsync(RemoveOptions.Forced, CancellationToken.None));",
        "Use(await store.Raw.RemoveAllAsync(null, CancellationToken.None));")]
    [InlineData(
        "Use(await store.Raw.RemoveAllAsync(options: RemoveOptions.Forced, cancellationToken: CancellationToken.None));",
        "Use(await store.Raw.RemoveAllAsync(cancellationToken: CancellationToken.None));")]
    public async Task Fix_MendsTheCode(string before, string after) =>
        await UseHarness.VerifyFixAsync<ForcedRemoveAllAnalyzer, LeaveForceOutCodeFixProvider>(before, after);
}
