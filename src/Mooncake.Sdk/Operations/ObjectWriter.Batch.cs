using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Serialization;
using Mooncake.Session;

namespace Mooncake.Operations;

internal sealed partial class ObjectWriter<TKey, TValue>
{
    /// <summary>Stores many objects, in native calls of bounded size.</summary>
    /// <param name="values">The items; must not change until the operation has completed.</param>
    /// <param name="keyOf">Returns an item's key.</param>
    /// <param name="valueOf">Returns an item's value.</param>
    /// <param name="options">Replication and pins of all items, or null for the default.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreBatch> PutManyAsync<TItem>(
        IReadOnlyList<TItem> values, Func<TItem, TKey> keyOf, Func<TItem, TValue> valueOf, PutOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options is { NeedsConditionalWriter: true })
        {
            return PutListConditionallyAsync(values, keyOf, valueOf, options, cancellationToken);
        }

        values = ItemList.Normalize(values);
        ReadOnlySpan<TItem> all = ItemList.SpanOf(values);
        if (_inPlace is not null && all.Length > 0 && !cancellationToken.IsCancellationRequested)
        {
            return new ValueTask<StoreBatch>(PutListInPlace(values, keyOf, valueOf, options));
        }

        if (all.Length != 1)
        {
            return PutListAsync(values, keyOf, valueOf, options, cancellationToken);
        }

        // A call for one item would be separate; as a single put it is combined with those of other callers.
        ValueTask<StoreResult> only = TryKeyOf(keyOf, all[0], out TKey key, out StoreResult refused)
            ? PutAsync(in key, valueOf(all[0]), options, cancellationToken)
            : new ValueTask<StoreResult>(refused);
        return only.IsCompletedSuccessfully ? new ValueTask<StoreBatch>(new StoreBatch([only.Result])) : AwaitAsync(only, _session.Threads);

        [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
        static async ValueTask<StoreBatch> AwaitAsync(ValueTask<StoreResult> only, ContinuationThreads threads) =>
            new([await only.On(threads)]);
    }

    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreBatch> PutListAsync<TItem>(
        IReadOnlyList<TItem> values, Func<TItem, TKey> keyOf, Func<TItem, TValue> valueOf, PutOptions? options, CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(StoreOperation.Put, cancellationToken);
        _session.ThrowIfClosed();

        long deadline = _session.LimitFromNow;
        StoreResult[] results = values.Count == 0 ? [] : new StoreResult[values.Count];
        BatchArguments? underWay = null;
        BatchArguments? next = null;
        (MemoryPackBuffer? Bytes, int Size) carried = default;
        int start = 0;
        bool isPuttingAgain = false;
        try
        {
            while (start < results.Length || underWay is not null)
            {
                if (start > 0 && start < results.Length && _session.HasPassed(deadline))
                {
                    FailUnfilled(
                        values, keyOf, results, start, results.Length, OperationErrors.NotBegun(StoreOperation.Put, _session.Options));
                    start = results.Length;
                }

                if (start < results.Length)
                {
                    next = _session.Batches.Take();
                    int end = Gather(values, keyOf, valueOf, start, results, next, ref carried, out long bytes);
                    StoreError? error = null;
                    if (bytes > 0 && !TryRent(next, (nint)bytes))
                    {
                        // No batch waits for memory while it owns some: two such batches would wait for each other.
                        if (underWay is not null)
                        {
                            (BatchArguments held, (int From, int To) places, underWay) = (underWay, underWay.Places, null);
                            StoreError? failure = await held.EndAsync(_session);
                            Conclude(values, keyOf, results, held, places, failure);
                        }

                        error = await RentAsync(next, (nint)bytes, deadline, cancellationToken).On(_session.Threads);
                    }

                    if (bytes > 0 && error is null)
                    {
                        Fill(values, keyOf, valueOf, options, results, next);
                        next.ConcludesOnLane = start == 0 && end == results.Length && !_session.RetriesWhenFull;
                        next.Send(_session, StoreOperation.Put, (start, end), deadline, cancellationToken);
                    }
                    else
                    {
                        // Every item has been rejected already, or is now.
                        FailUnfilled(values, keyOf, results, start, end, error);
                        _session.Batches.Return(next);
                        next = null;
                    }

                    start = end;
                }

                (BatchArguments? landed, underWay, next) = (underWay, next, null);
                if (landed is not null)
                {
                    (int From, int To) places = landed.Places;
                    StoreError? failure = await landed.EndAsync(_session);
                    Conclude(values, keyOf, results, landed, places, failure);
                }
            }

            isPuttingAgain = true;
            for (start = 0; _session.RetriesWhenFull && start < results.Length && !_session.HasPassed(deadline); start += BatchLimits.Items)
            {
                await PutAgainWhileFullAsync(
                    values, keyOf, valueOf, options, results, start, deadline, cancellationToken).On(_session.Threads);
            }
        }
        catch (StoreCanceledException canceled) when (canceled.Outcome == WriteOutcome.NotApplied)
        {
            // The outcome of one call does not cover the calls before it, or the one in progress.
            bool mayHaveWritten = isPuttingAgain || Array.Exists(results, Cancellation.MayHaveWritten);
            if (underWay is not null)
            {
                mayHaveWritten |= await underWay.AbandonAsync(_session).On(_session.Threads);
                underWay = null;
            }

            if (mayHaveWritten)
            {
                throw new StoreCanceledException(StoreOperation.Put, WriteOutcome.Unknown, cancellationToken);
            }

            throw;
        }
        finally
        {
            carried.Bytes?.Dispose();
            if (next is not null)
            {
                _session.Batches.Return(next);
            }

            if (underWay is not null)
            {
                await underWay.AbandonAsync(_session).On(_session.Threads);
            }
        }

        return new StoreBatch(results);
    }

    /// <summary>Sets the results of a call that has ended.</summary>
    /// <param name="values">The list.</param>
    /// <param name="keyOf">Returns an item's key.</param>
    /// <param name="results">The list's results.</param>
    /// <param name="landed">The arguments, which are no longer owned if there is an error.</param>
    /// <param name="places">The indexes of the list that it covered.</param>
    /// <param name="error">The error of the whole call, or null.</param>
    private void Conclude<TItem>(
        IReadOnlyList<TItem> values, Func<TItem, TKey> keyOf, StoreResult[] results, BatchArguments landed, (int From, int To) places, StoreError? error)
    {
        if (error is not null)
        {
            FailUnfilled(values, keyOf, results, places.From, places.To, error);
            return;
        }

        ConcludeAll(results, landed);
        _session.Batches.Return(landed);
    }

    /// <summary>Converts the results of one call.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ConcludeAll(StoreResult[] results, BatchArguments landed)
    {
        long written = 0;
        for (int i = 0; i < landed.Count; i++)
        {
            // A null buffer marks an item that could not be encoded; its result gives the reason.
            if (landed.Buffers[i] != 0)
            {
                int item = landed.Items[i];
                int answer = landed.ShortAnswers[i];
                if (answer == 0)
                {
                    results[item] = StoreResult.Done;
                    written += (long)landed.Sizes[i];
                }
                else
                {
                    results[item] = StoreResult.Failed(
                        _session.PutError(answer, StoreOperation.Put, landed.KeyOf(i), (long)landed.Sizes[i]));
                }
            }
        }

        _session.Telemetry.Calls.Wrote(written);
    }

    /// <summary>
    /// Puts the items that found no room again, individually and concurrently: single puts pause and retry until the batch's deadline.
    /// </summary>
    private async ValueTask PutAgainWhileFullAsync<TItem>(
        IReadOnlyList<TItem> values,
        Func<TItem, TKey> keyOf,
        Func<TItem, TValue> valueOf,
        PutOptions? options,
        StoreResult[] results,
        int start,
        long deadline,
        CancellationToken cancellationToken)
    {
        List<Task> putting = [];
        for (int i = start; i < Math.Min(results.Length, start + BatchLimits.Items); i++)
        {
            if (results[i].Error is { Code: StoreErrorCode.NoAvailableHandle, Retry: not RetryClass.Never })
            {
                putting.Add(PutAgainAsync(i));
            }
        }

        await Task.WhenAll(putting).On(_session.Threads);

        async Task PutAgainAsync(int item) =>
            results[item] = TryKeyOf(keyOf, values[item], out TKey key, out StoreResult refused)
                ? await PutAsync(in key, valueOf(values[item]), options, deadline, cancellationToken).On(_session.Threads)
                : refused;
    }

    private bool TryRent(BatchArguments batch, nint bytes)
    {
        bool hasRented = _session.Pool.TryRent(bytes, Tag, out RentedBuffer buffer, out _);
        batch.Rental = buffer;
        return hasRented;
    }

    private async ValueTask<StoreError?> RentAsync(BatchArguments batch, nint bytes, long deadline, CancellationToken cancellationToken)
    {
        StoreResult<RentedBuffer> rented = await _session.Pool.RentAsync(bytes, Tag, deadline, cancellationToken).On(_session.Threads);
        if (rented.TryGetValue(out RentedBuffer buffer, out StoreError? error))
        {
            batch.Rental = buffer;
        }

        return error;
    }

    private void FailUnfilled<TItem>(
        IReadOnlyList<TItem> values, Func<TItem, TKey> keyOf, StoreResult[] results, int start, int end, StoreError? error)
    {
        for (int i = start; error is not null && i < end; i++)
        {
            if (ReferenceEquals(results[i].Error, StoreErrors.Unfilled))
            {
                // The outcome of the item is kept, even if its key cannot be read a second time.
                results[i] = StoreResult.Failed(
                    TryKeyOf(keyOf, values[i], out TKey key, out _) ? error.WithKey(KeyText.ToText(in key)) : error);
            }
        }
    }

    /// <summary>Gets an item's key, by calling its members' getters.</summary>
    /// <returns>False if one of them threw; then <paramref name="refused"/> contains the error.</returns>
    private bool TryKeyOf<TItem>(
        Func<TItem, TKey> keyOf, TItem item, out TKey key, out StoreResult refused, StoreOperation operation = StoreOperation.Put)
    {
        try
        {
            key = keyOf(item);
            refused = default;
            return true;
        }
        catch (Exception exception)
        {
            key = default;
            refused = StoreResult.Failed(OperationErrors.KeyThrew(exception, operation, _encoder.Name));
            return false;
        }
    }
}
