using System.Security.Cryptography;
using Mooncake.Llm.Keys;

namespace Mooncake.Llm;

/// <summary>
/// The page hashes of SGLang: SHA-256 over the hash of the page before and the tokens as 32-bit little-endian numbers. The first page is
/// hashed without a parent.
/// </summary>
/// <remarks>
/// As <c>get_hash_str</c> in <c>python/sglang/srt/mem_cache/hicache_storage.py</c> of sgl-project/sglang at commit bb424de. Neither the
/// model nor an adapter nor a cache salt is part of a hash; <see cref="SglangKeyFormat"/> adds the model to the key. SGLang accepts no
/// negative tokens. With speculative decoding by EAGLE, SGLang hashes pairs of tokens, which this class does not.
/// </remarks>
public sealed class SglangBlockKeys : TokenBlockKeys
{
    /// <summary>Creates the scheme for a page size.</summary>
    /// <param name="pageSize">
    /// The number of tokens in a page (<c>--page-size</c>); from 1 to <see cref="TokenBlockKeys.MaxBlockSize"/>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The page size is out of range.</exception>
    public SglangBlockKeys(int pageSize)
        : base(pageSize, SHA256.HashSizeInBytes)
    {
    }

    private protected override void Hash(BlockHash parent, ReadOnlySpan<int> tokens, Span<BlockHash> hashes)
    {
        int negative = tokens[..(hashes.Length * BlockSize)].IndexOfAnyInRange(int.MinValue, -1);
        if (negative >= 0)
        {
            throw new ArgumentException(
                $"Token {negative} is {tokens[negative]}, but SGLang hashes no negative tokens.", nameof(tokens));
        }

        ChainedSha256.Hash(parent, tokens, BlockSize, hashes);
    }
}
