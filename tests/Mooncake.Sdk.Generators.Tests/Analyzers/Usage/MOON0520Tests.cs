using Microsoft.CodeAnalysis;
using Mooncake.Sdk.Generators.Analyzers.Usage;
using Mooncake.Sdk.Generators.Tests.Harness;

namespace Mooncake.Sdk.Generators.Tests.Analyzers.Usage;

/// <summary>MOON0520: bytes that are only looked at are leased.</summary>
public class MOON0520Tests
{
    [Fact]
    public async Task Message_NamesTheMemberAndTheLease()
    {
        string[] messages = await UseHarness.VerifyAsync<CopiedPayloadAnalyzer>(
            "KvBlock got = (await [|store.KvBlocks.GetAsync(key)|]).GetValueOrThrow(); Use(got.Payload.Span[0]);");
        Assert.Equal("'Payload' is copied to a new array that this method does not keep; for large values, 'GetLeaseAsync' avoids the array", Assert.Single(messages));
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(new CopiedPayloadAnalyzer().SupportedDiagnostics).DefaultSeverity);
    }

    [Theory]
    [InlineData("if ((await [|store.KvBlocks.GetAsync(name, 1)|]).TryGetValue(out KvBlock? got)) { Use(got.Payload.Span.Length); Use(got.Model); }")]
    [InlineData("StoreResult<KvBlock> result = await [|store.KvBlocks.GetAsync(key)|]; if (result.TryGetValue(out KvBlock? got)) { got.Payload.CopyTo(new byte[10]); }")]
    [InlineData("var got = (await [|store.KvBlocks.GetAsync(key)|].ConfigureAwait(false)).GetValueOrThrow(); Use(got.Payload.Span.IndexOf((byte)1)); Use(got.Block);")]
    public async Task Value_WhoseBytesAreLookedAt_IsFlagged(string statements) =>
        await UseHarness.VerifyAsync<CopiedPayloadAnalyzer>(statements);

    [Theory]
    [InlineData("KvBlock got = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); Use(got.Payload.Span[0]); return got;")]
    [InlineData("KvBlock got = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); Use(got.Payload.Span[0]); Use(got);")]
    [InlineData("KvBlock got = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); Use(got.Payload.Span[0]); _block = got;")]
    [InlineData("KvBlock got = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); Use(got.Payload.Span[0]); Action later = () => Use(got.Payload.Span[1]); Use(later);")]
    [InlineData("KvBlock got = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); Use(got.Payload.Span[0]); Use(got == block);")]
    [InlineData("KvBlock got = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); Use(got.Payload.Span[0]); (await store.KvBlocks.ReplaceAsync(got)).ThrowIfFailed();")]
    public async Task Value_ThatIsKeptOrPassedOn_IsNotFlagged(string statements) =>
        await UseHarness.VerifyAsync<CopiedPayloadAnalyzer>(statements);

    [Theory]
    [InlineData("KvBlock got = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); _memory = got.Payload; Use(got.Payload.Span[0]);")]
    [InlineData("KvBlock got = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); await UseAsync(got.Payload); Use(got.Payload.Span[0]);")]
    [InlineData("KvBlock got = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); return got.Payload.Slice(1); ")]
    [InlineData("KvBlock got = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); return got.Payload.ToArray();")]
    public async Task Memory_ThatIsUsedAsMemory_IsNotFlagged(string statements) =>
        await UseHarness.VerifyAsync<CopiedPayloadAnalyzer>(statements);

    [Theory]
    [InlineData("KvBlock got = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); Use(got.Model);")]
    [InlineData("KvBlock got = (await store.KvBlocks.GetAsync(key)).GetValueOrThrow(); Use(got.Payload.Length);")]
    [InlineData("if ((await store.KvBlocks.GetAsync(key)).TryGetValue(out _)) { Use(1); }")]
    [InlineData("Use((await store.KvBlocks.GetAsync(key)).IsFound);")]
    public async Task Value_WhoseBytesAreNotRead_IsNotFlagged(string statements) =>
        await UseHarness.VerifyAsync<CopiedPayloadAnalyzer>(statements);

    [Theory]
    [InlineData("using StoreLease<KvBlock> lease = (await store.KvBlocks.GetLeaseAsync(key)).GetValueOrThrow(); Use(lease.Value.Payload.Span[0]);")]
    [InlineData("byte[] bytes = (await store.Raw.GetAsync(name)).GetValueOrThrow(); Use(bytes[0]);")]
    [InlineData("StoreBatch<KvBlock> batch = await store.KvBlocks.GetManyAsync(keys); KvBlock got = batch[0].GetValueOrThrow(); Use(got.Payload.Span[0]);")]
    [InlineData("Use(block.Payload.Span[0]);")]
    public async Task OtherReads_AreNotFlagged(string statements) => await UseHarness.VerifyAsync<CopiedPayloadAnalyzer>(statements);
}
