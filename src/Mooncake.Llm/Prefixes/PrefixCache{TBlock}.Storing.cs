using Mooncake.Llm.Prefixes;

namespace Mooncake.Llm;

/// <content>Storing blocks in the background.</content>
public sealed partial class PrefixCache<TBlock>
{
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
}
