using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mooncake.Llm.Keys.Tests;

/// <summary>The scheme of this package, byte for byte as documented.</summary>
public sealed class Sha256BlockKeysTests
{
    private const string Identity = "llama-8b, Größe 8192";

    [Fact]
    public void Root_IsTheHashOfVersionBlockSizeAndIdentity()
    {
        byte[] message = [.. "mooncake-token-blocks-1"u8, 4, 1, 0, 0, .. Encoding.UTF8.GetBytes(Identity)];

        Assert.Equal(SHA256.HashData(message), new Sha256BlockKeys(Identity, 260).Root.Bytes);
    }

    [Fact]
    public void HashBlocks_IsTheHashOfParentAndTokens()
    {
        Sha256BlockKeys keys = new(Identity, 2);
        byte[] first = SHA256.HashData([.. keys.Root.Bytes, .. Bytes(1), .. Bytes(int.MaxValue)]);
        byte[] second = SHA256.HashData([.. first, .. Bytes(-1), .. Bytes(65536)]);

        Assert.Equal([new BlockHash(first), new BlockHash(second)], keys.HashBlocks([1, int.MaxValue, -1, 65536, 7]));
    }

    // A store outlives the program, so these must never change.
    [Fact]
    public void HashBlocks_GoldenValues_Hold()
    {
        BlockHash[] hashes = new Sha256BlockKeys("model", 3).HashBlocks([0, 23, 24, 255, 256, 65535, 65536, int.MaxValue]);

        Assert.Equal(
            [
                "d7305890a193681f60b8258348e2e6c634d0b1341167a0c18275601889ac2331",
                "6fb715d0a453919eee509177cea529095fa53dd5a009701c88a4d927806e3355",
            ],
            hashes.Select(static hash => hash.ToString()));
    }

    [Theory]
    [InlineData(600)]
    [InlineData(5000)]
    public void HashBlocks_BlocksLargerThanTheStackBuffer_AreHashedAlike(int blockSize)
    {
        int[] tokens = [.. Enumerable.Range(0, 2 * blockSize)];
        Sha256BlockKeys keys = new(Identity, blockSize);
        byte[] first = SHA256.HashData([.. keys.Root.Bytes, .. tokens.Take(blockSize).SelectMany(Bytes)]);
        byte[] second = SHA256.HashData([.. first, .. tokens.Skip(blockSize).SelectMany(Bytes)]);

        Assert.Equal([new BlockHash(first), new BlockHash(second)], keys.HashBlocks(tokens));
    }

    [Fact]
    public void HashBlocks_AnotherIdentityOrBlockSize_GivesOtherHashes()
    {
        BlockHash hash = new Sha256BlockKeys("a", 2).HashBlocks([1, 2])[0];

        Assert.NotEqual(hash, new Sha256BlockKeys("b", 2).HashBlocks([1, 2])[0]);
        Assert.NotEqual(new Sha256BlockKeys("a", 1).Root, new Sha256BlockKeys("a", 2).Root);
    }

    [Fact]
    public void Constructor_IdentityThatHasNoUtf8_Throws() => Assert.ThrowsAny<ArgumentException>(() => new Sha256BlockKeys("\ud800", 16));

    private static byte[] Bytes(int token)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, token);
        return bytes;
    }
}
