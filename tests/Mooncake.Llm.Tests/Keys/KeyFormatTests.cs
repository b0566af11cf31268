using System.Text.Json;

namespace Mooncake.Llm.Keys.Tests;

/// <summary>The keys of the engines' stores.</summary>
public sealed class KeyFormatTests
{
    private static readonly BlockHash Hash = BlockHash.Parse("00ff");

    public static TheoryData<string, int> Vectors => VectorFile.NumbersOf("keys");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void KeysOf_Vector_AreThoseOfTheEngine(string name, int number)
    {
        JsonElement vector = VectorFile.Case("keys", number);
        BlockHash hash = BlockHash.Parse(VectorFile.Text(vector, "hash"));
        BlockKeyFormat format = FormatOf(vector);

        Assert.Contains(VectorFile.Text(vector, "format")!, name, StringComparison.Ordinal);
        Assert.Equal(VectorFile.Texts(vector, "keys"), format.KeysOf([hash]));
    }

    [Fact]
    public void KeysOf_SeveralBlocks_AreBlockByBlock()
    {
        SglangKeyFormat format = new(model: null);

        Assert.Equal(["00ff_0_k", "00ff_0_v", "0102_0_k", "0102_0_v"], format.KeysOf([Hash, BlockHash.Parse("0102")]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    [InlineData(9, 2)]
    public void CountBlocks_LeadingKeys_CountsCompleteBlocks(int keys, int blocks) =>
        Assert.Equal(blocks, new SglangKeyFormat("m") { TensorParallelSize = 2 }.CountBlocks(keys));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public void VllmKeyFormat_ModelWithoutAName_Throws(string model)
    {
        Assert.Throws<ArgumentException>(() => new VllmKeyFormat(model));
        Assert.Throws<ArgumentException>(() => new VllmAscendKeyFormat(model));
    }

    [Fact]
    public void VllmKeyFormat_NoOrNegativeRanks_Throws()
    {
        Assert.Throws<ArgumentException>(() => new VllmKeyFormat("m") { Ranks = [] });
        Assert.Throws<ArgumentException>(() => new VllmAscendKeyFormat("m") { Ranks = [new VllmRank(0, Pipeline: -1)] });
    }

    [Fact]
    public void SglangKeyFormat_NoRank_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SglangKeyFormat("m") { TensorParallelSize = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SglangKeyFormat("m") { PipelineParallelSize = 0 });
    }

    [Fact]
    public void KeyOf_UnknownObjectOrDefaultHash_Throws()
    {
        VllmKeyFormat format = new("m");

        Assert.Throws<ArgumentOutOfRangeException>(() => format.KeyOf(Hash, 1));
        Assert.Throws<ArgumentException>(() => format.KeyOf(default));
    }

    [Fact]
    public void LMCacheKeyFormat_HashOfAnotherScheme_Throws()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new LMCacheKeyFormat("m", "half").KeyOf(new BlockHash(new byte[32])));
        Assert.Contains("8 bytes", exception.Message, StringComparison.Ordinal);
    }

    private static BlockKeyFormat FormatOf(JsonElement vector) => VectorFile.Text(vector, "format") switch
    {
        "vllm" => new VllmKeyFormat(VectorFile.Text(vector, "model")!)
        {
            Ranks = RanksOf(vector),
            Group = vector.GetProperty("group").ValueKind == JsonValueKind.Null ? null : VectorFile.Number(vector, "group"),
            CachePrefix = VectorFile.Text(vector, "cachePrefix")!,
        },
        "vllm-ascend" => new VllmAscendKeyFormat(VectorFile.Text(vector, "model")!)
        {
            Ranks = RanksOf(vector),
            Group = VectorFile.Number(vector, "group"),
            CacheRole = VectorFile.Text(vector, "cacheRole")!,
            CacheFamily = VectorFile.Text(vector, "cacheFamily")!,
        },
        "sglang" => new SglangKeyFormat(VectorFile.Text(vector, "model"), VectorFile.Text(vector, "backendTag"))
        {
            TensorParallelSize = VectorFile.Number(vector, "tensorParallelSize"),
            PipelineParallelSize = VectorFile.Number(vector, "pipelineParallelSize"),
            IsLatentAttention = vector.GetProperty("latentAttention").GetBoolean(),
        },
        "lmcache" => new LMCacheKeyFormat(VectorFile.Text(vector, "model")!, VectorFile.Text(vector, "dataType")!)
        {
            WorldSize = VectorFile.Number(vector, "worldSize"),
            Tags = [.. vector.GetProperty("tags").EnumerateArray().Select(static tag => KeyValuePair.Create(tag[0].GetString()!, tag[1].GetString()!))],
        },
        _ => throw new InvalidDataException($"Unknown format: {vector}"),
    };

    private static VllmRank[] RanksOf(JsonElement vector) =>
        [.. vector.GetProperty("ranks").EnumerateArray().Select(static rank => new VllmRank(
            VectorFile.Number(rank, "tensor"),
            VectorFile.Number(rank, "pipeline"),
            VectorFile.Number(rank, "prefillContext"),
            VectorFile.Number(rank, "decodeContext")))];
}
