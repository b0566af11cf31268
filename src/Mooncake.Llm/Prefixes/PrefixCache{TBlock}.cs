using Mooncake.Llm.Prefixes;

namespace Mooncake.Llm;

/// <summary>
/// The state of an LLM engine for the beginnings of prompts, in blocks, in a store. Finds and reads the longest stored prefix within a time
/// limit, and stores blocks in the background. Thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// A cache must never slow its engine down: a lookup or read that is not finished at its limit returns nothing, and a block that the store
/// is too slow for is dropped. The engine then computes the block itself. <see cref="Statistics"/> counts both.
/// </para>
/// <para>Errors of the store are not thrown: see <see cref="LastError"/>.</para>
/// </remarks>
/// <typeparam name="TBlock">The stored type of a block.</typeparam>
public sealed class PrefixCache<TBlock> : IAsyncDisposable
{
    private readonly BlockSet<TBlock> _blocks;
    private readonly PrefixCacheOptions _options;
    private readonly PrefixCounters _counters = new();
    private readonly BoundedCalls _calls;
    private readonly BlockWriter<TBlock> _writer;

    /// <summary>Creates a cache.</summary>
    internal PrefixCache(BlockSet<TBlock> blocks, TokenBlockKeys keys, PrefixCacheOptions options)
    {
        _blocks = blocks;
        _options = options;
        Keys = keys;
        _calls = new BoundedCalls(options.MaxLateReads, options.TimeProvider, _counters);
        _writer = new BlockWriter<TBlock>(blocks, options, _counters);
    }

    /// <summary>The scheme of the blocks' hashes.</summary>
    public TokenBlockKeys Keys { get; }

    /// <summary>What the cache has done so far.</summary>
    public PrefixCacheStatistics Statistics => _counters.Snapshot(_writer.Count, _writer.Bytes);

    /// <summary>The last error of the store, or null if there was none.</summary>
    public StoreError? LastError => _counters.LastError;

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

    /// <summary>Queues a block that the engine has computed. Returns immediately.</summary>
    /// <param name="block">The block; must not change after this call.</param>
    /// <param name="bytes">Its size, for the limit of the queue; not negative.</param>
    /// <returns>False if the block was dropped, because too many wait already or the cache is disposed.</returns>
    /// <exception cref="ArgumentNullException">The block is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public bool TryStore(TBlock block, long bytes)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return _writer.TryReserve(bytes) && _writer.Add(new QueuedBlock<TBlock>(bytes) { Block = block });
    }

    /// <summary>
    /// Copies the state of the engine into a block and queues it, unless too many wait already: then the block is not even created.
    /// </summary>
    /// <param name="bytes">The size of the block; not negative.</param>
    /// <param name="create">Creates the block, or returns null if there is none; called before this method returns.</param>
    /// <returns>False if the block was dropped or not created.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public bool TryStore(long bytes, Func<TBlock?> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return TryStoreNew(bytes, () => create() is { } block ? new QueuedBlock<TBlock>(bytes) { Block = block } : null);
    }

    /// <summary>
    /// Copies the state of the engine into a draft, which is registered memory of the store, and queues it, unless too many wait already:
    /// then the draft is not even created. The state is not copied again.
    /// </summary>
    /// <param name="bytes">The size of the block; not negative.</param>
    /// <param name="create">
    /// Creates and fills the draft, or returns null if there is none; called before this method returns. The cache then owns the draft.
    /// </param>
    /// <returns>False if the block was dropped or not created.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public bool TryStoreDraft(long bytes, Func<StoreDraft<TBlock, byte>?> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return TryStoreNew(bytes, () => create() is { } draft ? new QueuedBlock<TBlock>(bytes) { Draft = draft } : null);
    }

    /// <summary>Waits until the blocks that are queued now are stored, dropped or have failed.</summary>
    /// <param name="limit">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>False if the limit has passed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    public async Task<bool> FlushAsync(TimeSpan limit, CancellationToken cancellationToken = default)
    {
        limit = TimeLimits.Of(limit);
        Task flushing = _writer.FlushAsync();
        await flushing.WaitAsync(limit, _options.TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return flushing.IsCompletedSuccessfully;
    }

    /// <summary>
    /// Refuses further blocks and waits for those that are queued, no longer than <see cref="PrefixCacheOptions.CloseTimeout"/>; the rest
    /// is dropped.
    /// </summary>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private bool TryStoreNew(long bytes, Func<QueuedBlock<TBlock>?> create)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        if (!_writer.TryReserve(bytes))
        {
            return false;
        }

        QueuedBlock<TBlock>? entry = null;
        try
        {
            entry = create();
        }
        finally
        {
            if (entry is null)
            {
                _writer.Release(bytes);
            }
        }

        return entry is { } created && _writer.Add(created);
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
