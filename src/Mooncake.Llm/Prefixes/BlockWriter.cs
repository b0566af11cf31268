using System.Threading.Channels;

namespace Mooncake.Llm.Prefixes;

/// <summary>
/// Stores blocks in the background, from a queue of limited size. Blocks that do not fit are dropped, so the caller never waits for the
/// store. Thread-safe.
/// </summary>
/// <typeparam name="TBlock">The stored type.</typeparam>
internal sealed class BlockWriter<TBlock> : IAsyncDisposable
{
    private readonly Channel<QueuedBlock<TBlock>> _queue =
        Channel.CreateUnbounded<QueuedBlock<TBlock>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly BlockSet<TBlock> _blocks;
    private readonly PrefixCacheOptions _options;
    private readonly PrefixCounters _counters;
    private readonly Lock _gate = new();
    private readonly Task _worker;
    private int _count;
    private long _bytes;
    private long _failedAt;
    private bool _hasFailed;
    private volatile bool _dropsAll;

    /// <summary>Creates a writer and starts it.</summary>
    /// <param name="blocks">Where to store blocks.</param>
    /// <param name="options">The limits.</param>
    /// <param name="counters">Counts blocks.</param>
    internal BlockWriter(BlockSet<TBlock> blocks, PrefixCacheOptions options, PrefixCounters counters)
    {
        _blocks = blocks;
        _options = options;
        _counters = counters;
        _worker = Task.Run(RunAsync);
    }

    /// <summary>The number of blocks that are not stored yet.</summary>
    internal int Count => Volatile.Read(ref _count);

    /// <summary>The bytes of these blocks.</summary>
    internal long Bytes => Volatile.Read(ref _bytes);

    /// <summary>
    /// Reserves room for a block, or counts it as dropped. A success is followed by <see cref="Add"/> or <see cref="Release"/>.
    /// </summary>
    /// <param name="bytes">Its size.</param>
    /// <returns>False if there is no room.</returns>
    internal bool TryReserve(long bytes)
    {
        lock (_gate)
        {
            if (_hasFailed && _options.TimeProvider.GetElapsedTime(_failedAt) >= _options.FailurePause)
            {
                _hasFailed = false;
            }

            if (!_hasFailed
                && _count < _options.MaxQueuedBlocks
                && (_count == 0 || _bytes + bytes <= _options.MaxQueuedBytes))
            {
                _count++;
                _bytes += bytes;
                return true;
            }
        }

        _counters.AddDropped();
        return false;
    }

    /// <summary>Queues a block or a draft for which room is reserved.</summary>
    /// <returns>False if the writer is disposed, and the entry was dropped.</returns>
    internal bool Add(QueuedBlock<TBlock> entry)
    {
        if (_queue.Writer.TryWrite(entry))
        {
            return true;
        }

        Drop(entry);
        return false;
    }

    /// <summary>Gives up reserved room.</summary>
    internal void Release(long bytes)
    {
        lock (_gate)
        {
            _count--;
            _bytes -= bytes;
        }
    }

    /// <summary>Completes when everything that is queued now is stored, dropped or has failed.</summary>
    internal Task FlushAsync()
    {
        TaskCompletionSource mark = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _queue.Writer.TryWrite(new QueuedBlock<TBlock>(0) { Mark = mark }) ? mark.Task : _worker;
    }

    /// <summary>
    /// Refuses further blocks, and waits until the queued ones are stored, no longer than <see cref="PrefixCacheOptions.CloseTimeout"/>.
    /// Blocks that are still waiting then are dropped.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        Task bounded = _worker.WaitAsync(TimeLimits.Of(_options.CloseTimeout), _options.TimeProvider);
        await bounded.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_worker.IsCompleted)
        {
            _dropsAll = true;
            return;
        }

        await _worker.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        List<QueuedBlock<TBlock>> batch = [];
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            TaskCompletionSource? mark = null;
            while (mark is null && batch.Count < _options.MaxBatchBlocks && _queue.Reader.TryRead(out QueuedBlock<TBlock> entry))
            {
                mark = entry.Mark;
                if (mark is null)
                {
                    batch.Add(entry);
                }
            }

            await StoreAsync(batch).ConfigureAwait(false);
            batch.Clear();
            mark?.SetResult();
        }
    }

    private async Task StoreAsync(List<QueuedBlock<TBlock>> batch)
    {
        if (_dropsAll)
        {
            batch.ForEach(Drop);
            return;
        }

        List<QueuedBlock<TBlock>> drafts = batch.FindAll(static entry => entry.Draft is not null);
        if (drafts.Count > 0)
        {
            await PutAsync(drafts, () => _blocks.PutAsync(drafts.ConvertAll(static entry => entry.Draft!), _options.PutOptions))
                .ConfigureAwait(false);
        }

        List<QueuedBlock<TBlock>> blocks = batch.FindAll(static entry => entry.Draft is null);
        if (blocks.Count > 0)
        {
            await PutAsync(blocks, () => _blocks.PutAsync(blocks.ConvertAll(static entry => entry.Block!), _options.PutOptions))
                .ConfigureAwait(false);
        }
    }

    private async Task PutAsync(List<QueuedBlock<TBlock>> entries, Func<ValueTask<StoreBatch>> put)
    {
        StoreBatch results = default;
        StoreError? error = null;
        try
        {
            results = await put().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The store was closed before this cache, or an engine of the application's own has thrown. Nobody waits for this call, and the
            // queue has to go on.
            error = PrefixErrors.Unexpected(StoreOperation.Put, exception);
        }

        if (error is not null || results.FailedCount == entries.Count)
        {
            lock (_gate)
            {
                _hasFailed = true;
                _failedAt = _options.TimeProvider.GetTimestamp();
            }
        }

        for (int i = 0; i < entries.Count; i++)
        {
            if (error is null && results[i].IsSuccess)
            {
                _counters.AddStored();
            }
            else
            {
                _counters.AddFailedBlock(error ?? results[i].Error!);
            }

            End(entries[i]);
        }
    }

    private void Drop(QueuedBlock<TBlock> entry)
    {
        _counters.AddDropped();
        End(entry);
    }

    private void End(QueuedBlock<TBlock> entry)
    {
        entry.Draft?.Dispose();
        Release(entry.Bytes);
    }
}
