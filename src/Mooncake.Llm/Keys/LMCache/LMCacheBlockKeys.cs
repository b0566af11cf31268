using System.Buffers;
using System.Buffers.Binary;
using Mooncake.Llm.Keys;
using Mooncake.Llm.Keys.Vllm;

namespace Mooncake.Llm;

/// <summary>
/// The chunk hashes of LMCache with vLLM and <c>pre_caching_hash_algorithm: sha256_cbor</c>: the first eight bytes of the hash of the
/// canonical CBOR encoding of the hash of the chunk before, the tokens, and an empty array.
/// </summary>
/// <remarks>
/// As <c>ChunkedTokenDatabase</c> in <c>lmcache/v1/token_database.py</c> of LMCache/LMCache since its pull request 2999 (May 2026), with
/// <c>save_unfull_chunk: false</c>, its default. Earlier versions chain the whole hash, and the multiprocess mode hashes with BLAKE3; both
/// give other hashes. Like vLLM's, the root depends on <c>PYTHONHASHSEED</c>.
/// </remarks>
public sealed class LMCacheBlockKeys : TokenBlockKeys
{
    // Chunks of up to 384 tokens, and so the default of 256, are encoded on the stack.
    private const int StackBytes = 2048;

    private readonly VllmHashAlgorithm _algorithm;

    /// <summary>Creates the scheme.</summary>
    /// <param name="algorithm">The hash algorithm (<c>pre_caching_hash_algorithm</c>).</param>
    /// <param name="seed">The value of <c>PYTHONHASHSEED</c>, character by character.</param>
    /// <param name="chunkSize">
    /// The number of tokens in a chunk (<c>chunk_size</c>, 256 by default); from 1 to <see cref="TokenBlockKeys.MaxBlockSize"/>.
    /// </param>
    /// <exception cref="ArgumentException">The seed is null or not well-formed UTF-16.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The algorithm is unknown or not one with CBOR, or the chunk size is out of range.
    /// </exception>
    public LMCacheBlockKeys(VllmHashAlgorithm algorithm, string seed, int chunkSize = 256)
        : base(chunkSize, sizeof(ulong))
    {
        ArgumentNullException.ThrowIfNull(seed);
        if (VllmHash.IsPickle(algorithm))
        {
            throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Only LMCache's hashes with CBOR are supported.");
        }

        _algorithm = algorithm;
        Root = new BlockHash(VllmHash.RootOf(algorithm, seed).Bytes[..sizeof(ulong)]);
    }

    /// <summary>The parent of the first chunk: the first eight bytes of vLLM's root.</summary>
    public BlockHash Root { get; }

    /// <summary>Finds the algorithm that LMCache calls by a name.</summary>
    /// <param name="name">The value of <c>pre_caching_hash_algorithm</c>.</param>
    /// <exception cref="NotSupportedException">LMCache has the algorithm, but no other program can reproduce its hashes.</exception>
    /// <exception cref="ArgumentException">The name is null or unknown.</exception>
    public static VllmHashAlgorithm ParseAlgorithm(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name switch
        {
            "sha256_cbor" or "sha256_cbor_64bit" => VllmHashAlgorithm.Sha256Cbor,
            "xxhash_cbor" => VllmHashAlgorithm.XxHash128Cbor,
            "builtin" or "sha256" or "xxhash" => throw new NotSupportedException(
                $"'{name}' hashes Python objects, and only Python can reproduce that. "
                + "Set pre_caching_hash_algorithm: sha256_cbor in LMCache's configuration, and PYTHONHASHSEED."),
            _ => throw new ArgumentException(
                $"'{name}' is not a hash algorithm of LMCache that can be reproduced; 'sha256_cbor' and 'xxhash_cbor' are.", nameof(name)),
        };
    }

    private protected override void Hash(BlockHash parent, ReadOnlySpan<int> tokens, Span<BlockHash> hashes)
    {
        if (hashes.IsEmpty)
        {
            return;
        }

        int size = (4 * CborMessage.MaxHead) + (BlockSize * CborMessage.MaxToken);
        byte[]? rented = null;
        Span<byte> scratch = size <= StackBytes ? stackalloc byte[StackBytes] : (rented = ArrayPool<byte>.Shared.Rent(size));
        Span<byte> hash = stackalloc byte[BlockHash.MaxLength];
        (parent.Length == 0 ? Root : parent).Bytes.CopyTo(hash);
        for (int i = 0; i < hashes.Length; i++)
        {
            CborMessage message = new(scratch);
            message.StartArray(3);
            message.Write(BinaryPrimitives.ReadUInt64BigEndian(hash));
            message.WriteArray(tokens.Slice(i * BlockSize, BlockSize));
            message.StartArray(0);
            VllmHash.Hash(_algorithm, message.Written, hash);
            hashes[i] = new BlockHash(hash[..sizeof(ulong)]);
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
