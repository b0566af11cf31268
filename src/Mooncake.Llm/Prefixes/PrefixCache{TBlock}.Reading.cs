namespace Mooncake.Llm;

/// <content>Finding and reading stored prefixes.</content>
public sealed partial class PrefixCache<TBlock>
{
    /// <summary>Counts how many blocks at the beginning of a prompt are stored, and renews their leases.</summary>
    /// <param name="blocks">The hashes of the prompt's blocks, from <see cref="Keys"/>; must not change during the call.</param>
    /// <param name="limit">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for as long as the store's own timeout.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The number of blocks; 0 if the store fails or does not answer within the limit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    public async Task<int> FindAsync(ReadOnlyMemory<BlockHash> blocks, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        int found = blocks.IsEmpty
            ? 0
            : await _calls.RunAsync(() => FindNowAsync(blocks), 0, null, limit, cancellationToken).ConfigureAwait(false);
        _counters.AddLookup(blocks.Length, found);
        return found;
    }

    /// <summary>Reads blocks without a copy, from the beginning up to the first that is missing or cannot be read.</summary>
    /// <remarks>
    /// All blocks occupy registered memory of the store at the same time (<c>pool=</c> in its connection string); read a long prefix in
    /// parts. A checksum protects each block, so a damaged one is not returned.
    /// </remarks>
    /// <param name="blocks">
    /// The hashes of the blocks, which <see cref="FindAsync"/> found; must not change during the call.
    /// </param>
    /// <param name="limit">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for as long as the store's own timeout.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The blocks, to be disposed by the caller; none if the store fails or does not answer within the limit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    public Task<PrefixBlocks<TBlock>> ReadAsync(
        ReadOnlyMemory<BlockHash> blocks, TimeSpan limit, CancellationToken cancellationToken = default) => blocks.IsEmpty
            ? Task.FromResult(PrefixBlocks<TBlock>.Empty)
            : _calls.RunAsync(
                () => ReadNowAsync(blocks), PrefixBlocks<TBlock>.Empty, static late => late.Dispose(), limit, cancellationToken);

    /// <summary>
    /// Reads the longest stored prefix and releases it, so that a store with a memory tier has it in memory: call it when a prompt arrives,
    /// and <see cref="ReadAsync"/> when the engine is ready for it.
    /// </summary>
    /// <param name="blocks">The hashes of the prompt's blocks; must not change during the call.</param>
    /// <param name="limit">How long to wait; reading ends soon after it.</param>
    /// <param name="cancellationToken">Cancels the wait, and ends reading soon after.</param>
    /// <returns>The number of blocks that were read from the beginning; 0 if the limit has passed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    public async Task<int> PrefetchAsync(ReadOnlyMemory<BlockHash> blocks, TimeSpan limit, CancellationToken cancellationToken = default)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            CancellationToken stopped = stop.Token;
            return await _calls.RunAsync(() => PrefetchNowAsync(blocks, stopped), 0, null, limit, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<int> FindNowAsync(ReadOnlyMemory<BlockHash> blocks)
    {
        StoreResult<int> found = await _blocks.LongestPrefixAsync(blocks, CancellationToken.None).ConfigureAwait(false);
        if (found.Error is { } error)
        {
            _counters.AddFailedRead(error);
        }

        return found.GetValueOrDefault();
    }

    private async Task<PrefixBlocks<TBlock>> ReadNowAsync(ReadOnlyMemory<BlockHash> blocks)
    {
        StoreLeaseBatch<TBlock> batch = await _blocks.ReadAsync(blocks, CancellationToken.None).ConfigureAwait(false);
        List<TBlock> found = new(blocks.Length);
        foreach (StoreResult<TBlock> result in batch.Results)
        {
            if (!result.TryGetValue(out TBlock? block, out StoreError? error))
            {
                if (error is not null)
                {
                    _counters.AddFailedRead(error);
                }

                break;
            }

            found.Add(block);
        }

        if (found.Count == 0)
        {
            batch.Dispose();
            return PrefixBlocks<TBlock>.Empty;
        }

        _counters.AddRead(found.Count);
        return new PrefixBlocks<TBlock>([.. found], batch);
    }

    private async Task<int> PrefetchNowAsync(ReadOnlyMemory<BlockHash> blocks, CancellationToken stopped)
    {
        int stored = blocks.IsEmpty ? 0 : await FindNowAsync(blocks).ConfigureAwait(false);
        int read = 0;
        while (read < stored && !stopped.IsCancellationRequested)
        {
            int count = Math.Min(_options.PrefetchBlocks, stored - read);
            using PrefixBlocks<TBlock> part = await ReadNowAsync(blocks.Slice(read, count)).ConfigureAwait(false);
            read += part.Count;
            if (part.Count < count)
            {
                break;
            }
        }

        return read;
    }
}
