using Mooncake.Keys;
using Mooncake.Records;

namespace Mooncake.Llm.Prefixes;

/// <summary>The blocks of a typed set.</summary>
/// <typeparam name="TKey">The set's keys.</typeparam>
/// <typeparam name="TBlock">The stored type.</typeparam>
internal sealed class StoreBlockSet<TKey, TBlock>(StoreSet<TKey, TBlock> set, Func<BlockHash, TKey> keyOf) : BlockSet<TBlock>
    where TKey : struct, IStoreKey<TKey>
    where TBlock : IStoreRecord<TBlock, TKey>
{
    /// <inheritdoc/>
    internal override ValueTask<StoreResult<int>> LongestPrefixAsync(
        ReadOnlyMemory<BlockHash> blocks, CancellationToken cancellationToken) =>
        set.LongestPrefixAsync(KeysOf(blocks.Span), cancellationToken);

    /// <inheritdoc/>
    internal override ValueTask<StoreLeaseBatch<TBlock>> ReadAsync(ReadOnlyMemory<BlockHash> blocks, CancellationToken cancellationToken) =>
        set.GetManyLeaseAsync(KeysOf(blocks.Span), cancellationToken);

    /// <inheritdoc/>
    internal override ValueTask<StoreBatch> PutAsync(IReadOnlyList<TBlock> blocks, PutOptions? options) =>
        set.PutManyAsync(blocks, options);

    /// <inheritdoc/>
    internal override ValueTask<StoreBatch> PutAsync(IReadOnlyList<StoreDraft<TBlock, byte>> drafts, PutOptions? options) =>
        set.PutManyAsync(drafts, options);

    private TKey[] KeysOf(ReadOnlySpan<BlockHash> blocks)
    {
        TKey[] keys = new TKey[blocks.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = keyOf(blocks[i]);
        }

        return keys;
    }
}
