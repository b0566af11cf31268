using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Mooncake.Llm.Keys;

/// <summary>Hashes blocks as SHA-256 over the parent's bytes and the tokens as 32-bit little-endian numbers.</summary>
internal static class ChainedSha256
{
    // Blocks of up to 512 tokens are put together on the stack.
    private const int StackBytes = SHA256.HashSizeInBytes + (512 * sizeof(int));

    /// <summary>Hashes complete blocks.</summary>
    /// <param name="parent">
    /// The parent of the first block, 32 bytes; or the default value, and the first block is hashed without a parent.
    /// </param>
    /// <param name="tokens">The tokens; any after the last complete block are ignored.</param>
    /// <param name="blockSize">The number of tokens in a block.</param>
    /// <param name="hashes">As many as there are complete blocks.</param>
    public static void Hash(BlockHash parent, ReadOnlySpan<int> tokens, int blockSize, Span<BlockHash> hashes)
    {
        if (hashes.IsEmpty)
        {
            return;
        }

        int length = SHA256.HashSizeInBytes + (blockSize * sizeof(int));
        byte[]? rented = null;
        Span<byte> message = length <= StackBytes ? stackalloc byte[StackBytes] : (rented = ArrayPool<byte>.Shared.Rent(length));
        Span<byte> before = message[..SHA256.HashSizeInBytes];
        Span<byte> block = message[SHA256.HashSizeInBytes..length];

        parent.Bytes.CopyTo(before);
        int start = SHA256.HashSizeInBytes - parent.Length;
        for (int i = 0; i < hashes.Length; i++)
        {
            Write(tokens.Slice(i * blockSize, blockSize), block);
            Sha256Digest.Hash(message[start..length], before);
            hashes[i] = new BlockHash(before);
            start = 0;
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void Write(ReadOnlySpan<int> tokens, Span<byte> destination)
    {
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(tokens).CopyTo(destination);
            return;
        }

        BinaryPrimitives.ReverseEndianness(tokens, MemoryMarshal.Cast<byte, int>(destination));
    }
}
