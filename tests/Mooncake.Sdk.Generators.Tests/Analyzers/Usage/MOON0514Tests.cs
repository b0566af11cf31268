using Microsoft.CodeAnalysis;
using Mooncake.Sdk.CodeFixes.Usage;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0514: one pin is set.</summary>
public class MOON0514Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<SoftAndHardPinAnalyzer>("Use(new PutOptions { [|SoftPin = true|], HardPin = true });");
        Assert.Equal("'SoftPin' has no effect with 'HardPin', because a hard-pinned object is never evicted; keep the intended pin", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new SoftAndHardPinAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("Use(new PutOptions { [|SoftPin = true|], HardPin = true });")]
    [InlineData("Use(new PutOptions { HardPin = true, [|SoftPin = true|], ReplicaCount = 2 });")]
    [InlineData("PutOptions options = new() { HardPin = true, [|SoftPin = true|] };")]
    public async Task BothPins_AreFlaggedAtTheSoftOne(string statements) => await UseHarness.VerifyAsync<SoftAndHardPinAnalyzer>(statements);

    [Theory]
    [InlineData("Use(new PutOptions { SoftPin = true });")]
    [InlineData("Use(new PutOptions { HardPin = true });")]
    [InlineData("Use(new PutOptions { HardPin = true, SoftPin = false });")]
    [InlineData("Use(new PutOptions { HardPin = false, SoftPin = true });")]
    public async Task OnePin_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<SoftAndHardPinAnalyzer>(statements);

    [Theory]
    [InlineData("Use(new PutOptions { HardPin = flag, SoftPin = true });")]
    [InlineData("Use(new PutOptions { HardPin = flag, SoftPin = !flag });")]
    public async Task Pin_ThatIsDecidedElsewhere_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<SoftAndHardPinAnalyzer>(statements);

    [Theory]
    [InlineData("Use(new PutOptions());")]
    [InlineData("Use(new RemoveOptions { Force = true, WaitForLease = true });")]
    public async Task NoPin_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<SoftAndHardPinAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<SoftAndHardPinAnalyzer>(
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
                    await store.PutAsync("k", [1], new PutOptions { SoftPin = true, HardPin = true });
                }
            }
            """);
    }

    [Theory]
    [InlineData(
        "Use(new PutOptions { SoftPin = true, HardPin = true });",
        "Use(new PutOptions { HardPin = true });")]
    [InlineData(
        "Use(new PutOptions { HardPin = true, SoftPin = true });",
        "Use(new PutOptions { HardPin = true });")]
    [InlineData(
        "Use(new PutOptions { HardPin = true, SoftPin = true, ReplicaCount = 2 });",
        "Use(new PutOptions { HardPin = true, ReplicaCount = 2 });")]
    public async Task Fix_MendsTheCode(string before, string after) =>
        await UseHarness.VerifyFixAsync<SoftAndHardPinAnalyzer, KeepHardPinCodeFixProvider>(before, after);
}
