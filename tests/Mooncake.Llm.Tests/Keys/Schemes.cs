namespace Mooncake.Llm.Keys.Tests;

/// <summary>An instance of every scheme, by a name that a test run can show.</summary>
internal static class Schemes
{
    private static readonly Dictionary<string, Func<int, TokenBlockKeys>> All = new()
    {
        ["sha256"] = static size => new Sha256BlockKeys("model", size),
        ["sglang"] = static size => new SglangBlockKeys(size),
        ["vllm sha256_cbor"] = static size => new VllmBlockKeys(VllmHashAlgorithm.Sha256Cbor, "0", size),
        ["vllm xxhash_cbor"] = static size => new VllmBlockKeys(VllmHashAlgorithm.XxHash128Cbor, "0", size),
        ["vllm sha256"] = static size => new VllmBlockKeys(VllmHashAlgorithm.Sha256Pickle, "0", size),
        ["lmcache sha256_cbor"] = static size => new LMCacheBlockKeys(VllmHashAlgorithm.Sha256Cbor, "0", size),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static TokenBlockKeys Create(string name, int blockSize) => All[name](blockSize);
}
