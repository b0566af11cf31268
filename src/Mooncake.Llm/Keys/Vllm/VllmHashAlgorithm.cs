namespace Mooncake.Llm;

/// <summary>The hash algorithms of vLLM (<c>--prefix-caching-hash-algo</c>).</summary>
/// <remarks>
/// Prefer those with CBOR, which is a standard. The others hash what CPython's <c>pickle</c> writes in protocol 5, its newest since version
/// 3.8. That is no standard; it was compared with CPython 3.11.
/// </remarks>
public enum VllmHashAlgorithm
{
    /// <summary><c>sha256_cbor</c>: SHA-256 of the canonical CBOR encoding; 32 bytes.</summary>
    Sha256Cbor = 1,

    /// <summary>
    /// <c>xxhash_cbor</c>: the 128-bit XXH3 of the canonical CBOR encoding; 16 bytes, and not safe against forged prompts.
    /// </summary>
    XxHash128Cbor = 2,

    /// <summary><c>sha256</c>, vLLM's default: SHA-256 of the pickled values; 32 bytes.</summary>
    Sha256Pickle = 3,

    /// <summary><c>xxhash</c>: the 128-bit XXH3 of the pickled values; 16 bytes, and not safe against forged prompts.</summary>
    XxHash128Pickle = 4,
}
