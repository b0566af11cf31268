using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0506: memory of a lease does not outlive it.</summary>
public class MOON0506Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<EscapingLeaseMemoryAnalyzer>("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); _memory = [|lease.Value.Payload|];");
        Assert.Equal("'lease.Value.Payload' points to memory of the lease and is stored in a field or property, where it may be used after the lease has ended; copy the bytes with ToArray(), or read with GetAsync, whose values own their memory", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new EscapingLeaseMemoryAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); _memory = [|lease.Value.Payload|];")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); _memory = [|lease.Value.Payload.Slice(1)|];")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); _block = [|lease.Value|];")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); this._memory = [|lease.Value.Payload|];")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); ReadOnlyMemory<byte> payload = lease.Value.Payload; _memory = [|payload|];")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); KvBlock value = lease.Value; Use(value.Model); _memory = [|value.Payload.Slice(1)|]; _block = [|value|];")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); _held.List.Add([|lease.Value.Payload|]);")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); KvBlock value = lease.Value; _held.Map.TryAdd(name, [|value|]); _held.Map[name] = [|value|];")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Use(lease); _memory = [|lease.Value.Payload|];")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); _memories[0] = [|lease.Value.Payload|];")]
    [InlineData("if ((await store.KvBlocks.GetLeaseAsync(key)).TryGetValue(out StoreLease<KvBlock>? lease)) { _block = [|lease.Value|]; lease.Dispose(); }")]
    [InlineData("StoreLease<KvBlock>? lease; if ((await store.KvBlocks.GetLeaseAsync(key)).TryGetValue(out lease)) { _block = [|lease.Value|]; }")]
    public async Task Memory_ThatIsKept_IsFlagged(string statements) => await UseHarness.VerifyAsync<EscapingLeaseMemoryAnalyzer>(statements);

    [Theory]
    [InlineData("ReadOnlyMemory<byte> outer = default; using (StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow()) { outer = [|lease.Value.Payload|]; } Use(outer.Length);")]
    [InlineData("KvBlock outer = block; { using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); outer = [|lease.Value|]; } Use(outer);")]
    [InlineData("ReadOnlyMemory<byte> outer = default; foreach (KvBlockKey k in keys) { using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(k)).GetValueOrThrow(); ReadOnlyMemory<byte> inner = lease.Value.Payload; outer = [|inner.Slice(1)|]; } Use(outer.Length);")]
    [InlineData("List<ReadOnlyMemory<byte>> list = []; foreach (KvBlockKey k in keys) { using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(k)).GetValueOrThrow(); list.Add([|lease.Value.Payload|]); } Use(list);")]
    [InlineData("KvBlock[] array = new KvBlock[9]; using (StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow()) { array[0] = [|lease.Value|]; } Use(array);")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); ReadOnlyMemory<byte> outer; using (lease) { outer = [|lease.Value.Payload|]; } return outer;")]
    public async Task Memory_ThatIsReadBehindTheScope_IsFlagged(string statements) => await UseHarness.VerifyAsync<EscapingLeaseMemoryAnalyzer>(statements);

    [Theory]
    [InlineData("ReadOnlyMemory<byte> outer = default; using (StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow()) { outer = lease.Value.Payload; Use(outer.Length); }")]
    [InlineData("ReadOnlyMemory<byte> outer = default; using (StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow()) { outer = lease.Value.Payload.ToArray(); } Use(outer.Length);")]
    [InlineData("ReadOnlyMemory<byte> outer = default; using (StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow()) { outer = lease.Value.Payload; } outer = default; Use(outer.Length);")]
    [InlineData("ReadOnlyMemory<byte> outer = default; using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); outer = lease.Value.Payload; Use(outer.Length);")]
    [InlineData("string outer = name; using (StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow()) { outer = lease.Value.Model; } Use(outer);")]
    [InlineData("List<int> list = []; using (StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow()) { list.Add(lease.Value.Payload.Length); } Use(list);")]
    public async Task Memory_ThatIsNotReadBehindTheScope_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<EscapingLeaseMemoryAnalyzer>(statements);

    [Theory]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); return [|lease.Value.Payload|];")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); using (lease) { return [|lease.Value|]; }")]
    [InlineData("using (StoreLease<KvBlock> held = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow()) { return [|held.Value.Payload.Slice(2)|]; }")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); KvBlock value = lease.Value; return [|value|];")]
    public async Task Memory_ThatIsReturnedFromUsing_IsFlagged(string statements) => await UseHarness.VerifyAsync<EscapingLeaseMemoryAnalyzer>(statements);

    [Theory]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); _memory = lease.Value.Payload.ToArray();")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); return lease.Value.Payload.ToArray();")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); return lease.Value.Payload.Length;")]
    public async Task Copy_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<EscapingLeaseMemoryAnalyzer>(statements);

    [Theory]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); name = lease.Value.Model; return name;")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); return lease.Value.Block;")]
    public async Task ValueWithoutMemory_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<EscapingLeaseMemoryAnalyzer>(statements);

    [Theory]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); ReadOnlyMemory<byte> payload = lease.Value.Payload; Use(payload.Length);")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Use(lease.Value.Payload.Length);")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); KvBlock value = lease.Value; Use(value); List<ReadOnlyMemory<byte>> list = []; list.Add(value.Payload); Use(list.Count);")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); KvBlock value = lease.Value; _memory = value.Payload.ToArray(); name = value.Model; return value.Block;")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Dictionary<string, KvBlock> map = []; map[name] = lease.Value; Use(map.Count);")]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); KvBlock[] array = new KvBlock[1]; array[0] = lease.Value; (KvBlock Block, int Count) pair = (block, 1); pair.Block = lease.Value; Use(pair.Count);")]
    public async Task Memory_ThatStays_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<EscapingLeaseMemoryAnalyzer>(statements);

    [Theory]
    [InlineData("_memory = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow().Payload;")]
    [InlineData("_lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow();")]
    public async Task Memory_ThatIsTheCallers_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<EscapingLeaseMemoryAnalyzer>(statements);

    [Theory]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); return lease.Value.Payload;")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); _lease = lease; _memory = lease.Value.Payload; KvBlock value = lease.Value; _block = value;")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Use(lease); _memory = lease.Value.Payload;")]
    [InlineData("StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); _block = lease.Value; return lease;")]
    [InlineData("_lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); _memory = _lease.Value.Payload;")]
    public async Task Lease_ThatIsNotEndedHere_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<EscapingLeaseMemoryAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<EscapingLeaseMemoryAnalyzer>(
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
                    using StoreLease<byte[]> lease = (await store.GetLeaseAsync("k")).GetValueOrThrow(); _value = lease.Value;
                }
            }
            """);
    }
}
