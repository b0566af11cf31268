using Microsoft.CodeAnalysis;
using Mooncake.Sdk.CodeFixes.Usage;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0508: stores are disposed.</summary>
public class MOON0508Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<UndisposedStoreAnalyzer>("MooncakeStore [|opened|] = await MooncakeStore.OpenAsync(name);");
        Assert.Equal("The store 'opened' is not disposed here, so it neither leaves the cluster nor releases its memory; declare it with 'await using'", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new UndisposedStoreAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("MooncakeStore [|opened|] = await MooncakeStore.OpenAsync(name); Use(await opened.KvBlocks.GetAsync(key));")]
    [InlineData("var [|opened|] = await MooncakeStore.OpenAsync(name); Use(opened.Hostname);")]
    [InlineData("MooncakeStore [|opened|] = MooncakeStore.OpenAsync(name).Result; Use(opened.Hostname);")]
    [InlineData("StoreResult<MooncakeStore> open = await MooncakeStore.TryOpenAsync(name); if (!open.TryGetValue(out MooncakeStore? [|opened|], out StoreError? error)) { return error; } Use(await opened.Raw.GetAsync(name));")]
    [InlineData("StoreResult<MooncakeStore> open = await MooncakeStore.TryOpenAsync(name); if (open.IsFailed) { return null; } MooncakeStore [|opened|] = open.GetValueOrThrow(); Use(opened.Engine);")]
    public async Task Store_ThatNobodyEnds_IsFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedStoreAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await ([|await MooncakeStore.OpenAsync(name)|]).Raw.GetAsync(name));")]
    public async Task Store_WithoutAName_IsFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedStoreAnalyzer>(statements);

    [Theory]
    [InlineData("await using MooncakeStore opened = await MooncakeStore.OpenAsync(name);")]
    [InlineData("await using (MooncakeStore opened = await MooncakeStore.OpenAsync(name)) { Use(opened.Hostname); }")]
    [InlineData("MooncakeStore opened = await MooncakeStore.OpenAsync(name); await opened.DisposeAsync();")]
    [InlineData("MooncakeStore opened = await MooncakeStore.OpenAsync(name); (await opened.CloseAsync()).ThrowIfFailed();")]
    [InlineData("if ((await MooncakeStore.TryOpenAsync(name)).TryGetValue(out MooncakeStore? opened)) { await using (opened) { Use(opened.Hostname); } }")]
    public async Task Store_ThatIsDisposed_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedStoreAnalyzer>(statements);

    [Theory]
    [InlineData("MooncakeStore opened = await MooncakeStore.OpenAsync(name); return opened;")]
    [InlineData("return await MooncakeStore.OpenAsync(name);")]
    [InlineData("_store = await MooncakeStore.OpenAsync(name);")]
    [InlineData("MooncakeStore opened = await MooncakeStore.OpenAsync(name); Use(opened);")]
    [InlineData("Use(await MooncakeStore.OpenAsync(name));")]
    [InlineData("List<MooncakeStore> all = []; all.Add(await MooncakeStore.OpenAsync(name)); Use(all);")]
    [InlineData("MooncakeStore opened = await MooncakeStore.OpenAsync(name); _store = opened;")]
    public async Task Store_ThatIsSomebodyElses_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedStoreAnalyzer>(statements);

    [Theory]
    [InlineData("MooncakeStore opened = await MooncakeStore.OpenAsync(name); Func<Task> close = async () => await opened.DisposeAsync(); Use(close);")]
    public async Task Store_ThatALambdaHolds_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedStoreAnalyzer>(statements);

    [Theory]
    [InlineData("MooncakeStore same = store; Use(same.Hostname);")]
    public async Task Store_ThatWasGiven_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedStoreAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<UndisposedStoreAnalyzer>(
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
                    MooncakeStore opened = await MooncakeStore.OpenAsync("k"); await opened.GetAsync("k");
                }
            }
            """);
    }

    [Theory]
    [InlineData(
        "MooncakeStore opened = await MooncakeStore.OpenAsync(name);",
        "await using MooncakeStore opened = await MooncakeStore.OpenAsync(name);")]
    [InlineData(
        "if ((await MooncakeStore.TryOpenAsync(name)).TryGetValue(out MooncakeStore? opened)) { Use(opened.Hostname); }",
        "if ((await MooncakeStore.TryOpenAsync(name)).TryGetValue(out MooncakeStore? opened)) { await using (opened) { Use(opened.Hostname); } }")]
    public async Task Fix_MendsTheCode(string before, string after) =>
        await UseHarness.VerifyFixAsync<UndisposedStoreAnalyzer, AddUsingCodeFixProvider>(before, after);

    [Theory]
    [InlineData("void Open() { MooncakeStore opened = MooncakeStore.OpenAsync(name).Result; } Open();")]
    public async Task Fix_ThatIsNotMechanical_IsNotOffered(string before) =>
        await UseHarness.VerifyFixAsync<UndisposedStoreAnalyzer, AddUsingCodeFixProvider>(before, after: null);
}
