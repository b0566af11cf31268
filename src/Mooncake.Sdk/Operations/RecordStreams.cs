using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Mooncake.Operations;

/// <summary>Processes streams in batches, two at a time: one in progress, one being collected. Each batch has its own deadline.</summary>
internal static class RecordStreams
{
    /// <summary>
    /// The number of items in the first batch of a scan. Later batches are larger, so a scan of few records does not read many.
    /// </summary>
    internal const int FirstOfAScan = 32;

    private const int Growth = 4;

    /// <summary>
    /// How long a slow source may hold back the items and results before. A round trip to a cluster takes a fraction of it.
    /// </summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(10);

    /// <summary>Collects items, processes each batch, and yields the results in order.</summary>
    /// <remarks>
    /// If the source throws, the items before are processed and their results yielded; then the exception follows. So a consumer that has
    /// received n results has one for each of the first n items, and no later item was processed. If the source makes the consumer wait
    /// for its next item, the items before are processed and their results yielded meanwhile: the source may itself wait for them. If the
    /// consumer stops during such a wait, the source's token is cancelled, and the enumeration ends with the source's wait.
    /// </remarks>
    /// <param name="operation">The operation, for a cancellation.</param>
    /// <param name="items">The stream.</param>
    /// <param name="bytesOf">
    /// The actual or expected size of an item's object: a batch is also limited by its size, so that a stream fits into memory.
    /// </param>
    /// <param name="maxBytes">The size from which a batch is complete.</param>
    /// <param name="carryOut">Processes one batch; returns as many results as there are items.</param>
    /// <param name="clock">Measures how long the source takes.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="first">The number of items in the first batch.</param>
    /// <exception cref="ArgumentException">An item is null.</exception>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    internal static async IAsyncEnumerable<TResult> InBatchesAsync<TItem, TResult>(
        StoreOperation operation,
        IAsyncEnumerable<TItem> items,
        Func<TItem, long> bytesOf,
        long maxBytes,
        Func<List<TItem>, CancellationToken, Task<TResult[]>> carryOut,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        int first = BatchLimits.Items)
    {
        int limit = first;
        Task<TResult[]>? underWay = null;
        List<TItem> gathered = [];
        long bytes = 0;
        long taken = 0;
        Exception? end = null;
        Task? linger = null;
        Task<bool>? next = null;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        IAsyncEnumerator<TItem> source = items.GetAsyncEnumerator(stop.Token);
        try
        {
            while (end is null)
            {
                next = NextAsync(source);
                if (!next.IsCompleted && (gathered.Count > 0 || underWay is not null))
                {
                    linger ??= Task.Delay(Linger, clock, CancellationToken.None);
                    await Task.WhenAny(next, linger).ConfigureAwait(false);
                    if (!next.IsCompleted)
                    {
                        linger = null;
                        Task<TResult[]>? former = underWay;
                        underWay = gathered.Count == 0 ? null : carryOut(gathered, cancellationToken);
                        gathered = [];
                        bytes = 0;
                        foreach (TResult result in former is null ? [] : await ResultsAsync(former, underWay).ConfigureAwait(false))
                        {
                            yield return result;
                        }

                        TResult[] results = underWay is null ? [] : await underWay.ConfigureAwait(false);
                        underWay = null;
                        foreach (TResult result in results)
                        {
                            yield return result;
                        }
                    }
                }

                try
                {
                    if (!await next.ConfigureAwait(false))
                    {
                        break;
                    }

                    TItem item = source.Current ?? throw new ArgumentException($"The item at index {taken} of the stream is null.");
                    gathered.Add(item);
                    taken++;
                    bytes += bytesOf(item);
                }
                catch (Exception exception)
                {
                    end = exception;
                    break;
                }

                if (gathered.Count < limit && bytes < maxBytes)
                {
                    continue;
                }

                limit = Math.Min(limit * Growth, BatchLimits.Items);
                linger = null;

                // The batch in progress still uses its own list; this one is for the next batch.
                (Task<TResult[]>? before, underWay) = (underWay, carryOut(gathered, cancellationToken));
                gathered = new List<TItem>(gathered.Count);
                bytes = 0;
                foreach (TResult result in before is null ? [] : await ResultsAsync(before, underWay).ConfigureAwait(false))
                {
                    yield return result;
                }
            }

            if (end is StoreCanceledException canceled && cancellationToken.IsCancellationRequested)
            {
                // The caller knows its own token only.
                end = new StoreCanceledException(canceled.Operation, canceled.Outcome, cancellationToken);
            }
            else if (end is OperationCanceledException and not StoreCanceledException && cancellationToken.IsCancellationRequested)
            {
                gathered.Clear();
                end = new StoreCanceledException(
                    operation, operation == StoreOperation.Get ? WriteOutcome.NotAWrite : WriteOutcome.NotApplied, cancellationToken);
            }

            // What has been yielded belongs to the consumer, also if it stops here.
            TResult[] last = underWay is null ? [] : await underWay.ConfigureAwait(false);
            underWay = null;
            foreach (TResult result in last)
            {
                yield return result;
            }

            foreach (TResult result in gathered.Count == 0 ? [] : await carryOut(gathered, cancellationToken).ConfigureAwait(false))
            {
                yield return result;
            }

            if (end is not null)
            {
                ExceptionDispatchInfo.Throw(end);
            }
        }
        finally
        {
            // If the consumer stops, the failure of a batch in progress must still be observed, and its results released.
            if (underWay is not null)
            {
                await ((Task)underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                foreach (IDisposable result in underWay.IsCompletedSuccessfully ? underWay.Result.OfType<IDisposable>() : [])
                {
                    result.Dispose();
                }
            }

            // A source must not be disposed while it makes its next item, which may take for ever: the consumer may have stopped.
            if (next is not null)
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Advances a source; an exception is the task's.</summary>
    private static Task<bool> NextAsync<TItem>(IAsyncEnumerator<TItem> source)
    {
        try
        {
            return source.MoveNextAsync().AsTask();
        }
        catch (Exception exception)
        {
            return Task.FromException<bool>(exception);
        }
    }

    /// <summary>The results of a batch while a later one is in progress.</summary>
    /// <exception cref="StoreCanceledException">
    /// The caller cancelled; the outcome covers both batches, because the results of neither are yielded.
    /// </exception>
    private static async Task<TResult[]> ResultsAsync<TResult>(Task<TResult[]> batch, Task<TResult[]>? later)
    {
        try
        {
            return await batch.ConfigureAwait(false);
        }
        catch (StoreCanceledException canceled) when (later is not null && canceled.Outcome == WriteOutcome.NotApplied)
        {
            if (await WasNotAppliedAsync(later).ConfigureAwait(false))
            {
                throw;
            }

            throw new StoreCanceledException(canceled.Operation, WriteOutcome.Unknown, canceled.CancellationToken);
        }
    }

    private static async Task<bool> WasNotAppliedAsync(Task batch)
    {
        try
        {
            await batch.ConfigureAwait(false);
            return false;
        }
        catch (StoreCanceledException canceled)
        {
            return canceled.Outcome == WriteOutcome.NotApplied;
        }
    }
}
