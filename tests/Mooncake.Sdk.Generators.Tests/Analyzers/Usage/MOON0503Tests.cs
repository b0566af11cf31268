using Microsoft.CodeAnalysis;
using Mooncake.Sdk.CodeFixes.Usage;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0503: batches are used where they exist.</summary>
public class MOON0503Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<SingleCallInLoopAnalyzer>("foreach (KvBlock b in blocks) { (await [|store.KvBlocks.PutAsync(b)|]).ThrowIfFailed(); }");
        Assert.Equal("'PutAsync' is awaited for one item after another; use 'PutManyAsync', which handles all items in batch calls and can be many times faster", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new SingleCallInLoopAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("foreach (KvBlock b in blocks) { (await [|store.KvBlocks.PutAsync(b)|]).ThrowIfFailed(); }")]
    [InlineData("foreach (KvBlockKey k in keys) { Use(await [|store.KvBlocks.GetAsync(k)|]); }")]
    [InlineData("foreach (KvBlockKey k in keys) { StoreResult there = await [|store.KvBlocks.ExistsAsync(k)|]; Use(there); }")]
    [InlineData("foreach (string s in new[] { name }) { (await [|store.Raw.PutAsync(s, new byte[1])|].ConfigureAwait(false)).ThrowIfFailed(); }")]
    public async Task SingleCall_ForEachItem_IsFlagged(string statements) => await UseHarness.VerifyAsync<SingleCallInLoopAnalyzer>(statements);

    [Theory]
    [InlineData("for (int i = 0; i < blocks.Length; i++) { (await [|store.KvBlocks.PutAsync(blocks[i])|]).ThrowIfFailed(); }")]
    [InlineData("for (int i = 0; i < blocks.Length && flag; i++) { (await [|store.KvBlocks.PutAsync(blocks[i])|]).ThrowIfFailed(); }")]
    [InlineData("for (ulong i = 0; i < 9; i++) { Use(await [|store.KvBlocks.GetAsync(name, i)|]); }")]
    [InlineData("foreach (KvBlock b in blocks) { KvBlock copy = b with { Model = name }; (await [|store.KvBlocks.PutAsync(copy)|]).ThrowIfFailed(); }")]
    public async Task SingleCall_ForEachNumber_IsFlagged(string statements) => await UseHarness.VerifyAsync<SingleCallInLoopAnalyzer>(statements);

    [Theory]
    [InlineData("foreach (KvBlockKey k in keys) { Use(await store.KvBlocks.RemoveAsync(k)); }")]
    [InlineData("foreach (KvBlockKey k in keys) { Use(await store.KvBlocks.GetLeaseAsync(k)); }")]
    [InlineData("foreach (KvBlock b in blocks) { Use(await store.KvBlocks.ReplaceAsync(b)); }")]
    [InlineData("foreach (KvBlockKey k in keys) { Use(await store.KvBlocks.SizeOfAsync(k)); }")]
    public async Task Operation_WithoutABatchForm_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<SingleCallInLoopAnalyzer>(statements);

    [Theory]
    [InlineData("foreach (KvBlockKey k in keys) { if ((await store.KvBlocks.GetAsync(k)).TryGetValue(out KvBlock? found)) { return found; } }")]
    [InlineData("foreach (KvBlockKey k in keys) { if ((await store.KvBlocks.ExistsAsync(k)).IsMissing) { break; } }")]
    [InlineData("foreach (KvBlock b in blocks) { if ((await store.KvBlocks.PutAsync(b)).IsFailed) { throw new InvalidOperationException(); } }")]
    [InlineData("bool isFine = true; for (int i = 0; i < blocks.Length && isFine; i++) { isFine = (await store.KvBlocks.PutAsync(blocks[i])).IsSuccess; }")]
    [InlineData("StoreResult last = StoreResult.Done; for (ulong i = 0; last.IsSuccess; i++) { last = await store.KvBlocks.ExistsAsync(name, i); }")]
    public async Task Loop_ThatMayEndEarly_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<SingleCallInLoopAnalyzer>(statements);

    [Theory]
    [InlineData("KvBlockKey next = key; for (int i = 0; i < 3; i++) { KvBlock b = (await store.KvBlocks.GetAsync(next)).GetValueOrThrow(); next = new KvBlockKey(b.Model, b.Block + (ulong)i); }")]
    [InlineData("for (int i = 0; i < 3; i++) { Use(await store.KvBlocks.GetAsync(key)); }")]
    public async Task Loop_WhoseItemsDependOnEachOther_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<SingleCallInLoopAnalyzer>(statements);

    [Theory]
    [InlineData("foreach (KvBlock b in blocks) { (await store.KvBlocks.PutAsync(b)).ThrowIfFailed(); await Task.Delay(1); }")]
    public async Task Loop_ThatAwaitsSomethingElse_MayBePaced(string statements) => await UseHarness.VerifyAsync<SingleCallInLoopAnalyzer>(statements);

    [Theory]
    [InlineData("while (flag) { Use(await store.KvBlocks.GetAsync(key)); }")]
    [InlineData("async IAsyncEnumerable<KvBlock> Stream() { await Task.Yield(); yield return block; } await foreach (KvBlock b in Stream()) { Use(await store.KvBlocks.PutAsync(b)); }")]
    public async Task Loop_WithoutACountedEnd_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<SingleCallInLoopAnalyzer>(statements);

    [Theory]
    [InlineData("List<Task<StoreResult>> tasks = []; foreach (KvBlock b in blocks) { tasks.Add(store.KvBlocks.PutAsync(b).AsTask()); } Use(await Task.WhenAll(tasks));")]
    [InlineData("foreach (KvBlock b in blocks) { Func<Task> later = async () => Use(await store.KvBlocks.PutAsync(b)); Use(later); }")]
    public async Task CallsThatAreUnderWayTogether_AreNotFlagged(string statements) => await UseHarness.VerifyAsync<SingleCallInLoopAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<SingleCallInLoopAnalyzer>(
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
                    foreach (string key in keys) { await store.GetAsync(key); }
                }
            }
            """);
    }

    [Theory]
    [InlineData(
        "foreach (KvBlock b in blocks) { (await store.KvBlocks.PutAsync(b)).ThrowIfFailed(); }",
        "foreach (StoreResult result in await store.KvBlocks.PutManyAsync(blocks)) { result.ThrowIfFailed(); }")]
    [InlineData(
        "foreach (KvBlockKey k in keys) { StoreResult<KvBlock> got = await store.KvBlocks.GetAsync(k, CancellationToken.None); Use(got.IsFound); }",
        "foreach (StoreResult<KvBlock> got in await store.KvBlocks.GetManyAsync(keys, CancellationToken.None)) { Use(got.IsFound); }")]
    [InlineData(
        "foreach (var k in keys) Use(await store.KvBlocks.ExistsAsync(k));",
        "foreach (StoreResult result in await store.KvBlocks.ExistsManyAsync(keys)) Use(result);")]
    [InlineData(
        "string[] names = [name]; foreach (string n in names) { Use(await store.Raw.GetAsync(n)); }",
        "string[] names = [name]; foreach (StoreResult<byte[]> result in await store.Raw.GetManyAsync(names)) { Use(result); }")]
    public async Task Fix_MendsTheCode(string before, string after) =>
        await UseHarness.VerifyFixAsync<SingleCallInLoopAnalyzer, BatchLoopCodeFixProvider>(before, after);

    [Theory]
    [InlineData("foreach (KvBlock b in blocks) { Use(b.Model); Use(await store.KvBlocks.PutAsync(b)); }")]
    [InlineData("foreach (KvBlock b in blocks.Where(b => flag)) { Use(await store.KvBlocks.PutAsync(b)); }")]
    [InlineData("for (int i = 0; i < 3; i++) { Use(await store.KvBlocks.PutAsync(blocks[i])); }")]
    [InlineData("foreach (string n in new[] { name }) { Use(await store.Raw.PutAsync(n, new byte[1])); }")]
    [InlineData("foreach (KvBlock b in blocks) { Use(await store.KvBlocks.GetAsync(new KvBlockKey(b.Model, 1))); }")]
    public async Task Fix_ThatIsNotMechanical_IsNotOffered(string before) =>
        await UseHarness.VerifyFixAsync<SingleCallInLoopAnalyzer, BatchLoopCodeFixProvider>(before, after: null);
}
