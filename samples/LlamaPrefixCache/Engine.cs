using System.Diagnostics;
using System.Text;
using LLama;
using LLama.Common;
using LLama.Native;
using Mooncake;
using Mooncake.Llm.LLamaSharp;

namespace LlamaDemo;

/// <summary>A model and its contexts: computes the first token of answers, with and without stored prefixes.</summary>
internal sealed class Engine : IDisposable
{
    private const int BatchTokens = 512;

    /// <summary>How long the engine waits for the store before it computes a prompt itself.</summary>
    private static readonly TimeSpan StoreLimit = TimeSpan.FromSeconds(1);

    private readonly ModelParams _parameters;
    private readonly LLamaWeights _weights;
    private readonly ModelFingerprint _fingerprint;
    private readonly int _blockSize;

    /// <summary>Loads a model.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="contextTokens">The tokens of the longest prompt.</param>
    /// <param name="blockSize">The number of tokens in a block.</param>
    /// <param name="threads">Threads that compute; 0 for one per core.</param>
    public Engine(string path, int contextTokens, int blockSize, int threads)
    {
        // Otherwise llama.cpp describes the model on standard error, at length.
        NativeLogConfig.llama_log_set(Quiet);
        _parameters = new ModelParams(path)
        {
            ContextSize = (uint)contextTokens,
            BatchSize = BatchTokens,
            GpuLayerCount = 0,
            Threads = threads == 0 ? Environment.ProcessorCount : threads,
            BatchThreads = threads == 0 ? Environment.ProcessorCount : threads,

            // The cache copies blocks by way of a second sequence, in the same memory.
            SeqMax = 2,
            KVUnified = true,
        };
        _weights = LLamaWeights.LoadFromFile(_parameters);
        _fingerprint = ModelFingerprint.Of(_parameters);
        _blockSize = blockSize;
    }

    /// <summary>The model in a few words.</summary>
    public string Description =>
        $"{_weights.ParameterCount / 1e6:0.0} million weights, {_parameters.Threads} threads";

    private static NativeLogConfig.LLamaLogCallback Quiet { get; } = static (_, _) => { };

    /// <summary>Divides text into tokens.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isBeginning">True to begin with the token that marks a beginning.</param>
    public LLamaToken[] Tokenize(string text, bool isBeginning) => _weights.Tokenize(text, isBeginning, special: false, Encoding.UTF8);

    /// <summary>Computes a prompt without a store.</summary>
    public FirstToken Compute(LLamaToken[] prompt)
    {
        using LLamaContext context = _weights.CreateContext(_parameters);
        long start = Stopwatch.GetTimestamp();
        float[] logits = Decode(context, prompt, 0, BlockEnd(prompt.Length));
        return new FirstToken(Stopwatch.GetElapsedTime(start), 0, logits);
    }

    /// <summary>Computes what the store does not have of a prompt, in a context that is new, and stores that.</summary>
    /// <returns>The first token, and what the cache did.</returns>
    /// <exception cref="NotSupportedException">The model's state cannot be divided into blocks.</exception>
    public async Task<(FirstToken First, CacheUse Use)> ComputeAsync(
        LLamaToken[] prompt, MooncakeStore store, CancellationToken cancellationToken)
    {
        using LLamaContext context = _weights.CreateContext(_parameters);
        await using LlamaPrefixCache cache = LlamaPrefixCache.Create(
            store, context, _fingerprint, new LlamaPrefixCacheOptions { BlockSize = _blockSize });

        long start = Stopwatch.GetTimestamp();
        int restored = await cache.RestoreAsync(prompt, LLamaSeqId.Zero, StoreLimit, cancellationToken);
        TimeSpan restoring = Stopwatch.GetElapsedTime(start);
        float[] logits = Decode(context, prompt, restored, Math.Max(restored, BlockEnd(prompt.Length)));
        FirstToken first = new(Stopwatch.GetElapsedTime(start), restored, logits);

        // After the first token: the user does not wait for this, and the engine only for the copy out of its memory.
        start = Stopwatch.GetTimestamp();
        int queued = cache.Store(prompt, LLamaSeqId.Zero, restored);
        TimeSpan copying = Stopwatch.GetElapsedTime(start);
        await cache.FlushAsync(Timeout.InfiniteTimeSpan, cancellationToken);
        string? problem = cache.LastRefusal ?? cache.LastError?.Message;
        return (first, new CacheUse(cache.BlockBytes, restoring, queued, copying, Stopwatch.GetElapsedTime(start), problem));
    }

    /// <inheritdoc/>
    public void Dispose() => _weights.Dispose();

    /// <summary>Decodes a part of a prompt in two steps, and returns the logits of its last token.</summary>
    /// <remarks>
    /// The first step ends where blocks end. So the rest is decoded in the same batches whether the blocks were restored or computed, and
    /// the logits are the same to the bit; batches of other sizes round differently.
    /// </remarks>
    private static float[] Decode(LLamaContext context, LLamaToken[] prompt, int start, int blockEnd)
    {
        if (start < blockEnd)
        {
            Decode(context, prompt.AsSpan(start, blockEnd - start), start);
        }

        int last = Decode(context, prompt.AsSpan(blockEnd), blockEnd);
        return context.NativeHandle.GetLogitsIth(last).ToArray();
    }

    /// <summary>Decodes tokens, and returns the index of the last one in its batch.</summary>
    private static int Decode(LLamaContext context, ReadOnlySpan<LLamaToken> tokens, int position)
    {
        LLamaBatch batch = new();
        for (int done = 0; done < tokens.Length; done += batch.TokenCount)
        {
            batch.Clear();
            foreach (LLamaToken token in tokens.Slice(done, Math.Min(BatchTokens, tokens.Length - done)))
            {
                int index = done + batch.TokenCount;
                batch.Add(token, position + index, LLamaSeqId.Zero, index == tokens.Length - 1);
            }

            DecodeResult result = context.Decode(batch);
            if (result != DecodeResult.Ok)
            {
                throw new InvalidOperationException($"llama.cpp could not decode {batch.TokenCount} tokens: {result}.");
            }
        }

        return batch.TokenCount - 1;
    }

    /// <summary>Where the last complete block before the last token ends.</summary>
    private int BlockEnd(int tokens) => (tokens - 1) / _blockSize * _blockSize;
}
