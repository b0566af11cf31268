namespace Mooncake.Llm.Keys.Tests;

/// <summary>What all schemes have in common.</summary>
public sealed class TokenBlockKeysTests
{
    private static readonly int[] Tokens = [.. Enumerable.Range(1000, 70)];

    public static TheoryData<string> Names => Schemes.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void HashBlocks_ContinuedFromAParent_GivesTheSameHashes(string scheme)
    {
        TokenBlockKeys keys = Schemes.Create(scheme, 16);
        BlockHash[] all = keys.HashBlocks(Tokens);
        BlockHash[] rest = new BlockHash[2];

        Assert.Equal(2, keys.HashBlocks(all[1], Tokens.AsSpan(32), rest));

        Assert.Equal(all[2..], rest);
        Assert.All(all, hash => Assert.Equal(keys.HashLength, hash.Length));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HashBlocks_LongerDestination_LeavesTheRestUntouched(string scheme)
    {
        TokenBlockKeys keys = Schemes.Create(scheme, 16);
        BlockHash[] hashes = new BlockHash[6];
        hashes[4] = BlockHash.Parse("77");

        Assert.Equal(4, keys.HashBlocks(Tokens, hashes));

        Assert.Equal(keys.HashBlocks(Tokens), hashes[..4]);
        Assert.Equal(BlockHash.Parse("77"), hashes[4]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HashBlocks_CommonBeginning_SharesItsHashesOnly(string scheme)
    {
        TokenBlockKeys keys = Schemes.Create(scheme, 16);
        int[] other = [.. Tokens];
        other[40]++;

        BlockHash[] hashes = keys.HashBlocks(Tokens);
        BlockHash[] others = keys.HashBlocks(other);

        Assert.Equal(hashes[..2], others[..2]);
        Assert.NotEqual(hashes[2], others[2]);
        Assert.NotEqual(hashes[3], others[3]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HashBlocks_DestinationTooShort_Throws(string scheme)
    {
        TokenBlockKeys keys = Schemes.Create(scheme, 16);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => keys.HashBlocks(Tokens, new BlockHash[3]));
        Assert.Contains("4 blocks of 16", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HashBlocks_ParentOfAnotherScheme_Throws(string scheme) =>
        Assert.Throws<ArgumentException>(() => Schemes.Create(scheme, 16).HashBlocks(new BlockHash(new byte[5]), Tokens, new BlockHash[4]));

    [Theory]
    [MemberData(nameof(Names))]
    public void HashBlocks_ManyThreads_GiveTheSameHashes(string scheme)
    {
        TokenBlockKeys keys = Schemes.Create(scheme, 16);
        BlockHash[] expected = keys.HashBlocks(Tokens);

        Parallel.For(0, 64, _ => Assert.Equal(expected, keys.HashBlocks(Tokens)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(TokenBlockKeys.MaxBlockSize + 1)]
    public void Constructor_BlockSizeOutOfRange_Throws(int blockSize)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sha256BlockKeys("model", blockSize));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SglangBlockKeys(blockSize));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VllmBlockKeys(VllmHashAlgorithm.Sha256Cbor, "0", blockSize));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LMCacheBlockKeys(VllmHashAlgorithm.Sha256Cbor, "0", blockSize));
    }

    [Fact]
    public void CountBlocks_NegativeCount_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SglangBlockKeys(16).CountBlocks(-1));

    [Fact]
    public void SglangBlockKeys_NegativeToken_Throws()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new SglangBlockKeys(2).HashBlocks([1, 2, 3, -4]));
        Assert.Contains("Token 3 is -4", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SglangBlockKeys_NegativeTokenBehindTheLastBlock_IsIgnored() =>
        Assert.Single(new SglangBlockKeys(2).HashBlocks([1, 2, -3]));
}
