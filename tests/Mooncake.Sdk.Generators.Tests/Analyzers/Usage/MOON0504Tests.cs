using Microsoft.CodeAnalysis;
using Mooncake.Sdk.CodeFixes.Usage;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0504: leases are disposed.</summary>
public class MOON0504Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<UndisposedLeaseAnalyzer>("StoreLease<KvBlock> [|lease|] = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow();");
        Assert.Equal("The lease 'lease' is not disposed here, so its registered memory stays in use until the store closes; declare it with 'using'", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new UndisposedLeaseAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("StoreLease<KvBlock> [|lease|] = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Use(lease.Value.Payload.Length);")]
    [InlineData("var [|lease|] = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow();")]
    [InlineData("if ((await store.KvBlocks.GetLeaseAsync(key)).TryGetValue(out StoreLease<KvBlock>? [|lease|])) { Use(lease.Value.Payload.Length); }")]
    [InlineData("StoreResult<StoreLease<KvBlock>> got = await store.KvBlocks.GetLeaseAsync(key); if (got.TryGetValue(out var [|lease|], out StoreError? error)) { Use(lease.Value.Model); }")]
    public async Task Lease_ThatNobodyEnds_IsFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedLeaseAnalyzer>(statements);

    [Theory]
    [InlineData("Use([|(await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow()|].Value.Payload.Length);")]
    public async Task Lease_WithoutAName_IsFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedLeaseAnalyzer>(statements);

    [Theory]
    [InlineData("StoreLeaseBatch<KvBlock> [|leases|] = await store.KvBlocks.GetManyLeaseAsync([key]); Use(leases.Results.Count);")]
    [InlineData("var [|leases|] = await store.KvBlocks.GetManyLeaseAsync([key]).ConfigureAwait(false);")]
    [InlineData("Use(([|await store.KvBlocks.GetManyLeaseAsync([key])|]).Results.Count);")]
    public async Task Batch_ThatNobodyEnds_IsFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedLeaseAnalyzer>(statements);

    [Theory]
    [InlineData("using StoreLeaseBatch<KvBlock> leases = await store.KvBlocks.GetManyLeaseAsync([key]); Use(leases.Results.Count);")]
    [InlineData("StoreLeaseBatch<KvBlock> leases = await store.KvBlocks.GetManyLeaseAsync([key]); leases.Dispose();")]
    [InlineData("return await store.KvBlocks.GetManyLeaseAsync([key]);")]
    [InlineData("StoreLeaseBatch<KvBlock> leases = await store.KvBlocks.GetManyLeaseAsync([key]); Use(leases);")]
    public async Task Batch_ThatIsDisposedOrSomebodyElses_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedLeaseAnalyzer>(statements);

    [Theory]
    [InlineData("StoreDraft<KvBlock, byte> [|draft|] = (await store.KvBlocks.CreateDraftAsync(key, 10)).GetValueOrThrow(); draft.Payload.Span.Fill(1);")]
    [InlineData("if ((await store.KvBlocks.CreateDraftAsync(name, 1, 10)).TryGetValue(out StoreDraft<KvBlock, byte>? [|draft|])) { Use(draft.Value.Model); }")]
    public async Task Draft_ThatIsNeitherPutNorDisposed_IsFlagged(string statements)
    {
        string[] messages = await UseHarness.VerifyAsync<UndisposedLeaseAnalyzer>(statements);
        Assert.StartsWith("The draft 'draft' is not disposed here", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("using StoreDraft<KvBlock, byte> draft = (await store.KvBlocks.CreateDraftAsync(key, 10)).GetValueOrThrow(); draft.Payload.Span.Fill(1);")]
    [InlineData("StoreDraft<KvBlock, byte> draft = (await store.KvBlocks.CreateDraftAsync(key, 10)).GetValueOrThrow(); (await draft.PutAsync()).ThrowIfFailed();")]
    [InlineData("(await (await store.KvBlocks.CreateDraftAsync(key, 10)).GetValueOrThrow().PutAsync()).ThrowIfFailed();")]
    [InlineData("StoreDraft<KvBlock, byte> draft = (await store.KvBlocks.CreateDraftAsync(key, 10)).GetValueOrThrow(); draft.Dispose();")]
    [InlineData("StoreDraft<KvBlock, byte> draft = (await store.KvBlocks.CreateDraftAsync(key, 10)).GetValueOrThrow(); (await store.KvBlocks.PutManyAsync([draft])).ThrowIfFailed();")]
    [InlineData("return (await store.KvBlocks.CreateDraftAsync(key, 10)).GetValueOrThrow();")]
    [InlineData("StoreDraft<KvBlock, byte>? draft = (await store.KvBlocks.CreateDraftAsync(key, 10)).GetValueOrDefault(); if (draft is not null) { await using var other = store; Use(draft); }")]
    public async Task Draft_ThatIsPutDisposedOrSomebodyElses_IsNotFlagged(string statements) =>
        await UseHarness.VerifyAsync<UndisposedLeaseAnalyzer>(statements);

    [Theory]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow();")]
    [InlineData("using (StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow()) { Use(lease.Value.Model); }")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); try { Use(lease.Value.Model); } finally { lease.Dispose(); }")]
    [InlineData("if ((await store.KvBlocks.GetLeaseAsync(key)).TryGetValue(out StoreLease<KvBlock>? lease)) { using (lease) { Use(lease.Value.Model); } }")]
    [InlineData("if ((await store.KvBlocks.GetLeaseAsync(key)).TryGetValue(out StoreLease<KvBlock>? lease)) { using StoreLease<KvBlock> held = lease; }")]
    [InlineData("(await store.KvBlocks.GetLeaseAsync(key)).TryGetValue(out StoreLease<KvBlock>? lease); lease?.Dispose();")]
    public async Task Lease_ThatIsDisposed_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedLeaseAnalyzer>(statements);

    [Theory]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); return lease;")]
    [InlineData("return (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow();")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Use(lease);")]
    [InlineData("_lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow();")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Action later = () => lease.Dispose(); Use(later);")]
    [InlineData("StoreLease<KvBlock>[] all = [(await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow()]; Use(all);")]
    public async Task Lease_ThatIsSomebodyElses_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedLeaseAnalyzer>(statements);

    [Theory]
    [InlineData("StoreResult<StoreLease<KvBlock>> got = await store.KvBlocks.GetLeaseAsync(key); Use(got); Use(got.GetValueOrThrow().Value);")]
    [InlineData("StoreResult<StoreLease<KvBlock>> got = await store.KvBlocks.GetLeaseAsync(key); Use(got.GetValueOrThrow().Value.Model); got.GetValueOrThrow().Dispose();")]
    public async Task Result_ThatIsHandedOn_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedLeaseAnalyzer>(statements);

    [Theory]
    [InlineData("KvBlock found = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); Use(found.Model);")]
    public async Task ValueThatIsNoLease_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedLeaseAnalyzer>(statements);

    [Theory]
    [InlineData("ValueTask<StoreResult<StoreLease<KvBlock>>> Shared() => store.KvBlocks.GetLeaseAsync(key); StoreLease<KvBlock> lease = (await Shared()).GetValueOrThrow(); Use(lease.Value);")]
    public async Task Lease_OfAMethodOfTheUsers_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UndisposedLeaseAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<UndisposedLeaseAnalyzer>(
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
                    StoreLease<byte[]> lease = (await store.GetLeaseAsync("k")).GetValueOrThrow(); _value = lease.Value;
                }
            }
            """);
    }

    [Theory]
    [InlineData(
        "StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Use(lease.Value.Model);",
        "using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Use(lease.Value.Model);")]
    [InlineData(
        "if ((await store.KvBlocks.GetLeaseAsync(key)).TryGetValue(out StoreLease<KvBlock>? lease)) { Use(lease.Value.Model); }",
        "if ((await store.KvBlocks.GetLeaseAsync(key)).TryGetValue(out StoreLease<KvBlock>? lease)) { using (lease) { Use(lease.Value.Model); } }")]
    public async Task Fix_MendsTheCode(string before, string after) =>
        await UseHarness.VerifyFixAsync<UndisposedLeaseAnalyzer, AddUsingCodeFixProvider>(before, after);

    [Theory]
    [InlineData("Use((await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow().Value.Model);")]
    [InlineData("if (!(await store.KvBlocks.GetLeaseAsync(key)).TryGetValue(out StoreLease<KvBlock>? lease)) { return null; } Use(lease.Value.Model);")]
    public async Task Fix_ThatIsNotMechanical_IsNotOffered(string before) =>
        await UseHarness.VerifyFixAsync<UndisposedLeaseAnalyzer, AddUsingCodeFixProvider>(before, after: null);
}
