using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0505: nothing is used after its disposal.</summary>
public class MOON0505Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<UsedAfterDisposalAnalyzer>("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); lease.Dispose(); Use([|lease.Value|]);");
        Assert.Equal("'lease' was disposed above, so 'lease.Value' throws ObjectDisposedException; use it before the disposal, or dispose it later", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new UsedAfterDisposalAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); lease.Dispose(); Use([|lease.Value|].Model);")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); using (lease) { Use(lease.Value); } Use([|lease.Value|]);")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); lease.Dispose(); if (flag) { Use([|lease.Value|]); }")]
    [InlineData("RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(9)).GetValueOrThrow(); buffer.Dispose(); Use(([|buffer.Whole|]).Length);")]
    [InlineData("RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(9)).GetValueOrThrow(); buffer.Dispose(); Use([|buffer.Slice(0, 1)|].Length);")]
    [InlineData("MooncakeStore other = await MooncakeStore.OpenAsync(name); await other.DisposeAsync(); Use(await [|other.Raw|].GetAsync(name));")]
    [InlineData("MooncakeStore other = await MooncakeStore.OpenAsync(name); await other.DisposeAsync().ConfigureAwait(false); Use(await [|other.CheckHealthAsync()|]);")]
    public async Task Use_BehindTheDisposal_IsFlagged(string statements) => await UseHarness.VerifyAsync<UsedAfterDisposalAnalyzer>(statements);

    [Theory]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Use(lease.Value); lease.Dispose();")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); using (lease) { Use(lease.Value); }")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Use(lease.Value);")]
    public async Task Use_BeforeTheDisposal_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UsedAfterDisposalAnalyzer>(statements);

    [Theory]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); if (flag) { lease.Dispose(); return null; } Use(lease.Value);")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); try { Use(lease.Value); } finally { lease.Dispose(); }")]
    public async Task Disposal_OnSomePathsOnly_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UsedAfterDisposalAnalyzer>(statements);

    [Theory]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); lease.Dispose(); lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Use(lease.Value);")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); lease.Dispose(); if ((await store.KvBlocks.GetLeaseAsync(key)).TryGetValue(out lease)) { Use(lease.Value); }")]
    public async Task Local_WithANewValue_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UsedAfterDisposalAnalyzer>(statements);

    [Theory]
    [InlineData("RegisteredBuffer buffer = (await store.Buffers.AllocateAsync(9)).GetValueOrThrow(); buffer.Dispose(); Use(buffer.ReleaseError); Use(buffer.IsDisposed); Use(buffer.Length);")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); lease.Dispose(); lease.Dispose();")]
    public async Task Member_ThatWorksAfterwards_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UsedAfterDisposalAnalyzer>(statements);

    [Theory]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); lease.Dispose(); Func<object> later = () => lease.Value; Use(later);")]
    public async Task Use_InALambda_MayRunEarlierOrBeATest(string statements) => await UseHarness.VerifyAsync<UsedAfterDisposalAnalyzer>(statements);

    [Theory]
    [InlineData("using CancellationTokenSource source = new(); source.Dispose(); Use(source.Token);")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); _lease!.Dispose(); Use(lease.Value);")]
    public async Task Disposal_OfSomethingElse_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<UsedAfterDisposalAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<UsedAfterDisposalAnalyzer>(
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
                    StoreLease<byte[]> lease = (await store.GetLeaseAsync("k")).GetValueOrThrow(); lease.Dispose(); _value = lease.Value;
                }
            }
            """);
    }
}
