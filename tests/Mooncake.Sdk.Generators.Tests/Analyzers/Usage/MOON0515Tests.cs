using Microsoft.CodeAnalysis;
using Mooncake.Sdk.CodeFixes.Usage;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0515: registered buffers are disposed.</summary>
public class MOON0515Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<UndisposedBufferAnalyzer>("RegisteredBuffer [|buffer|] = (await store.Buffers.AllocateAsync(4096)).GetValueOrThrow();");
        Assert.Equal("The buffer 'buffer' is not disposed here, so its memory stays registered until the store closes and allocated until the process ends; declare it with 'using'", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new UndisposedBufferAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("RegisteredBuffer [|buffer|] = (await store.Buffers.AllocateAsync(4096)).GetValueOrThrow(); Use(await store.Raw.GetIntoAsync(name, buffer.Whole));")]
    [InlineData("var [|buffer|] = (await store.Buffers.RegisterAsync(1, 2)).GetValueOrThrow(); Use(buffer.Length);")]
    [InlineData("if ((await store.Buffers.AllocateAsync(1)).TryGetValue(out RegisteredBuffer? [|buffer|])) { Use(buffer.IsDisposed); }")]
    public async Task Buffer_ThatNobodyEnds_IsFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedBufferAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.GetIntoAsync(name, [|(await store.Buffers.AllocateAsync(4096)).GetValueOrThrow()|].Whole));")]
    public async Task Buffer_WithoutAName_IsFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedBufferAnalyzer>(statements);

    [Theory]
    [InlineData("using RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(4096)).GetValueOrThrow();")]
    [InlineData("RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(4096)).GetValueOrThrow(); buffer.Dispose();")]
    [InlineData("if ((await store.Buffers.AllocateAsync(1)).TryGetValue(out RegisteredBuffer? buffer)) { using (buffer) { Use(buffer.Length); } }")]
    public async Task Buffer_ThatIsDisposed_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedBufferAnalyzer>(statements);

    [Theory]
    [InlineData("_buffer = (await store.Buffers.AllocateAsync(4096)).GetValueOrThrow();")]
    [InlineData("return (await store.Buffers.AllocateAsync(4096)).GetValueOrThrow();")]
    [InlineData("RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(4096)).GetValueOrThrow(); Use(buffer);")]
    [InlineData("RegisteredBuffer[] buffers = [(await store.Buffers.AllocateAsync(4096)).GetValueOrThrow()]; Use(buffers);")]
    public async Task Buffer_ThatIsSomebodyElses_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedBufferAnalyzer>(statements);

    [Theory]
    [InlineData("System.Buffers.IMemoryOwner<byte> owner = System.Buffers.MemoryPool<byte>.Shared.Rent(1); Use(owner.Memory.Length);")]
    public async Task MemoryOfTheProgrammers_IsNotOurs(string statements) => await UseHarness.VerifyAsync<UndisposedBufferAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<UndisposedBufferAnalyzer>(
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
                    RegisteredBuffer buffer = (await store.AllocateAsync(1)).GetValueOrThrow(); _value = (byte[])buffer.Whole;
                }
            }
            """);
    }

    [Theory]
    [InlineData(
        "RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(1)).GetValueOrThrow(); Use(buffer.Length);",
        "using RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(1)).GetValueOrThrow(); Use(buffer.Length);")]
    public async Task Fix_MendsTheCode(string before, string after) =>
        await UseHarness.VerifyFixAsync<UndisposedBufferAnalyzer, AddUsingCodeFixProvider>(before, after);
}
