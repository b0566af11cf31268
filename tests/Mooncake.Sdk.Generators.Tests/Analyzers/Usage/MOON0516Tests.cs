using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0516: keys of stored types are not put together by hand.</summary>
public class MOON0516Tests
{
    [Fact]
    public async Task Message_SaysWhatToDo()
    {
        string[] messages = await UseHarness.VerifyAsync<HandWrittenKeyAnalyzer>("Use(await store.Raw.GetAsync([|$\"kv/{name}/{block.Block:x16}\"|]));");
        Assert.Equal("This raw key matches the template 'kv/{Model}/{Block:x16}' of 'KvBlock', but its parts are not escaped, and objects stored under it have no checksum; use the typed set, or build the key with 'KvBlockKey'", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(new HandWrittenKeyAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("Use(await store.Raw.GetAsync([|$\"kv/{name}/{block.Block:x16}\"|]));")]
    [InlineData("Use(await store.Raw.PutAsync([|$\"kv/{name}/{1}\"|], new byte[1]));")]
    [InlineData("Use(await store.Raw.RemoveAsync([|\"kv/\" + name + \"/\" + block.Block.ToString(\"x16\")|]));")]
    [InlineData("string raw = [|$\"kv/{name}/{block.Block:x16}\"|]; Use(await store.Raw.ExistsAsync(raw));")]
    [InlineData("Use(await store.Raw.GetAsync([|string.Format(\"kv/{0}/{1:x16}\", name, block.Block)|]));")]
    [InlineData("Use(await store.Raw.GetAsync([|string.Format(System.Globalization.CultureInfo.InvariantCulture, \"kv/{0,3}/{1}\", name, 1)|]));")]
    [InlineData("Use(await store.Raw.GetAsync([|string.Concat(\"kv/\", name, \"/\", block.Block.ToString(\"x16\"))|]));")]
    [InlineData("Use(await store.Raw.GetAsync([|string.Concat(\"kv\", \"/\", name, \"/\", block.Block.ToString(\"x16\"))|]));")]
    [InlineData("Use(await store.Raw.GetManyAsync([[|$\"kv/{name}/{1}\"|], \"other\", [|\"kv/\" + name + \"/\" + 2|]]));")]
    [InlineData("Use(await store.Raw.ExistsManyAsync(keys.Select(k => [|$\"kv/{k.Model}/{k.Block:x16}\"|]).ToList()));")]
    [InlineData("string[] raw = new[] { [|$\"kv/{name}/{1}\"|] }; Use(await store.Raw.GetManyAsync(raw));")]
    [InlineData("Use(await store.Raw.PutManyAsync([new([|$\"kv/{name}/{1}\"|], new byte[1])]));")]
    public async Task Key_WithTheFormOfATemplate_IsFlagged(string statements) => await UseHarness.VerifyAsync<HandWrittenKeyAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.GetAsync($\"kv/{name}\"));")]
    [InlineData("Use(await store.Raw.GetAsync($\"kv/{name}/{1}/{2}\"));")]
    [InlineData("Use(await store.Raw.GetAsync($\"raw/{name}/{1}\"));")]
    [InlineData("Use(await store.Raw.GetAsync($\"{name}/{1}\"));")]
    [InlineData("Use(await store.Raw.GetAsync(\"raw/\" + name));")]
    [InlineData("Use(await store.Raw.GetAsync(string.Format(\"kv/{0}\", name)));")]
    [InlineData("Use(await store.Raw.GetAsync(string.Format(\"kv/{{{0}}}/{1}\", name, 1)));")]
    [InlineData("Use(await store.Raw.GetAsync(string.Format(name, \"kv/\", name)));")]
    [InlineData("Use(await store.Raw.GetAsync(string.Join('/', \"kv\", name, 1)));")]
    [InlineData("Use(await store.Raw.GetManyAsync([$\"raw/{name}/{1}\", $\"kv/{name}\"]));")]
    [InlineData("Use(await store.Raw.PutManyAsync([new(\"k\", System.Text.Encoding.UTF8.GetBytes(name))]));")]
    public async Task Key_OfAnotherForm_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<HandWrittenKeyAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.GetAsync(\"kv/llama/00000000000000ff\"));")]
    [InlineData("Use(await store.Raw.GetAsync(name));")]
    public async Task Key_ThatIsText_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<HandWrittenKeyAnalyzer>(statements);

    [Theory]
    [InlineData("Use(await store.Raw.GetAsync(new KvBlockKey(name, 1).ToString()));")]
    public async Task Key_MadeByTheGeneratedType_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<HandWrittenKeyAnalyzer>(statements);

    [Theory]
    [InlineData("Use($\"kv/{name}/{1}\");")]
    [InlineData("Use(await store.Raw.RemoveByRegexAsync($\"kv/{name}/{1}\"));")]
    public async Task Text_ThatIsNoKey_IsNotFlagged(string statements) => await UseHarness.VerifyAsync<HandWrittenKeyAnalyzer>(statements);

    [Fact]
    public async Task LookAlike_IsNotFlagged()
    {
        await UseHarness.VerifyFileAsync<HandWrittenKeyAnalyzer>(
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
                    string name = "n"; await store.GetAsync($"kv/{name}/{1}");
                }
            }
            """);
    }
}
