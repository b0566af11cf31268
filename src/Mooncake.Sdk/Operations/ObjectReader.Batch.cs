using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Session;

namespace Mooncake.Operations;

internal sealed partial class ObjectReader<TKey, TValue>
{
    /// <summary>
    /// Reads many objects, in native calls of bounded size; the results of one are decoded while the next is in progress.
    /// </summary>
    /// <param name="keys">The keys; must not change until the operation has completed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreBatch<TValue>> GetManyAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        keys = ItemList.Normalize(keys);
        ReadOnlySpan<TKey> all = ItemList.SpanOf(keys);
        if (_inPlace is not null && !_decoder.KeepsBuffer && all.Length > 0 && !cancellationToken.IsCancellationRequested)
        {
            StoreResult<TValue>[] results = GetListInPlace(keys, out int elsewhere);
            if (elsewhere == 0)
            {
                return new ValueTask<StoreBatch<TValue>>(new StoreBatch<TValue>(results));
            }

            if (elsewhere < results.Length)
            {
                return GetOthersAsync(keys, results, elsewhere, cancellationToken);
            }
        }

        if (all.Length != 1)
        {
            return GetListAsync(keys, cancellationToken);
        }

        // A call for one item would be separate; as a single read it is combined with those of other callers.
        ValueTask<StoreResult<TValue>> only = GetAsync(in all[0], cancellationToken);
        return only.IsCompletedSuccessfully
            ? new ValueTask<StoreBatch<TValue>>(new StoreBatch<TValue>([only.Result]))
            : AwaitAsync(only, _session.Threads);

        [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
        static async ValueTask<StoreBatch<TValue>> AwaitAsync(ValueTask<StoreResult<TValue>> only, ContinuationThreads threads) =>
            new([await only.On(threads)]);
    }

    /// <summary>Gets what could not be read in place.</summary>
    /// <param name="keys">The list.</param>
    /// <param name="results">Its results; those that are marked are filled in.</param>
    /// <param name="count">How many are marked.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreBatch<TValue>> GetOthersAsync(
        IReadOnlyList<TKey> keys, StoreResult<TValue>[] results, int count, CancellationToken cancellationToken)
    {
        TKey[] others = new TKey[count];
        int[] places = new int[count];
        for (int i = 0, next = 0; next < count; i++)
        {
            if (ReferenceEquals(results[i].Error, AskAlone))
            {
                others[next] = keys[i];
                places[next++] = i;
            }
        }

        StoreBatch<TValue> got = await GetListAsync(others, cancellationToken).On(_session.Threads);
        for (int i = 0; i < count; i++)
        {
            results[places[i]] = got[i];
        }

        return new StoreBatch<TValue>(results);
    }

    /// <summary>Gets copied values. The caller's continuation runs on the pool.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreBatch<TValue>> GetListAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken) =>
        await ReadListAsync(keys, null, cancellationToken).On(threads: null);

    /// <summary>Gets copied or leased values. The continuation runs on the thread that ends the read, which may be a lane.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<StoreBatch<TValue>> ReadListAsync(
        IReadOnlyList<TKey> keys, ListLeases? leases, CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(StoreOperation.Get, cancellationToken);
        _session.ThrowIfClosed();

        long deadline = leases?.Deadline ?? _session.LimitFromNow;
        StoreResult<TValue>[] results = keys.Count == 0 ? [] : new StoreResult<TValue>[keys.Count];
        BatchArguments? underWay = null;
        int retries = 0;
        try
        {
            int start = 0;
            while (start < results.Length || underWay is not null)
            {
                BatchArguments? next = null;
                if (start > 0 && start < results.Length && _session.HasPassed(deadline))
                {
                    FailUnfilled(keys, results, start, results.Length, OperationErrors.NotBegun(StoreOperation.Get, _session.Options));
                    start = results.Length;
                }

                if (start < results.Length)
                {
                    int room = (int)BatchLimits.Aligned(_estimate.Capacity);
                    int end = Math.Min(results.Length, start + Math.Clamp(_session.BatchBytes / room, 1, BatchLimits.Items));
                    StoreError? error = null;
                    if (!_session.Pool.TryRent((nint)room * (end - start), Tag, out RentedBuffer buffer, out _))
                    {
                        // No batch waits for memory while it owns some: two such batches would wait for each other.
                        if (underWay is not null)
                        {
                            (BatchArguments held, (int From, int To) places, underWay) = (underWay, underWay.Places, null);
                            StoreError? failure = await held.EndAsync(_session);
                            retries += Conclude(keys, results, held, leases, places, failure);
                        }

                        nint bytes = (nint)room * (end - start);
                        if (leases is { Leases.OwnsMemory: true } && !_session.Pool.CanGrowFor(bytes))
                        {
                            error = BufferErrors.ListTooLarge(bytes, Tag, _session.Pool.Statistics);
                        }
                        else
                        {
                            StoreResult<RentedBuffer> rented =
                                await _session.Pool.RentAsync(bytes, Tag, deadline, cancellationToken).On(_session.Threads);
                            rented.TryGetValue(out buffer, out error);
                        }
                    }

                    if (error is null)
                    {
                        next = Gather(keys, start, end, results, buffer, room);
                        bool isWholeList = start == 0 && end == results.Length;
                        next.ConcludesOnLane = isWholeList && (long)room * next.Count <= BatchLimits.BytesDecodedOnLane;
                        next.Send(_session, StoreOperation.Get, (start, end), deadline, cancellationToken);
                    }
                    else
                    {
                        FailUnfilled(keys, results, start, end, error);
                    }

                    start = end;
                }

                (BatchArguments? landed, underWay) = (underWay, next);
                if (landed is not null)
                {
                    (int From, int To) places = landed.Places;
                    StoreError? failure = await landed.EndAsync(_session);
                    retries += Conclude(keys, results, landed, leases, places, failure);
                }
            }
        }
        finally
        {
            if (underWay is not null)
            {
                await underWay.AbandonAsync(_session).On(_session.Threads);
            }
        }

        if (retries > 0)
        {
            // This may be a lane, which others wait for.
            await new ContinuationSwitch(_session.Threads);
        }

        if (retries > 0 && leases is not null)
        {
            await LeaseAgainAsync(keys, results, leases, cancellationToken).On(_session.Threads);
            retries = 0;
        }

        // Only after all calls have returned their memory: a single read may wait for some.
        for (int start = 0; retries > 0 && start < results.Length; start += BatchLimits.Items)
        {
            int end = Math.Min(results.Length, start + BatchLimits.Items);
            await AskAgainAsync(keys, results, start, end, deadline, cancellationToken).On(_session.Threads);
        }

        return new StoreBatch<TValue>(results);
    }

    /// <summary>Reads marked items individually and concurrently: the pipeline combines them again.</summary>
    private async ValueTask AskAgainAsync(
        IReadOnlyList<TKey> keys,
        StoreResult<TValue>[] results,
        int first,
        int end,
        long deadline,
        CancellationToken cancellationToken)
    {
        // Each result is taken as soon as it is available, in any order: a result that is not taken keeps a buffer for which others may
        // wait.
        List<Task> asking = [];
        for (int i = first; i < end; i++)
        {
            if (ReferenceEquals(results[i].Error, AskAlone))
            {
                asking.Add(AskAsync(i));
            }
        }

        await Task.WhenAll(asking).On(_session.Threads);

        async Task AskAsync(int item) => results[item] = await GetAsync(keys[item], deadline, cancellationToken).On(_session.Threads);
    }

    /// <summary>
    /// Marks an item that is asked for again: its object did not fit, its lease was lost, or it could not be read in place.
    /// </summary>
    private static readonly StoreError AskAlone =
        new(StoreErrorCode.BufferTooSmall, StoreOperation.Get, "The object is larger than its room in the batch.", "");
}
