using Microsoft.CodeAnalysis;
using Mooncake.Sdk.CodeFixes.Usage;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0502: objects are read without asking for them first.</summary>
public class MOON0502Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<ProbedReadAnalyzer>("if ((await [|store.KvBlocks.ExistsAsync(key)|]).IsFound) { Use(await store.KvBlocks.GetAsync(key)); }");
        Assert.Equal("'ExistsAsync' and then 'GetAsync' take two round trips, and the read itself reports a missing object; read directly and use TryGetValue", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new ProbedReadAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("if ((await [|store.KvBlocks.ExistsAsync(key)|]).IsFound) { Use(await store.KvBlocks.GetAsync(key)); }")]
    [InlineData("if ((await [|store.Raw.ExistsAsync(name)|]).IsSuccess) { Use((await store.Raw.GetAsync(name)).GetValueOrDefault()); }")]
    [InlineData("if ((await [|store.KvBlocks.ExistsAsync(name, 1)|]).IsFound && flag) { Use(await store.KvBlocks.GetAsync(name, 1)); }")]
    [InlineData("if ((await [|store.KvBlocks.ExistsAsync(key)|]).IsMissing) { Use(null); } else { Use(await store.KvBlocks.GetLeaseAsync(key)); }")]
    public async Task Probe_InACondition_IsFlagged(string statements) => await UseHarness.VerifyAsync<ProbedReadAnalyzer>(statements);

    [Theory]
    [InlineData("StoreResult there = await [|store.KvBlocks.ExistsAsync(key)|]; if (there.IsFound) { Use(await store.KvBlocks.GetAsync(key)); }")]
    [InlineData("bool isThere = (await [|store.KvBlocks.ExistsAsync(key)|]).IsFound; if (isThere) { Use(await store.KvBlocks.GetAsync(key)); }")]
    public async Task Probe_InALocal_IsFlagged(string statements) => await UseHarness.VerifyAsync<ProbedReadAnalyzer>(statements);

    [Theory]
    [InlineData("if (!(await [|store.KvBlocks.ExistsAsync(key)|]).IsFound) { return null; } Use(await store.KvBlocks.GetAsync(key));")]
    public async Task Probe_ThatLeavesWhereTheObjectIsMissing_IsFlagged(string statements) => await UseHarness.VerifyAsync<ProbedReadAnalyzer>(statements);

    [Theory]
    [InlineData("if ((await store.KvBlocks.ExistsAsync(key)).IsFound) { Use(await store.KvBlocks.GetAsync(keys[0])); }")]
    [InlineData("if ((await store.KvBlocks.ExistsAsync(name, 1)).IsFound) { Use(await store.KvBlocks.GetAsync(name, 2)); }")]
    [InlineData("if ((await store.Raw.ExistsAsync(name)).IsFound) { Use(await store.KvBlocks.GetAsync(key)); }")]
    public async Task Probe_OfAnotherObject_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<ProbedReadAnalyzer>(statements);

    [Theory]
    [InlineData("if ((await store.KvBlocks.ExistsAsync(key)).IsMissing) { Use(await store.KvBlocks.PutAsync(block)); }")]
    [InlineData("if ((await store.KvBlocks.ExistsAsync(key)).IsFound) { Use(await store.KvBlocks.RemoveAsync(key)); }")]
    [InlineData("Use(await store.KvBlocks.ExistsAsync(key)); Use(await store.KvBlocks.GetAsync(key));")]
    [InlineData("if ((await store.KvBlocks.ExistsAsync(key)).IsFound) { Use(1); } Use(await store.KvBlocks.GetAsync(key));")]
    public async Task Probe_ForAnythingElse_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<ProbedReadAnalyzer>(statements);

    [Theory]
    [InlineData("if ((await store.Raw.SizeOfAsync(name)).TryGetValue(out long size)) { Use(await store.Raw.GetAsync(name)); }")]
    public async Task Size_BeforeAReadIntoABuffer_IsNeeded(string statements) => await UseHarness.VerifyAsync<ProbedReadAnalyzer>(statements);

    [Theory]
    [InlineData("if ((await store.KvBlocks.ExistsAsync(key)).IsFound) { Func<Task<object>> later = async () => await store.KvBlocks.GetAsync(key); Use(later); }")]
    public async Task Read_InALaterFunction_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<ProbedReadAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<ProbedReadAnalyzer>(
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
                    await store.ExistsAsync("k"); if (await Task.FromResult(true)) { await store.GetAsync("k"); }
                }
            }
            """);
    }

    [Theory]
    [InlineData(
        "if ((await store.KvBlocks.ExistsAsync(key)).IsFound) { KvBlock found = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); Use(found); }",
        "if ((await store.KvBlocks.GetAsync(key)).TryGetValue(out KvBlock? found)) { Use(found); }")]
    [InlineData(
        "if ((await store.Raw.ExistsAsync(name)).IsSuccess) { var found = (await store.Raw.GetAsync(name)).GetValueOrThrow(); Use(found.Length); }",
        "if ((await store.Raw.GetAsync(name)).TryGetValue(out var found)) { Use(found.Length); }")]
    public async Task Fix_MendsTheCode(string before, string after) =>
        await UseHarness.VerifyFixAsync<ProbedReadAnalyzer, ReadAtOnceCodeFixProvider>(before, after);

    [Theory]
    [InlineData("if ((await store.KvBlocks.ExistsAsync(key)).IsFound && flag) { KvBlock found = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); }")]
    [InlineData("if ((await store.KvBlocks.ExistsAsync(key)).IsFound) { Use(await store.KvBlocks.GetAsync(key)); }")]
    [InlineData("if ((await store.KvBlocks.ExistsAsync(key)).IsFound) { KvBlock found = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); } else { Use(1); }")]
    public async Task Fix_ThatIsNotMechanical_IsNotOffered(string before) =>
        await UseHarness.VerifyFixAsync<ProbedReadAnalyzer, ReadAtOnceCodeFixProvider>(before, after: null);
}
