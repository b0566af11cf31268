using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using LLama;
using LLama.Native;
using Mooncake.Llm.LLamaSharp.Models;
using Mooncake.Llm.LLamaSharp.States;

namespace Mooncake.Llm.LLamaSharp;

/// <summary>
/// Keeps the state of a llama.cpp context for the beginnings of prompts in a store, in blocks of tokens: a prefix that was computed once is
/// restored in milliseconds, in another context, in another process, and after a restart.
/// </summary>
/// <remarks>
/// <para>
/// For one thread at a time, and only while nobody else uses the context, also between the start of <see cref="RestoreAsync"/> and its end.
/// Create one cache for each context. The store's errors are not thrown; the prompt is then computed as if nothing was stored.
/// </para>
/// <para>
/// llama.cpp trusts the states that it is given. So a stored state has to pass these checks before the context sees it: the checksum of the
/// object, a key that contains the identity of the model and all tokens, and sizes, types and positions in the state itself.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// int restored = await cache.RestoreAsync(prompt, sequence, TimeSpan.FromMilliseconds(200));
/// Decode(prompt[restored..]);
/// cache.Store(prompt, sequence, restored);
/// </code>
/// </example>
public sealed partial class LlamaPrefixCache : IAsyncDisposable
{
    private readonly PrefixCache<LlamaBlock> _cache;
    private readonly MooncakeStore _store;
    private readonly SafeLLamaContextHandle _context;
    private readonly SequenceStates _states;
    private readonly LLamaSeqId _scratch;
    private readonly TimeProvider _timeProvider;
    private readonly int _readBlocks;
    private long _refused;
    private string? _lastRefusal;

    private LlamaPrefixCache(
        MooncakeStore store,
        LLamaContext context,
        SequenceStates states,
        LLamaSeqId scratch,
        string identity,
        LlamaPrefixCacheOptions options)
    {
        _store = store;
        _context = context.NativeHandle;
        _states = states;
        _scratch = scratch;
        _timeProvider = options.Cache.TimeProvider;
        BlockSize = options.BlockSize;
        BlockBytes = (int)states.Layout.SizeOf(options.BlockSize);
        Model = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 16));
        _readBlocks = (int)Math.Clamp(options.MaxReadBytes / BlockBytes, 1, int.MaxValue);

        string model = Model;
        _cache = PrefixCache.Create(
            store.LlamaBlocks, new Sha256BlockKeys(identity, BlockSize), hash => new LlamaBlockKey(model, hash.ToString()), options.Cache);
    }

    /// <summary>The identity of model and context as 32 hexadecimal digits, with which the keys of its blocks begin.</summary>
    public string Model { get; }

    /// <summary>The number of tokens in a block.</summary>
    public int BlockSize { get; }

    /// <summary>The number of bytes of a block's state.</summary>
    public int BlockBytes { get; }

    /// <summary>What was found, stored and dropped so far.</summary>
    public PrefixCacheStatistics Statistics => _cache.Statistics;

    /// <summary>The last error of the store, or null if there was none.</summary>
    public StoreError? LastError => _cache.LastError;

    /// <summary>The number of states that were read and refused, or that the context could not give or take.</summary>
    public long RefusedStates => Volatile.Read(ref _refused);

    /// <summary>Why the last of them was refused, as a sentence; or null.</summary>
    public string? LastRefusal => Volatile.Read(ref _lastRefusal);

    /// <summary>
    /// Creates a cache for a context. Decodes one token in the scratch sequence, to see how the context writes its state; so create it
    /// before the first prompt.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="context">
    /// The context, with at least two sequences (<c>SeqMax</c>) in one cache (<c>KVUnified = true</c>). Its parameters are part of the
    /// model's identity and must not have changed since it was created.
    /// </param>
    /// <param name="model">The identity of the model's weights.</param>
    /// <param name="options">The settings; null for the default.</param>
    /// <returns>The cache, to be disposed before the store and the context.</returns>
    /// <exception cref="ArgumentException">An argument is null, or an option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The scratch sequence is in use.</exception>
    /// <exception cref="NotSupportedException">The context's state cannot be divided into blocks; the message says why.</exception>
    public static LlamaPrefixCache Create(
        MooncakeStore store, LLamaContext context, ModelFingerprint model, LlamaPrefixCacheOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(model);
        options ??= new LlamaPrefixCacheOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BlockSize, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.BlockSize, TokenBlockKeys.MaxBlockSize, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxReadBytes, 1, nameof(options));
        ArgumentNullException.ThrowIfNull(options.Variant, nameof(options));
        ArgumentNullException.ThrowIfNull(options.Cache, nameof(options));
        if (UnsupportedModels.ReasonFor(context) is { } unsupported)
        {
            throw new NotSupportedException(unsupported);
        }

        LLamaSeqId scratch = ScratchOf(context, options);
        SequenceStates states = SequenceStates.Probe(context, scratch, out string? reason) ?? throw new NotSupportedException(reason);
        if (states.Layout.SizeOf(options.BlockSize) > (uint)Array.MaxLength)
        {
            throw new ArgumentException(
                $"A block of {options.BlockSize} tokens has {states.Layout.SizeOf(options.BlockSize)} bytes, more than an object can have: "
                + "choose a smaller BlockSize.",
                nameof(options));
        }

        return new LlamaPrefixCache(
            store, context, states, scratch, ContextIdentity.Of(context, model, states.Layout, options.Variant), options);
    }

    /// <summary>Waits for the queued blocks, no longer than <see cref="PrefixCacheOptions.CloseTimeout"/>; the rest is dropped.</summary>
    public ValueTask DisposeAsync() => _cache.DisposeAsync();

    private static LLamaSeqId ScratchOf(LLamaContext context, LlamaPrefixCacheOptions options)
    {
        uint sequences = context.NativeHandle.MaxSeq;
        LLamaSeqId scratch = options.ScratchSequence ?? (LLamaSeqId)(int)(sequences - 1);
        if (scratch.Value < 0 || (uint)scratch.Value >= sequences)
        {
            throw new ArgumentException($"The scratch sequence is {scratch}, but the context has {sequences} sequences.", nameof(options));
        }

        return (int)context.NativeHandle.MemorySequenceMaxPosition(scratch) < 0
            ? scratch
            : throw new InvalidOperationException($"The scratch sequence {scratch} has tokens.");
    }

    private void Refuse(string reason)
    {
        Interlocked.Increment(ref _refused);
        Volatile.Write(ref _lastRefusal, reason);
    }

    private BlockHash[] HashesOf(ReadOnlySpan<LLamaToken> tokens) => _cache.Keys.HashBlocks(MemoryMarshal.Cast<LLamaToken, int>(tokens));

    /// <summary>Throws unless a sequence can be used: llama.cpp ends the process for one that does not exist.</summary>
    private void RequireUsable(LLamaSeqId sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence.Value, nameof(sequence));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sequence.Value, _context.MaxSeq, nameof(sequence));
        if (sequence == _scratch)
        {
            throw new ArgumentException($"Sequence {sequence} is the scratch sequence of this cache.", nameof(sequence));
        }
    }
}
