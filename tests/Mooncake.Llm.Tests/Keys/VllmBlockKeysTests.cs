namespace Mooncake.Llm.Keys.Tests;

/// <summary>What cannot be reproduced is refused with the reason, and misuse throws.</summary>
public sealed class VllmBlockKeysTests
{
    private static readonly VllmExtraKeys NoKeys = new();

    private static VllmBlockKeys Keys => new(VllmHashAlgorithm.Sha256Cbor, "0", 4);

    [Theory]
    [InlineData("builtin", "hash()", "sha256_cbor")]
    [InlineData("sha256_cbor_64bit", "older versions", "sha256_cbor")]
    public void ParseAlgorithm_AlgorithmThatCannotBeReproduced_ThrowsWithReasonAndRemedy(string name, string reason, string remedy)
    {
        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => VllmBlockKeys.ParseAlgorithm(name));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("builtin")]
    [InlineData("sha256")]
    public void ParseAlgorithmOfLMCache_AlgorithmThatCannotBeReproduced_Throws(string name)
    {
        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => LMCacheBlockKeys.ParseAlgorithm(name));
        Assert.Contains("pre_caching_hash_algorithm: sha256_cbor", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParseAlgorithm_UnknownName_Throws()
    {
        Assert.Throws<ArgumentException>(() => VllmBlockKeys.ParseAlgorithm("md5"));
        Assert.Throws<ArgumentException>(() => LMCacheBlockKeys.ParseAlgorithm("blake3"));
    }

    [Fact]
    public void LMCacheBlockKeys_PickledValues_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LMCacheBlockKeys(VllmHashAlgorithm.Sha256Pickle, "0"));

    // Python pickles a second use of one object as a reference to the first, and two equal texts can be one object.
    [Fact]
    public void HashBlocks_PickledTextThatOccursTwiceInABlock_Throws()
    {
        VllmBlockKeys pickled = new(VllmHashAlgorithm.Sha256Pickle, "0", 4);
        VllmExtraKeys[] twice =
        [
            new() { LoraName = "a", CacheSalt = "a" },
            new() { LoraName = "a", Media = [new("a", 0, 1)] },
            new() { CacheSalt = "a", Media = [new("a", 0, 1)] },
            new() { Media = [new("a", 0, 1), new("b", 1, 1), new("a", 2, 1)] },
        ];

        Assert.All(twice, keys =>
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(() => pickled.HashBlocks(new int[4], keys, new BlockHash[1]));
            Assert.Contains("'a' occurs twice", exception.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void HashBlocks_PickledTextThatOccursInTwoBlocks_IsAllowed()
    {
        VllmExtraKeys keys = new() { Media = [new("a", 0, 4), new("a", 4, 4)] };

        Assert.Equal(2, new VllmBlockKeys(VllmHashAlgorithm.Sha256Pickle, "0", 4).HashBlocks(new int[8], keys, new BlockHash[2]));
    }

    // The first value is what Python gives.
    [Fact]
    public void HashBlocks_PickledBlockOf64KiB_Throws()
    {
        int[] tokens = [.. Enumerable.Repeat(70_000, 13_099)];

        BlockHash hash = new VllmBlockKeys(VllmHashAlgorithm.Sha256Pickle, "0", 13_098).HashBlocks(tokens)[0];

        Assert.Equal("8f59dc409906d9b2c625246fc51982b27325fdcc4b93dfe3d5f5228f7f6a9333", hash.ToString());
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => new VllmBlockKeys(VllmHashAlgorithm.Sha256Pickle, "0", 13_099).HashBlocks(tokens));
        Assert.Contains("65536 or more", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_UnknownAlgorithmOrNoSeed_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new VllmBlockKeys(0, "0", 16));
        Assert.Throws<ArgumentNullException>(() => new VllmBlockKeys(VllmHashAlgorithm.Sha256Cbor, null!, 16));
        Assert.ThrowsAny<ArgumentException>(() => new VllmBlockKeys(VllmHashAlgorithm.Sha256Cbor, "\udc00", 16));
    }

    [Fact]
    public void HashBlocks_WithoutExtraKeys_AreThoseOfNoExtraKeys()
    {
        BlockHash[] hashes = new BlockHash[2];
        Keys.HashBlocks([1, 2, 3, 4, 5, 6, 7, 8], NoKeys, hashes);

        Assert.Equal(Keys.HashBlocks([1, 2, 3, 4, 5, 6, 7, 8]), hashes);
    }

    [Theory]
    [InlineData(-4)]
    [InlineData(2)]
    [InlineData(int.MaxValue - 3)]
    public void HashBlocks_PositionThatIsNoBlocksBeginning_Throws(int position) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Keys.HashBlocks(Keys.Root, position, new int[4], NoKeys, new BlockHash[1]));

    [Fact]
    public void HashBlocks_ParentThatThePositionContradicts_Throws()
    {
        Assert.Throws<ArgumentException>(() => Keys.HashBlocks(Keys.Root, 0, new int[4], NoKeys, new BlockHash[1]));
        Assert.Throws<ArgumentException>(() => Keys.HashBlocks(default, 4, new int[4], NoKeys, new BlockHash[1]));
    }

    [Fact]
    public void Media_UnsortedOverlappingOrEmpty_Throws()
    {
        Assert.Throws<ArgumentException>(() => new VllmExtraKeys { Media = [new("a", 4, 2), new("b", 0, 2)] });
        Assert.Throws<ArgumentException>(() => new VllmExtraKeys { Media = [new("a", 4, 2), new("b", 5, 2)] });
        Assert.Throws<ArgumentException>(() => new VllmExtraKeys { Media = [new("a", 4, 0)] });
        Assert.Throws<ArgumentException>(() => new VllmExtraKeys { Media = [new(null!, 4, 1)] });
    }

    [Fact]
    public void ExtraKeys_TextWithoutUtf8_Throws()
    {
        Assert.Throws<ArgumentException>(() => new VllmExtraKeys { LoraName = "\ud800" });
        Assert.Throws<ArgumentException>(() => new VllmExtraKeys { CacheSalt = "\ud800" });
        Assert.Throws<ArgumentException>(() => new VllmExtraKeys { Media = [new("\ud800", 0, 1)] });
    }

    [Fact]
    public void HashBlocks_InputAtTheLastPositions_IsPartOfItsBlockOnly()
    {
        VllmExtraKeys keys = new() { Media = [new("a", int.MaxValue - 1, int.MaxValue)] };
        BlockHash[] hashes = new BlockHash[1];
        Keys.HashBlocks([1, 2, 3, 4], keys, hashes);

        Assert.Equal(Keys.HashBlocks([1, 2, 3, 4]), hashes);
    }
}
