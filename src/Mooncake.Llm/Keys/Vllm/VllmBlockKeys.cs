using System.Buffers;
using Mooncake.Llm.Keys;
using Mooncake.Llm.Keys.Vllm;

namespace Mooncake.Llm;

/// <summary>
/// The block hashes of vLLM: the hash of the hash of the block before, the tokens and the extra keys, encoded in canonical CBOR or as
/// Python pickles them.
/// </summary>
/// <remarks>
/// <para>
/// As <c>hash_block_tokens</c>, <c>generate_block_hash_extra_keys</c> and <c>init_none_hash</c> in <c>vllm/v1/core/kv_cache_utils.py</c>
/// of vllm-project/vllm at commit 001cabc; the hashes without multimodal inputs are those of vLLM 0.17.0 too. Prompts given as embeddings
/// are not supported.
/// </para>
/// <para>
/// The root depends on the environment variable <c>PYTHONHASHSEED</c> of the vLLM processes. Without it every process has a random root,
/// and its hashes cannot be reproduced. Negative tokens are hashed as vLLM hashes them.
/// </para>
/// </remarks>
public sealed class VllmBlockKeys : TokenBlockKeys
{
    // Blocks of up to 384 tokens are encoded on the stack.
    private const int StackBytes = 2048;

    private readonly VllmHashAlgorithm _algorithm;
    private readonly bool _isPickle;

    /// <summary>Creates the scheme.</summary>
    /// <param name="algorithm">The hash algorithm.</param>
    /// <param name="seed">The value of <c>PYTHONHASHSEED</c>, character by character: <c>0</c> and <c>00</c> give different hashes.</param>
    /// <param name="blockSize">
    /// The number of tokens in a block (<c>--block-size</c>); from 1 to <see cref="TokenBlockKeys.MaxBlockSize"/>.
    /// </param>
    /// <exception cref="ArgumentException">The seed is null or not well-formed UTF-16.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is unknown or the block size is out of range.</exception>
    public VllmBlockKeys(VllmHashAlgorithm algorithm, string seed, int blockSize)
        : base(blockSize, VllmHash.LengthOf(algorithm))
    {
        ArgumentNullException.ThrowIfNull(seed);
        _algorithm = algorithm;
        _isPickle = VllmHash.IsPickle(algorithm);
        Root = VllmHash.RootOf(algorithm, seed);
    }

    /// <summary>The parent of the first block, vLLM's <c>NONE_HASH</c>.</summary>
    public BlockHash Root { get; }

    /// <summary>Finds the algorithm that vLLM calls by a name.</summary>
    /// <param name="name">The value of <c>--prefix-caching-hash-algo</c>.</param>
    /// <exception cref="NotSupportedException">vLLM has the algorithm, but no other program can reproduce its hashes.</exception>
    /// <exception cref="ArgumentException">The name is null or unknown.</exception>
    public static VllmHashAlgorithm ParseAlgorithm(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name switch
        {
            "sha256_cbor" => VllmHashAlgorithm.Sha256Cbor,
            "xxhash_cbor" => VllmHashAlgorithm.XxHash128Cbor,
            "sha256" => VllmHashAlgorithm.Sha256Pickle,
            "xxhash" => VllmHashAlgorithm.XxHash128Pickle,
            "builtin" => throw new NotSupportedException(
                "'builtin' is Python's hash(), which only the same version of Python reproduces. "
                + "Start vLLM with --prefix-caching-hash-algo sha256_cbor and with PYTHONHASHSEED set."),
            "sha256_cbor_64bit" => throw new NotSupportedException(
                "'sha256_cbor_64bit' is the form that 'sha256_cbor' had in older versions of vLLM. Use a newer version with sha256_cbor."),
            _ => throw new ArgumentException(
                $"'{name}' is not a hash algorithm of vLLM that can be reproduced; 'sha256_cbor', 'sha256', 'xxhash_cbor' and 'xxhash' are.",
                nameof(name)),
        };
    }

    /// <summary>Hashes the complete blocks of a request with extra keys, without allocations.</summary>
    /// <param name="tokens">The request's tokens from the beginning.</param>
    /// <param name="extraKeys">What else is hashed.</param>
    /// <param name="hashes">Room for <see cref="TokenBlockKeys.CountBlocks"/> hashes; any room behind them is not touched.</param>
    /// <returns>The number of complete blocks.</returns>
    /// <exception cref="ArgumentException">
    /// The destination is too short; or the values are pickled, and take 64 KiB or more, or a block has the same text twice in its extra
    /// keys.
    /// </exception>
    public int HashBlocks(ReadOnlySpan<int> tokens, VllmExtraKeys extraKeys, Span<BlockHash> hashes) =>
        HashBlocks(default, 0, tokens, extraKeys, hashes);

    /// <summary>Hashes the complete blocks of the tokens that follow a block, with extra keys, without allocations.</summary>
    /// <param name="parent">The hash of the block before the tokens; the default value at position 0.</param>
    /// <param name="position">The number of tokens before these; a multiple of the block size.</param>
    /// <param name="tokens">The tokens from that position.</param>
    /// <param name="extraKeys">What else is hashed; the offsets in it count from the beginning of the request.</param>
    /// <param name="hashes">Room for <see cref="TokenBlockKeys.CountBlocks"/> hashes; any room behind them is not touched.</param>
    /// <returns>The number of complete blocks.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative, not a multiple of the block size, or too large.</exception>
    /// <exception cref="ArgumentException">
    /// The destination is too short, or the parent has another length than <see cref="TokenBlockKeys.HashLength"/>, or is missing or
    /// present where the position says otherwise; or the values are pickled, and take 64 KiB or more, or a block has the same text twice in
    /// its extra keys.
    /// </exception>
    public int HashBlocks(BlockHash parent, int position, ReadOnlySpan<int> tokens, VllmExtraKeys extraKeys, Span<BlockHash> hashes)
    {
        ArgumentNullException.ThrowIfNull(extraKeys);
        if (position < 0 || position % BlockSize != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(position), position, $"The position is not a multiple of the block size, {BlockSize}.");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, int.MaxValue - tokens.Length);
        if (position == 0 != (parent.Length == 0))
        {
            throw new ArgumentException("Blocks at position 0 have no parent, and all others have one.", nameof(parent));
        }

        int count = Check(parent, tokens, hashes);
        Hash(parent, position, tokens, extraKeys, hashes[..count]);
        return count;
    }

    private protected override void Hash(BlockHash parent, ReadOnlySpan<int> tokens, Span<BlockHash> hashes) =>
        Hash(parent, 0, tokens, null, hashes);

    private void Hash(BlockHash parent, int position, ReadOnlySpan<int> tokens, VllmExtraKeys? extraKeys, Span<BlockHash> hashes)
    {
        if (hashes.IsEmpty)
        {
            return;
        }

        // Both encodings fit: pickle has the larger envelope, CBOR the larger items.
        int size = PickleMessage.MaxEnvelope + (4 * CborMessage.MaxHead) + HashLength + (BlockSize * CborMessage.MaxToken)
            + (extraKeys?.MeasureBlock() ?? 0);
        byte[]? rented = null;
        Span<byte> scratch = size <= StackBytes ? stackalloc byte[StackBytes] : (rented = ArrayPool<byte>.Shared.Rent(size));
        Span<byte> hash = stackalloc byte[HashLength];
        (parent.Length == 0 ? Root : parent).Bytes.CopyTo(hash);
        for (int i = 0; i < hashes.Length; i++)
        {
            int start = i * BlockSize;
            VllmBlock block = new()
            {
                Parent = hash,
                Tokens = tokens.Slice(start, BlockSize),
                Position = position + start,
                LoraName = extraKeys?.LoraName,
                Media = extraKeys is null ? default : InputsOf(extraKeys.MediaSpan, position + start),
                Salt = extraKeys?.SaltAt(position + start),
            };
            VllmHash.Hash(_algorithm, _isPickle ? block.EncodePickle(scratch) : block.EncodeCbor(scratch), hash);
            hashes[i] = new BlockHash(hash);
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // The inputs that have tokens in the block at a position.
    private ReadOnlySpan<VllmMedia> InputsOf(ReadOnlySpan<VllmMedia> media, int position)
    {
        int first = 0;
        while (first < media.Length && media[first].Offset + (long)media[first].Length <= position)
        {
            first++;
        }

        int end = first;
        while (end < media.Length && media[end].Offset < position + (long)BlockSize)
        {
            end++;
        }

        return media[first..end];
    }
}
