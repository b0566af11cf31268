namespace Mooncake.Llm;

/// <summary>The hash algorithms of vLLM that another program can reproduce (<c>--prefix-caching-hash-algo</c>).</summary>
/// <remarks>
/// vLLM's default, <c>sha256</c>, and <c>xxhash</c> hash the bytes of Python's pickle format, which depend on the version of Python and on
/// the identity of objects in its memory.
/// </remarks>
public enum VllmHashAlgorithm
{
    /// <summary><c>sha256_cbor</c>: SHA-256 of the canonical CBOR encoding; 32 bytes.</summary>
    Sha256Cbor = 1,

    /// <summary><c>xxhash_cbor</c>: the 128-bit XXH3 of the canonical CBOR encoding; 16 bytes, and not safe against forged prompts.</summary>
    XxHash128Cbor = 2,
}
