using System.Runtime.CompilerServices;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <content>Lists whose values stay in the memory into which they were read.</content>
internal sealed partial class ObjectReader<TKey, TValue>
{
    /// <summary>Reads many objects and leaves their memory where they were read to.</summary>
    /// <param name="keys">The keys; must not change until the operation has completed.</param>
    /// <param name="single">Reads a single object in the same way.</param>
    /// <param name="queries">Returns the sizes of objects.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreLeaseBatch<TValue>> GetManyLeaseAsync(
        IReadOnlyList<TKey> keys,
        ObjectReader<TKey, StoreLease<TValue>> single,
        KeyOperations<TKey> queries,
        CancellationToken cancellationToken)
    {
        keys = ItemList.Normalize(keys);
        StoreLeaseBatch<TValue> leases = new();
        try
        {
            if (keys.Count == 1)
            {
                // As a single read it is combined with those of other callers.
                StoreResult<StoreLease<TValue>> read = await single.GetAsync(keys[0], cancellationToken).On(_session.Threads);
                leases.Results = new StoreBatch<TValue>([Own(leases, read, keys[0])]);
                return leases;
            }

            if (keys.Count > 1 && _estimate.IsGuess)
            {
                // Otherwise the whole list might be read again because nothing fits.
                await LearnSizesAsync([keys[0]], queries, cancellationToken).On(_session.Threads);
            }

            ListLeases list = new(leases, queries, _session.LimitFromNow);
            leases.Results = await ReadListAsync(keys, list, cancellationToken).On(threads: null);
            return leases;
        }
        catch
        {
            leases.Dispose();
            throw;
        }
    }

    private static StoreResult<TValue> Own(StoreLeaseBatch<TValue> leases, StoreResult<StoreLease<TValue>> read, in TKey key)
    {
        if (!read.TryGetValue(out StoreLease<TValue>? lease))
        {
            return read.IsMissing ? StoreResult<TValue>.MissingAt(in key) : StoreResult<TValue>.Failed(read.Error!);
        }

        leases.Own(lease.Memory);
        return StoreResult<TValue>.Found(lease.Value);
    }

    /// <summary>Reads marked items once more, as a list again: single reads would wait for memory while the list owns some.</summary>
    private async ValueTask LeaseAgainAsync(
        IReadOnlyList<TKey> keys, StoreResult<TValue>[] results, ListLeases list, CancellationToken cancellationToken)
    {
        int[] marked = [.. Enumerable.Range(0, results.Length).Where(i => ReferenceEquals(results[i].Error, AskAlone))];
        if (list.Retries-- == 0)
        {
            foreach (int i in marked)
            {
                results[i] = Conclude(keys[i], (int)StoreErrorCode.LeaseExpired);
            }

            return;
        }

        TKey[] others = [.. marked.Select(i => keys[i])];
        await LearnSizesAsync(others, list.Queries, cancellationToken).On(_session.Threads);
        StoreBatch<TValue> got = await ReadListAsync(others, list, cancellationToken).On(_session.Threads);
        for (int i = 0; i < marked.Length; i++)
        {
            results[marked[i]] = got[i];
        }
    }

    private async ValueTask LearnSizesAsync(TKey[] keys, KeyOperations<TKey> queries, CancellationToken cancellationToken)
    {
        // A query that fails teaches nothing, and the read that follows reports why.
        Task<StoreResult<long>[]> sizes = Task.WhenAll(keys.Select(key => queries.SizeOfAsync(in key, cancellationToken).AsTask()));
        try
        {
            foreach (StoreResult<long> size in await new ValueTask<StoreResult<long>[]>(sizes).On(_session.Threads))
            {
                _estimate.Saw((int)Math.Min(size.GetValueOrDefault(), RentalLayout.MaxObjectCapacity));
            }
        }
        catch (StoreCanceledException canceled)
        {
            // The caller cancelled a get.
            throw new StoreCanceledException(StoreOperation.Get, WriteOutcome.NotAWrite, canceled.CancellationToken);
        }
    }

    /// <summary>How a list leases what it reads.</summary>
    /// <param name="leases">Owns the memory.</param>
    /// <param name="queries">Returns the sizes of objects that did not fit.</param>
    /// <param name="deadline">The deadline of the whole list.</param>
    private sealed class ListLeases(StoreLeaseBatch<TValue> leases, KeyOperations<TKey> queries, long deadline)
    {
        /// <summary>Owns the memory.</summary>
        internal StoreLeaseBatch<TValue> Leases { get; } = leases;

        /// <summary>Returns the sizes of objects that did not fit.</summary>
        internal KeyOperations<TKey> Queries { get; } = queries;

        /// <summary>The deadline of the whole list.</summary>
        internal long Deadline { get; } = deadline;

        /// <summary>
        /// How often items that did not fit are still read again: each time their objects may have been replaced by larger ones.
        /// </summary>
        internal int Retries { get; set; } = 3;
    }
}
