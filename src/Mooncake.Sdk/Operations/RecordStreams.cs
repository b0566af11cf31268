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

    /// <summary>Collects items, processes each batch, and yields the results in order.</summary>
    /// <remarks>
    /// If the source throws, the items before are processed and their results yielded; then the exception follows. So a consumer that has
    /// received n results has one for each of the first n items, and no later item was processed.
    /// </remarks>
    /// <param name="operation">The operation, for a cancellation.</param>
    /// <param name="items">The stream.</param>
    /// <param name="bytesOf">
    /// The actual or expected size of an item's object: a batch is also limited by its size, so that a stream fits into memory.
    /// </param>
    /// <param name="maxBytes">The size from which a batch is complete.</param>
    /// <param name="carryOut">Processes one batch; returns as many results as there are items.</param>
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
        [EnumeratorCancellation] CancellationToken cancellationToken,
        int first = BatchLimits.Items)
    {
        int limit = first;
        Task<TResult[]>? underWay = null;
        List<TItem> gathered = [];
        long bytes = 0;
        long taken = 0;
        Exception? end = null;
        IAsyncEnumerator<TItem> source = items.GetAsyncEnumerator(cancellationToken);
        try
        {
            while (end is null)
            {
                try
                {
                    if (!await source.MoveNextAsync().ConfigureAwait(false))
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

                // The batch in progress still uses its own list; this one is for the next batch.
                (Task<TResult[]>? before, underWay) = (underWay, carryOut(gathered, cancellationToken));
                gathered = new List<TItem>(gathered.Count);
                bytes = 0;
                foreach (TResult result in before is null ? [] : await ResultsAsync(before, underWay).ConfigureAwait(false))
                {
                    yield return result;
                }
            }

            if (end is OperationCanceledException and not StoreCanceledException && cancellationToken.IsCancellationRequested)
            {
                gathered.Clear();
                end = new StoreCanceledException(
                    operation, operation == StoreOperation.Get ? WriteOutcome.NotAWrite : WriteOutcome.NotApplied, cancellationToken);
            }

            foreach (TResult result in underWay is null ? [] : await underWay.ConfigureAwait(false))
            {
                yield return result;
            }

            underWay = null;
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

            await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The results of a batch while a later one is in progress.</summary>
    /// <exception cref="StoreCanceledException">
    /// The caller cancelled; the outcome covers both batches, because the results of neither are yielded.
    /// </exception>
    private static async Task<TResult[]> ResultsAsync<TResult>(Task<TResult[]> batch, Task<TResult[]> later)
    {
        try
        {
            return await batch.ConfigureAwait(false);
        }
        catch (StoreCanceledException canceled) when (canceled.Outcome == WriteOutcome.NotApplied)
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
