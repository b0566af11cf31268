namespace Mooncake.Llm.Prefixes;

/// <summary>The blocks of a store, by their hashes.</summary>
/// <typeparam name="TBlock">The stored type.</typeparam>
internal abstract class BlockSet<TBlock>
{
    /// <summary>Counts how many blocks at the beginning of a list are stored.</summary>
    internal abstract ValueTask<StoreResult<int>> LongestPrefixAsync(ReadOnlyMemory<BlockHash> blocks, CancellationToken cancellationToken);

    /// <summary>Reads blocks without a copy. The caller disposes the batch.</summary>
    internal abstract ValueTask<StoreLeaseBatch<TBlock>> ReadAsync(ReadOnlyMemory<BlockHash> blocks, CancellationToken cancellationToken);

    /// <summary>Stores blocks.</summary>
    internal abstract ValueTask<StoreBatch> PutAsync(IReadOnlyList<TBlock> blocks, PutOptions? options);

    /// <summary>Stores drafts, and ends them.</summary>
    internal abstract ValueTask<StoreBatch> PutAsync(IReadOnlyList<StoreDraft<TBlock, byte>> drafts, PutOptions? options);
}
