using Mooncake.Keys;
using Mooncake.Llm.Prefixes;
using Mooncake.Records;

namespace Mooncake.Llm;

/// <summary>Creates caches of prompt prefixes.</summary>
public static class PrefixCache
{
    /// <summary>Creates a cache over a typed set.</summary>
    /// <param name="set">The set that holds the blocks.</param>
    /// <param name="keys">
    /// The scheme of the blocks' hashes. Its identity has to say everything that makes the same tokens mean something else, above all the
    /// model.
    /// </param>
    /// <param name="keyOf">The key of a block by its hash; must have no effects.</param>
    /// <param name="options">The limits; null for the default. Later changes have no effect.</param>
    /// <returns>The cache, to be disposed before the store.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static PrefixCache<TBlock> Create<TKey, TBlock>(
        StoreSet<TKey, TBlock> set, TokenBlockKeys keys, Func<BlockHash, TKey> keyOf, PrefixCacheOptions? options = null)
        where TKey : struct, IStoreKey<TKey>
        where TBlock : IStoreRecord<TBlock, TKey>
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(keyOf);
        options = (options ?? new PrefixCacheOptions()).Validated();
        return new PrefixCache<TBlock>(new StoreBlockSet<TKey, TBlock>(set, keyOf), keys, options);
    }
}
