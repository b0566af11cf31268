namespace Mooncake.Llm;

/// <summary>
/// Hashes the tokens of a prompt in blocks of equal size. The hash of a block depends on its tokens and on the hash of the block before
/// it, so prompts with the same beginning have the same hashes there, and the hash of a block identifies everything up to its end.
/// </summary>
/// <remarks>
/// A derived class is a scheme: <see cref="Sha256BlockKeys"/> is the one of this package. Instances are immutable and thread-safe. Only
/// complete blocks have a hash; tokens after the last complete block are ignored.
/// </remarks>
public abstract class TokenBlockKeys
{
    /// <summary>The largest block size, in tokens.</summary>
    public const int MaxBlockSize = 1 << 20;

    private protected TokenBlockKeys(int blockSize, int hashLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockSize, MaxBlockSize);
        BlockSize = blockSize;
        HashLength = hashLength;
    }

    /// <summary>The number of tokens in a block; from 1 to <see cref="MaxBlockSize"/>.</summary>
    public int BlockSize { get; }

    /// <summary>The number of bytes of a hash; at most <see cref="BlockHash.MaxLength"/>.</summary>
    public int HashLength { get; }

    /// <summary>The number of complete blocks in a number of tokens.</summary>
    /// <param name="tokenCount">The number of tokens; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int CountBlocks(int tokenCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokenCount);
        return tokenCount / BlockSize;
    }

    /// <summary>Hashes the complete blocks of a prompt.</summary>
    /// <param name="tokens">The prompt from its beginning.</param>
    /// <returns>The hash of each complete block, in order; empty if there is none.</returns>
    /// <exception cref="ArgumentException">The scheme does not allow one of the tokens.</exception>
    public BlockHash[] HashBlocks(ReadOnlySpan<int> tokens)
    {
        BlockHash[] hashes = new BlockHash[CountBlocks(tokens.Length)];
        Hash(default, tokens, hashes);
        return hashes;
    }

    /// <summary>Hashes the complete blocks of a prompt, without allocations.</summary>
    /// <param name="tokens">The prompt from its beginning.</param>
    /// <param name="hashes">Room for <see cref="CountBlocks"/> hashes; any room behind them is not touched.</param>
    /// <returns>The number of complete blocks.</returns>
    /// <exception cref="ArgumentException">The destination is too short, or the scheme does not allow one of the tokens.</exception>
    public int HashBlocks(ReadOnlySpan<int> tokens, Span<BlockHash> hashes) => HashBlocks(default, tokens, hashes);

    /// <summary>Hashes the complete blocks of the tokens that follow a block, without allocations.</summary>
    /// <param name="parent">The hash of the block before the tokens; the default value for the beginning of a prompt.</param>
    /// <param name="tokens">The tokens that follow it.</param>
    /// <param name="hashes">Room for <see cref="CountBlocks"/> hashes; any room behind them is not touched.</param>
    /// <returns>The number of complete blocks.</returns>
    /// <exception cref="ArgumentException">
    /// The destination is too short, the parent has another length than <see cref="HashLength"/>, or the scheme does not allow one of the
    /// tokens.
    /// </exception>
    public int HashBlocks(BlockHash parent, ReadOnlySpan<int> tokens, Span<BlockHash> hashes)
    {
        int count = Check(parent, tokens, hashes);
        Hash(parent, tokens, hashes[..count]);
        return count;
    }

    /// <summary>Checks the arguments of a call.</summary>
    /// <param name="parent">The parent; its length is checked.</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="hashes">The destination; its length is checked.</param>
    /// <returns>The number of complete blocks.</returns>
    private protected int Check(BlockHash parent, ReadOnlySpan<int> tokens, Span<BlockHash> hashes)
    {
        int count = CountBlocks(tokens.Length);
        if (hashes.Length < count)
        {
            throw new ArgumentException(
                $"{tokens.Length} tokens have {count} blocks of {BlockSize}, but there is room for {hashes.Length} hashes only.",
                nameof(hashes));
        }

        if (parent.Length != 0 && parent.Length != HashLength)
        {
            throw new ArgumentException(
                $"The parent has {parent.Length} bytes, but hashes of this scheme have {HashLength}.", nameof(parent));
        }

        return count;
    }

    /// <summary>Hashes blocks; the arguments are checked.</summary>
    /// <param name="parent">The hash before the first block, or the default value.</param>
    /// <param name="tokens">The tokens; any after the last complete block are ignored.</param>
    /// <param name="hashes">As many as there are complete blocks.</param>
    private protected abstract void Hash(BlockHash parent, ReadOnlySpan<int> tokens, Span<BlockHash> hashes);
}
