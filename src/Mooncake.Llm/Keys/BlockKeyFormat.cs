namespace Mooncake.Llm;

/// <summary>
/// The keys under which an engine keeps the states of its blocks in a store. An engine can keep several objects for a block, for example
/// one for each GPU.
/// </summary>
/// <remarks>A derived class is the format of one engine. Instances are immutable and thread-safe.</remarks>
public abstract class BlockKeyFormat
{
    private protected BlockKeyFormat()
    {
    }

    /// <summary>The number of objects for a block; at least 1.</summary>
    public abstract int KeysPerBlock { get; }

    /// <summary>The key of one object of a block.</summary>
    /// <param name="hash">The block's hash, of the engine's scheme.</param>
    /// <param name="index">Which object; from 0 to <see cref="KeysPerBlock"/> - 1.</param>
    /// <exception cref="ArgumentException">The hash has no bytes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such object.</exception>
    public string KeyOf(BlockHash hash, int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, KeysPerBlock);
        return hash.Length == 0
            ? throw new ArgumentException("The hash is the default value, which is not the hash of a block.", nameof(hash))
            : Format(hash, index);
    }

    /// <summary>
    /// The keys of all objects of blocks, block by block: what <c>Raw.LongestPrefixAsync</c> checks. Pass its result to
    /// <see cref="CountBlocks"/>.
    /// </summary>
    /// <param name="hashes">The hashes, of the engine's scheme.</param>
    /// <returns><see cref="KeysPerBlock"/> keys for each hash.</returns>
    /// <exception cref="ArgumentException">A hash has no bytes.</exception>
    public string[] KeysOf(ReadOnlySpan<BlockHash> hashes)
    {
        int each = KeysPerBlock;
        string[] keys = new string[checked(hashes.Length * each)];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = KeyOf(hashes[i / each], i % each);
        }

        return keys;
    }

    /// <summary>The number of blocks that a number of leading keys is complete for.</summary>
    /// <param name="keyCount">The number of keys, from the beginning of what <see cref="KeysOf"/> returned; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int CountBlocks(int keyCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keyCount);
        return keyCount / KeysPerBlock;
    }

    /// <summary>Formats a key; the arguments are checked.</summary>
    /// <param name="hash">The block's hash.</param>
    /// <param name="index">Which object.</param>
    private protected abstract string Format(BlockHash hash, int index);
}
