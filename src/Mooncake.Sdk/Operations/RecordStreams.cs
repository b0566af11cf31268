using System.Runtime.CompilerServices;

namespace Mooncake.Operations;

/// <summary>Carries streams in batches, two at a time: one under way, one being gathered. Each batch has a deadline of its own.</summary>
internal static class RecordStreams
{
    /// <summary>Gathers items, carries each batch out, and hands the results on in order.</summary>
    /// <param name="items">The stream.</param>
    /// <param name="bytesOf">What an item's object takes, or is expected to: a batch ends by its bytes as well, so that a stream fits into memory.</param>
    /// <param name="carryOut">Carries one batch out: as many results as items.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal static async IAsyncEnumerable<TResult> InBatchesAsync<TItem, TResult>(
        IAsyncEnumerable<TItem> items,
        Func<TItem, long> bytesOf,
        Func<List<TItem>, CancellationToken, Task<TResult[]>> carryOut,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Task<TResult[]>? underWay = null;
        List<TItem> gathered = [];
        long bytes = 0;
        try
        {
            await foreach (TItem item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                gathered.Add(item);
                bytes += bytesOf(item);
                if (gathered.Count < BatchLimits.Items && bytes < BatchLimits.Bytes)
                {
                    continue;
                }

                // The batch under way still uses its own list; this one is the next's.
                (Task<TResult[]>? before, underWay) = (underWay, carryOut(gathered, cancellationToken));
                gathered = new List<TItem>(gathered.Count);
                bytes = 0;
                foreach (TResult result in before is null ? [] : await before.ConfigureAwait(false))
                {
                    yield return result;
                }
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
        }
        finally
        {
            // Whoever stops listening leaves no batch behind whose failure nobody sees.
            if (underWay is not null)
            {
                await ((Task)underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
