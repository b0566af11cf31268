using KvCacheReplay;

namespace Mooncake.Cli.Replay;

/// <summary>Opens embedded stores that hold a number of blocks.</summary>
internal static class ReplayStores
{
    /// <summary>Opens a store.</summary>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="objectBytes">Size of a stored block, as <see cref="MeasureAsync"/> returns it.</param>
    /// <param name="evicts">True if the store is meant to evict: then what it holds is exactly this many blocks.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    internal static Task<MooncakeStore> OpenAsync(long blocks, long objectBytes, bool evicts, CancellationToken cancellationToken) =>
        MooncakeStore.OpenAsync(StoreSizing.For(blocks, objectBytes, evicts), cancellationToken);

    /// <summary>The size of a stored block in bytes, trailer included.</summary>
    /// <param name="blockBytes">Payload of a block in bytes.</param>
    /// <param name="cancellationToken">Cancels the measurement.</param>
    internal static async Task<long> MeasureAsync(int blockBytes, CancellationToken cancellationToken)
    {
        MooncakeStoreOptions options = new() { SegmentBytes = Math.Max(16L << 20, 2L * blockBytes) };
        await using MooncakeStore store = await MooncakeStore.OpenAsync(options, cancellationToken);
        (await store.KvBlocks.PutAsync(new KvBlock(0, new byte[blockBytes]), cancellationToken: cancellationToken)).ThrowIfFailed();
        return (await store.KvBlocks.SizeOfAsync(0, cancellationToken)).GetValueOrThrow();
    }
}
