using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mooncake.Llm.Keys;

namespace Mooncake.Llm;

/// <summary>
/// The scheme of this package. The hash of a block is the SHA-256 of its parent and its tokens; the parent of the first block is the
/// SHA-256 of an identity, such as that of the model, and of the block size.
/// </summary>
/// <remarks>
/// Byte for byte, with numbers as 32 bits in little-endian order and tokens in two's complement:
/// <code>
/// root    = SHA-256( "mooncake-token-blocks-1" (23 bytes), block size, identity in UTF-8 )
/// hash 0  = SHA-256( root (32 bytes),     token 0 ... token N-1 )
/// hash i  = SHA-256( hash i-1 (32 bytes), token i*N ... token i*N+N-1 )
/// </code>
/// Put everything into the identity that makes the same tokens mean something else: the model's weights and quantization, an adapter, the
/// format of the stored state, a tenant. Negative tokens are allowed: use them, for example, for the parts of an image.
/// </remarks>
public sealed class Sha256BlockKeys : TokenBlockKeys
{
    // Throws for text that is not well-formed: two identities must not have one root.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);


    /// <summary>Creates the scheme for an identity.</summary>
    /// <param name="identity">What all blocks belong to, such as the model's identity; can be empty.</param>
    /// <param name="blockSize">The number of tokens in a block; from 1 to <see cref="TokenBlockKeys.MaxBlockSize"/>.</param>
    /// <exception cref="ArgumentException">The identity is null or not well-formed UTF-16.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The block size is out of range.</exception>
    public Sha256BlockKeys(string identity, int blockSize)
        : base(blockSize, SHA256.HashSizeInBytes)
    {
        ArgumentNullException.ThrowIfNull(identity);
        Root = RootOf(identity, blockSize);
    }

    /// <summary>The parent of the first block.</summary>
    public BlockHash Root { get; }

    private static ReadOnlySpan<byte> Version => "mooncake-token-blocks-1"u8;

    private protected override void Hash(BlockHash parent, ReadOnlySpan<int> tokens, Span<BlockHash> hashes) =>
        ChainedSha256.Hash(parent.Length == 0 ? Root : parent, tokens, BlockSize, hashes);

    private static BlockHash RootOf(string identity, int blockSize)
    {
        byte[] message = new byte[Version.Length + sizeof(int) + Utf8.GetByteCount(identity)];
        Version.CopyTo(message);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(Version.Length), blockSize);
        Utf8.GetBytes(identity, message.AsSpan(Version.Length + sizeof(int)));
        return new BlockHash(SHA256.HashData(message));
    }
}
