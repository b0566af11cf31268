using System.Text.Json;

namespace Mooncake.Llm.Keys.Tests;

/// <summary>Every scheme gives the hashes that its engine's own functions gave.</summary>
public sealed class VectorTests
{
    public static TheoryData<string, int> Vllm => VectorFile.NumbersOf("vllm");

    public static TheoryData<string, int> Sglang => VectorFile.NumbersOf("sglang");

    public static TheoryData<string, int> LMCache => VectorFile.NumbersOf("lmcache");

    [Theory]
    [MemberData(nameof(Vllm))]
    public void VllmBlockKeys_Vector_GiveTheHashesOfVllm(string name, int number)
    {
        JsonElement vector = VectorFile.Case("vllm", number);
        VllmBlockKeys keys = VllmKeysOf(vector);
        int[] tokens = VectorFile.Tokens(vector);
        BlockHash[] hashes = new BlockHash[keys.CountBlocks(tokens.Length)];

        Assert.Equal(hashes.Length, keys.HashBlocks(tokens, ExtraKeysOf(vector), hashes));

        Assert.Equal(VectorFile.Text(vector, "root"), keys.Root.ToString());
        AssertHashes(vector, hashes, name);
    }

    [Theory]
    [MemberData(nameof(Vllm))]
    public void VllmBlockKeys_BlockAfterBlock_GiveTheSameHashes(string name, int number)
    {
        JsonElement vector = VectorFile.Case("vllm", number);
        VllmBlockKeys keys = VllmKeysOf(vector);
        ReadOnlySpan<int> tokens = VectorFile.Tokens(vector);
        BlockHash[] hashes = new BlockHash[keys.CountBlocks(tokens.Length)];
        BlockHash parent = default;
        for (int i = 0; i < hashes.Length; i++)
        {
            int position = i * keys.BlockSize;
            keys.HashBlocks(parent, position, tokens.Slice(position, keys.BlockSize), ExtraKeysOf(vector), hashes.AsSpan(i));
            parent = hashes[i];
        }

        AssertHashes(vector, hashes, name);
    }

    [Theory]
    [MemberData(nameof(Sglang))]
    public void SglangBlockKeys_Vector_GiveTheHashesOfSglang(string name, int number)
    {
        JsonElement vector = VectorFile.Case("sglang", number);
        SglangBlockKeys keys = new(VectorFile.Number(vector, "blockSize"));

        AssertHashes(vector, keys.HashBlocks(VectorFile.Tokens(vector)), name);
    }

    [Theory]
    [MemberData(nameof(LMCache))]
    public void LMCacheBlockKeys_Vector_GiveTheHashesOfLMCache(string name, int number)
    {
        JsonElement vector = VectorFile.Case("lmcache", number);
        VllmHashAlgorithm algorithm = LMCacheBlockKeys.ParseAlgorithm(VectorFile.Text(vector, "algorithm")!);
        LMCacheBlockKeys keys = new(algorithm, VectorFile.Text(vector, "seed")!, VectorFile.Number(vector, "blockSize"));

        AssertHashes(vector, keys.HashBlocks(VectorFile.Tokens(vector)), name);
        Assert.Equal(VectorFile.Text(vector, "root"), keys.Root.ToString());
    }

    private static VllmBlockKeys VllmKeysOf(JsonElement vector) => new(
        VllmBlockKeys.ParseAlgorithm(VectorFile.Text(vector, "algorithm")!),
        VectorFile.Text(vector, "seed")!,
        VectorFile.Number(vector, "blockSize"));

    private static VllmExtraKeys ExtraKeysOf(JsonElement vector) => new()
    {
        LoraName = VectorFile.Text(vector, "loraName"),
        CacheSalt = VectorFile.Text(vector, "cacheSalt"),
        Media = vector.TryGetProperty("media", out JsonElement media)
            ? [.. media.EnumerateArray().Select(static input => new VllmMedia(
                VectorFile.Text(input, "identifier")!, VectorFile.Number(input, "offset"), VectorFile.Number(input, "length")))]
            : [],
    };

    private static void AssertHashes(JsonElement vector, BlockHash[] hashes, string name)
    {
        Assert.False(string.IsNullOrEmpty(name));
        Assert.Equal(VectorFile.Texts(vector, "hashes"), hashes.Select(static hash => hash.ToString()));
    }
}
