using LLama.Common;
using LLama.Native;
using Mooncake.Llm.Tests.Support;
using Mooncake.Testing;

namespace Mooncake.Llm.LLamaSharp.Tests;

public sealed class RestoreTests(LlamaModels models) : IClassFixture<LlamaModels>
{
    private static readonly LLamaSeqId First = (LLamaSeqId)0;
    private static readonly LLamaSeqId Second = (LLamaSeqId)1;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(GGMLType.GGML_TYPE_F16, true)]
    [InlineData(GGMLType.GGML_TYPE_F16, false)]
    [InlineData(GGMLType.GGML_TYPE_F32, true)]
    [InlineData(GGMLType.GGML_TYPE_F32, false)]
    [InlineData(GGMLType.GGML_TYPE_Q8_0, true)]
    public async Task Restore_StoredPrefix_LogitsEqualThoseFromScratch(GGMLType type, bool flashAttention)
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        (parameters.TypeK, parameters.TypeV, parameters.FlashAttention) = (type, type, flashAttention);
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        LLamaToken[] prompt = LlamaFixture.Prompt(200);
        float[] scratch;
        await using (LlamaFixture writer = LlamaFixture.Create(models, store, parameters))
        {
            scratch = await writer.FillAsync(prompt, First);
        }

        await using LlamaFixture reader = LlamaFixture.Create(models, store, parameters);
        int restored = await reader.RestoreAsync(prompt, Second);

        Assert.Equal(192, restored);
        Assert.Equal(191, (int)reader.Context.NativeHandle.MemorySequenceMaxPosition(Second));
        Assert.Equal(scratch, reader.Decode(prompt, Second, restored));
    }

    [Fact]
    public async Task Restore_AfterARestart_FindsTheBlocksOnDisk()
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        string folder = Directory.CreateTempSubdirectory("mooncake-llm-").FullName;
        LLamaToken[] prompt = LlamaFixture.Prompt(100);
        try
        {
            float[] scratch;
            await using (MooncakeStore store = await MooncakeStore.OpenAsync($"durable://{folder}", Token))
            {
                await using LlamaFixture writer = LlamaFixture.Create(models, store, parameters);
                scratch = await writer.FillAsync(prompt, First);
            }

            await using MooncakeStore reopened = await MooncakeStore.OpenAsync($"durable://{folder}", Token);
            await using LlamaFixture reader = LlamaFixture.Create(models, reopened, parameters);
            Assert.Equal(96, await reader.Cache.PrefetchAsync(prompt, FaultyStore.Patience, Token));
            Assert.Equal(96, await reader.RestoreAsync(prompt, First));
            Assert.Equal(scratch, reader.Decode(prompt, First, 96));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Restore_PromptsShareABeginning_RestoresIt()
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        await using LlamaFixture fixture = LlamaFixture.Create(models, store, parameters);
        LLamaToken[] prompt = LlamaFixture.Prompt(100);
        LLamaToken[] other = [.. prompt[..70], .. LlamaFixture.Prompt(60, seed: 2)];
        await fixture.FillAsync(prompt, First);
        fixture.Context.NativeHandle.MemoryClear(true);
        float[] scratch = fixture.Decode(other, First);
        fixture.Context.NativeHandle.MemoryClear(true);

        int restored = await fixture.RestoreAsync(other, First);

        Assert.Equal(64, restored);
        Assert.Equal(scratch, fixture.Decode(other, First, restored));
        Assert.Equal(0.5, fixture.Cache.Statistics.HitRate);

        // Only what is new is stored.
        Assert.Equal(4, fixture.Cache.Store(other, First, restored));
    }

    [Fact]
    public async Task Restore_PromptOfWholeBlocks_LeavesTheLastTokenToDecode()
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        await using LlamaFixture fixture = LlamaFixture.Create(models, store, parameters);
        LLamaToken[] prompt = LlamaFixture.Prompt(4 * LlamaFixture.BlockSize);
        await fixture.FillAsync(prompt, First);

        Assert.Equal(3 * LlamaFixture.BlockSize, await fixture.RestoreAsync(prompt, Second));
        fixture.Context.NativeHandle.MemorySequenceRemove(Second, -1, -1);
        Assert.Equal(0, await fixture.RestoreAsync(prompt[..1], Second));
        Assert.Equal(0, await fixture.RestoreAsync([], Second));
    }

    [Fact]
    public async Task Restore_SmallReads_RestoresAllParts()
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        await using LlamaFixture fixture = LlamaFixture.Create(
            models, store, parameters, new LlamaPrefixCacheOptions { MaxReadBytes = 1 });
        LLamaToken[] prompt = LlamaFixture.Prompt(100);
        await fixture.FillAsync(prompt, First);

        Assert.Equal(96, await fixture.RestoreAsync(prompt, Second));
        Assert.Equal(6, fixture.Cache.Statistics.ReadBlocks);
    }

    [Fact]
    public async Task Restore_ContextIsFull_RestoresWhatFits()
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        await using LlamaFixture fixture = LlamaFixture.Create(models, store, parameters);
        LLamaToken[] prompt = LlamaFixture.Prompt(300);
        float[] scratch = await fixture.FillAsync(prompt, First);

        // Of 512 tokens of room, 300 are in use.
        int restored = await fixture.RestoreAsync(prompt, Second);

        Assert.Equal(208, restored);
        Assert.Equal(1, fixture.Cache.RefusedStates);
        Assert.Contains("no room", fixture.Cache.LastRefusal, StringComparison.Ordinal);
        fixture.Context.NativeHandle.MemorySequenceRemove(First, -1, -1);

        // The tokens lie in another order in the context's memory now, and are added up in that order.
        Assert.All(fixture.Decode(prompt, Second, restored).Zip(scratch), static pair => Assert.Equal(pair.Second, pair.First, 0.05f));
    }

    [Fact]
    public async Task Restore_StoreHangs_ReturnsAtTheLimitAndThePromptIsComputed()
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        await using FaultyStore faulty = await FaultyStore.OpenAsync(
            new FaultRule(StoreCalls.BatchGetInto, Fault.Hang()), new FaultRule(StoreCalls.BatchPutFrom, Fault.Hang()));
        await using LlamaFixture fixture = LlamaFixture.Create(
            models,
            faulty.Store,
            parameters,
            new LlamaPrefixCacheOptions { Cache = { MaxQueuedBlocks = 2, CloseTimeout = TimeSpan.Zero } });
        LLamaToken[] prompt = LlamaFixture.Prompt(40);
        float[] scratch = await fixture.FillAsync(prompt, First);
        faulty.Break();

        int restored = await fixture.Cache.RestoreAsync(prompt, Second, TimeSpan.FromMilliseconds(1), Token);
        float[] logits = fixture.Decode(prompt, Second, restored);
        int queued = fixture.Cache.Store(prompt, Second);
        int dropped = fixture.Cache.Store(prompt, Second);

        Assert.Equal(0, restored);
        Assert.Equal(scratch, logits);
        Assert.Equal((2, 0), (queued, dropped));
        Assert.Equal(2, fixture.Cache.Statistics.DroppedBlocks);
    }

    [Fact]
    public async Task Restore_Cancelled_LeavesAnEmptySequence()
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        await using FaultyStore faulty = await FaultyStore.OpenAsync(
            new FaultRule(StoreCalls.BatchGetInto, Fault.Hang()) { FirstCall = 3 });
        await using LlamaFixture fixture = LlamaFixture.Create(
            models, faulty.Store, parameters, new LlamaPrefixCacheOptions { MaxReadBytes = 1 });
        LLamaToken[] prompt = LlamaFixture.Prompt(100);
        await fixture.FillAsync(prompt, First);
        faulty.Break();
        using CancellationTokenSource stop = new();

        Task<int> restoring = fixture.Cache.RestoreAsync(prompt, Second, Timeout.InfiniteTimeSpan, stop.Token);
        faulty.WaitForHanging();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => restoring);
        Assert.Equal(-1, (int)fixture.Context.NativeHandle.MemorySequenceMaxPosition(Second));
        Assert.InRange(fixture.Cache.Statistics.ReadBlocks, 1, 5);
    }

    [Fact]
    public async Task Restore_SequenceInUse_Throws()
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        await using LlamaFixture fixture = LlamaFixture.Create(models, store, parameters);
        LLamaToken[] prompt = LlamaFixture.Prompt(20);
        fixture.Decode(prompt, First);

        await Assert.ThrowsAsync<InvalidOperationException>(() => fixture.RestoreAsync(prompt, First));
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.RestoreAsync(prompt, (LLamaSeqId)2));
        Assert.Throws<ArgumentException>(() => fixture.Cache.Store(prompt, (LLamaSeqId)2));
        Assert.Throws<ArgumentOutOfRangeException>(() => fixture.Cache.Store(prompt, First, skip: -1));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public async Task Restore_NoSuchSequence_Throws(int sequence)
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        await using LlamaFixture fixture = LlamaFixture.Create(models, store, parameters);
        LLamaToken[] prompt = LlamaFixture.Prompt(20);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => fixture.RestoreAsync(prompt, (LLamaSeqId)sequence));
        Assert.Throws<ArgumentOutOfRangeException>(() => fixture.Cache.Store(prompt, (LLamaSeqId)sequence));
    }

    [Fact]
    public async Task Store_SequenceLacksTokens_StoresNothingOfThem()
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        await using LlamaFixture fixture = LlamaFixture.Create(models, store, parameters);
        LLamaToken[] prompt = LlamaFixture.Prompt(64);
        fixture.Decode(prompt[..40], First);

        Assert.Equal(2, fixture.Cache.Store(prompt, First));
        Assert.Equal(2, fixture.Cache.RefusedStates);
        Assert.Contains("does not have all positions", fixture.Cache.LastRefusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_NoRegisteredMemory_StoresByWayOfAnArray()
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse("embedded://").GetValueOrThrow();
        (options.Pool.MaxBytes, options.Pool.SlabBytes) = (1 << 20, 1 << 20);
        await using MooncakeStore store = await MooncakeStore.OpenAsync(options, Token);
        await using LlamaFixture fixture = LlamaFixture.Create(models, store, parameters);
        LLamaToken[] prompt = LlamaFixture.Prompt(100);
        float[] scratch = fixture.Decode(prompt, First);
        using (StoreDraft<LlamaBlock, byte> all =
            (await store.LlamaBlocks.CreateDraftAsync("all", "memory", (1 << 20) - 2048, Token)).GetValueOrThrow())
        {
            Assert.Equal(6, fixture.Cache.Store(prompt, First));
        }

        Assert.True(await fixture.Cache.FlushAsync(FaultyStore.Patience, Token));
        Assert.Equal(6, fixture.Cache.Statistics.StoredBlocks);
        Assert.Equal(96, await fixture.RestoreAsync(prompt, Second));
        Assert.Equal(scratch, fixture.Decode(prompt, Second, 96));
    }

    [Fact]
    public async Task Restore_TwoContextsAtTheSameTime_EachHasItsOwnLogits()
    {
        ModelParams parameters = LlamaModels.ParametersOf(models.PathOf(1));
        await using MooncakeStore store = await MooncakeStore.OpenAsync("embedded://", Token);
        _ = models.WeightsOf(parameters);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(worker => Task.Run(() => WorkAsync(worker), Token)));

        async Task WorkAsync(int worker)
        {
            await using LlamaFixture fixture = LlamaFixture.Create(models, store, parameters);
            Random random = new(worker);
            Dictionary<(int Seed, int Length), float[]> seen = [];
            for (int i = 0; i < 60; i++)
            {
                // Few prompts of several lengths: both contexts store and restore blocks of each other.
                (int Seed, int Length) choice = (random.Next(3), random.Next(20, 150));
                LLamaToken[] prompt = LlamaFixture.Prompt(choice.Length, choice.Seed);
                fixture.Context.NativeHandle.MemoryClear(false);
                int restored = await fixture.RestoreAsync(prompt, First);
                float[] logits = fixture.Decode(prompt, First, restored);
                fixture.Cache.Store(prompt, First, restored);
                fixture.Context.NativeHandle.MemoryClear(false);
                float[] scratch = seen.TryGetValue(choice, out float[]? known) ? known : seen[choice] = fixture.Decode(prompt, First);
                Assert.Equal(scratch, logits);
            }

            Assert.True(await fixture.Cache.FlushAsync(FaultyStore.Patience, Token));
            Assert.Equal(0, fixture.Cache.RefusedStates);
            Assert.Null(fixture.Cache.LastError);
            Assert.True(fixture.Cache.Statistics.FoundBlocks > 0);
        }
    }
}
