using System.Buffers.Binary;
using LLama.Abstractions;
using LLama.Common;
using LLama.Native;
using Mooncake.Llm.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Llm.LLamaSharp.Tests;

public sealed class RefusalTests(LlamaModels models) : IClassFixture<LlamaModels>
{
    private static readonly LLamaSeqId First = (LLamaSeqId)0;
    private static readonly LLamaSeqId Second = (LLamaSeqId)1;

    public static TheoryData<string> OtherContexts =>
        ["weights", "override", "rope", "context", "variant", "type", "flash"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(OtherContexts))]
    public async Task Restore_StateOfAnotherModelOrContext_IsNotFound(string difference)
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        LLamaToken[] prompt = LlamaFixture.Prompt(100);
        string model;
        await using (LlamaFixture writer = LlamaFixture.Create(models, store, LlamaModels.ParametersOf(models.PathOf(1))))
        {
            await writer.FillAsync(prompt, First);
            model = writer.Cache.Model;
        }

        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(difference == "weights" ? 2ul : 1ul));
        LlamaPrefixCacheOptions options = new();
        switch (difference)
        {
            case "override":
                parameters.MetadataOverrides.Add(new MetadataOverride("llama.rope.freq_base", 20000f));
                break;
            case "rope":
                parameters.RopeFrequencyBase = 20000;
                break;
            case "context":
                parameters.ContextSize = 1024;
                break;
            case "variant":
                options.Variant = "lora-a";
                break;
            case "type":
                parameters.TypeK = GGMLType.GGML_TYPE_Q8_0;
                break;
            case "flash":
                parameters.FlashAttention = false;
                break;
        }

        await using LlamaFixture reader = LlamaFixture.Create(models, store, parameters, options);

        Assert.NotEqual(model, reader.Cache.Model);
        Assert.Equal(0, await reader.RestoreAsync(prompt, First));
    }

    [Fact]
    public async Task Create_SameModelInAnotherFile_HasTheSameIdentity()
    {
        string copy = Path.Combine(Path.GetDirectoryName(models.PathOf(1))!, "copy.gguf");
        File.Copy(models.PathOf(1), copy, overwrite: true);
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        await using LlamaFixture one = LlamaFixture.Create(models, store, LlamaModels.ParametersOf(models.PathOf(1)));
        await using LlamaFixture other = LlamaFixture.Create(models, store, LlamaModels.ParametersOf(copy));

        Assert.Equal(one.Cache.Model, other.Cache.Model);
    }

    [Fact]
    public async Task Restore_ObjectIsDamaged_IsRefusedByItsChecksum()
    {
        await using FaultyStore faulty = await FaultyStore.OpenAsync(
            new FaultRule(StoreCalls.BatchGetInto, Fault.CorruptRead()) { Items = [2] });
        await using LlamaFixture fixture = LlamaFixture.Create(models, faulty.Store, LlamaModels.ParametersOf(models.PathOf(1)));
        LLamaToken[] prompt = LlamaFixture.Prompt(100);
        float[] scratch = await fixture.FillAsync(prompt, First);
        faulty.Break();

        int restored = await fixture.RestoreAsync(prompt, Second);

        Assert.Equal(2 * LlamaFixture.BlockSize, restored);
        Assert.Equal(StoreErrorCode.IntegrityMismatch, fixture.Cache.LastError?.Code);
        Assert.Equal(scratch, fixture.Decode(prompt, Second, restored));
    }

    [Theory]
    [InlineData("truncated")]
    [InlineData("longer")]
    [InlineData("empty")]
    [InlineData("magic")]
    [InlineData("count")]
    [InlineData("positions")]
    [InlineData("type")]
    [InlineData("row")]
    [InlineData("transposed")]
    [InlineData("other block")]
    public async Task Restore_StateIsNotOfThisBlock_IsRefusedBeforeTheContextSeesIt(string fault)
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        await using LlamaFixture fixture = LlamaFixture.Create(models, store, LlamaModels.ParametersOf(models.PathOf(1)));
        LLamaToken[] prompt = LlamaFixture.Prompt(100);
        float[] scratch = await fixture.FillAsync(prompt, First);
        LlamaBlock[] blocks = await BlocksAsync(store);
        LlamaBlock third = blocks.Single(static block => PositionOf(block.State.Span) == 2 * LlamaFixture.BlockSize);
        byte[] state = third.State.ToArray();
        int layers = HeaderBytes + (LlamaFixture.BlockSize * TokenBytes);
        switch (fault)
        {
            case "truncated":
                state = state[..^1];
                break;
            case "longer":
                state = [.. state, 0];
                break;
            case "empty":
                state = [];
                break;
            case "magic":
                state[0]++;
                break;
            case "count":
                state[12]--;
                break;
            case "positions":
                state[HeaderBytes]++;
                break;
            case "transposed":
                state[layers] ^= 1;
                break;
            case "type":
                state[layers + 8]++;
                break;
            case "row":
                BinaryPrimitives.WriteUInt64LittleEndian(state.AsSpan(layers + 12), ulong.MaxValue);
                break;
            case "other block":
                state = blocks.Single(static block => PositionOf(block.State.Span) == 0).State.ToArray();
                break;
        }

        // A valid object under the right key: only the state itself is wrong.
        (await store.LlamaBlocks.ReplaceAsync(third with { State = state }, cancellationToken: Token)).ThrowIfFailed();

        int restored = await fixture.RestoreAsync(prompt, Second);

        Assert.Equal(2 * LlamaFixture.BlockSize, restored);
        Assert.Equal(1, fixture.Cache.RefusedStates);
        Assert.Contains("was refused", fixture.Cache.LastRefusal, StringComparison.Ordinal);
        Assert.Equal(2 * LlamaFixture.BlockSize - 1, (int)fixture.Context.NativeHandle.MemorySequenceMaxPosition(Second));
        Assert.Equal(scratch, fixture.Decode(prompt, Second, restored));
    }

    [Theory]
    [InlineData(OtherArchitectures.SlidingWindow, "sliding window")]
    [InlineData(OtherArchitectures.Recurrent, "recurrent")]
    public async Task Create_OtherKindsOfCaches_AreRefusedWithTheReason(string architecture, string reason)
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(architecture));

        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => LlamaFixture.Create(models, store, parameters));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_OneSequence_IsRefused()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        parameters.SeqMax = 1;

        Assert.Contains(
            "SeqMax",
            Assert.Throws<NotSupportedException>(() => LlamaFixture.Create(models, store, parameters)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_OneCacheForEachSequence_IsRefused()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        parameters.KVUnified = false;

        Assert.Contains(
            "KVUnified",
            Assert.Throws<NotSupportedException>(() => LlamaFixture.Create(models, store, parameters)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_NonCausalAttention_IsRefused()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        parameters.AttentionType = LLamaAttentionType.NonCausal;

        Assert.Contains(
            "causal",
            Assert.Throws<NotSupportedException>(() => LlamaFixture.Create(models, store, parameters)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_ScratchSequence_MustExistAndBeEmpty()
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        await using LlamaFixture fixture = LlamaFixture.Create(models, store, parameters);
        ModelFingerprint model = ModelFingerprint.Of(parameters);
        fixture.Decode(LlamaFixture.Prompt(10), First);

        Assert.Throws<ArgumentException>(() => LlamaPrefixCache.Create(
            store, fixture.Context, model, new LlamaPrefixCacheOptions { ScratchSequence = (LLamaSeqId)3 }));
        Assert.Throws<InvalidOperationException>(() => LlamaPrefixCache.Create(
            store, fixture.Context, model, new LlamaPrefixCacheOptions { ScratchSequence = First }));
        Assert.Throws<ArgumentOutOfRangeException>(() => LlamaPrefixCache.Create(
            store, fixture.Context, model, new LlamaPrefixCacheOptions { BlockSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => LlamaPrefixCache.Create(
            store, fixture.Context, model, new LlamaPrefixCacheOptions { MaxReadBytes = 0 }));
    }

    private const int HeaderBytes = 16;
    private const int TokenBytes = 12;

    private static int PositionOf(ReadOnlySpan<byte> state) => BinaryPrimitives.ReadInt32LittleEndian(state[HeaderBytes..]);

    private static async Task<LlamaBlock[]> BlocksAsync(MooncakeStore store)
    {
        List<LlamaBlock> blocks = [];
        await foreach (StoreResult<LlamaBlock> block in store.LlamaBlocks.ScanAsync(cancellationToken: Token))
        {
            blocks.Add(block.GetValueOrThrow());
        }

        return [.. blocks];
    }
}
