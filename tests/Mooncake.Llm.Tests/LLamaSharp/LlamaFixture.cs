using LLama;
using LLama.Common;
using LLama.Native;
using Mooncake.Llm.Tests.Support;

namespace Mooncake.Llm.LLamaSharp.Tests;

/// <summary>A context with a cache over a store.</summary>
internal sealed class LlamaFixture : IAsyncDisposable
{
    /// <summary>The number of tokens in a block.</summary>
    internal const int BlockSize = 16;

    private LlamaFixture(LLamaContext context, LlamaPrefixCache cache)
    {
        Context = context;
        Cache = cache;
    }

    /// <summary>The context.</summary>
    internal LLamaContext Context { get; }

    /// <summary>The cache.</summary>
    internal LlamaPrefixCache Cache { get; }

    /// <summary>Creates a context and a cache.</summary>
    internal static LlamaFixture Create(
        LlamaModels models, MooncakeStore store, ModelParams parameters, LlamaPrefixCacheOptions? options = null)
    {
        LLamaContext context = models.WeightsOf(parameters).CreateContext(parameters);
        try
        {
            options ??= new LlamaPrefixCacheOptions();
            options.BlockSize = BlockSize;
            return new LlamaFixture(context, LlamaPrefixCache.Create(store, context, ModelFingerprint.Of(parameters), options));
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <summary>A prompt that depends on its seed.</summary>
    internal static LLamaToken[] Prompt(int length, int seed = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(index => (LLamaToken)(index == 0 ? 1 : random.Next(35, 130)))];
    }

    /// <summary>
    /// Decodes what a sequence lacks of a prompt, up to the last block boundary first, so that the rest is decoded in equal batches whether
    /// or not blocks were restored; returns the logits of the next token.
    /// </summary>
    internal float[] Decode(LLamaToken[] prompt, LLamaSeqId sequence, int start = 0)
    {
        int boundary = Math.Max(start, (prompt.Length - 1) / BlockSize * BlockSize);
        int last = -1;
        foreach ((int from, int to) in new[] { (start, boundary), (boundary, prompt.Length) })
        {
            // One block at a time: a block then has the same bits whichever prompt it was computed for.
            for (int position = from; position < to; position += BlockSize)
            {
                LLamaBatch batch = new();
                for (int i = position; i < Math.Min(to, position + BlockSize); i++)
                {
                    batch.Add(prompt[i], i, sequence, i == prompt.Length - 1);
                }

                Assert.Equal(DecodeResult.Ok, Context.Decode(batch));
                last = batch.TokenCount - 1;
            }
        }

        return Context.NativeHandle.GetLogitsIth(last).ToArray();
    }

    /// <summary>Computes a prompt in a sequence, stores its blocks and waits for them.</summary>
    internal async Task<float[]> FillAsync(LLamaToken[] prompt, LLamaSeqId sequence)
    {
        float[] logits = Decode(prompt, sequence);
        Assert.Equal(prompt.Length / BlockSize, Cache.Store(prompt, sequence));
        Assert.True(await Cache.FlushAsync(FaultyStore.Patience, TestContext.Current.CancellationToken));
        Assert.Null(Cache.LastError);
        return logits;
    }

    /// <summary>Restores a prompt's blocks.</summary>
    internal Task<int> RestoreAsync(LLamaToken[] prompt, LLamaSeqId sequence) =>
        Cache.RestoreAsync(prompt, sequence, FaultyStore.Patience, TestContext.Current.CancellationToken);

    /// <summary>Disposes cache and context.</summary>
    public async ValueTask DisposeAsync()
    {
        await Cache.DisposeAsync();
        Context.Dispose();
    }
}
