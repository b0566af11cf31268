using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <content>Lists of objects that are complete, in registered memory.</content>
internal sealed partial class ObjectWriter<TKey, TValue>
{
    /// <summary>Stores many objects, in native calls of bounded size.</summary>
    /// <param name="items">The objects; without a rental those that have a result. All rentals are returned.</param>
    /// <param name="results">One result per object; filled.</param>
    /// <param name="options">The options of all items, or null for the default.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreBatch> PutManyRentedAsync(
        RentedObject<TKey>[] items, StoreResult[] results, PutOptions? options, CancellationToken cancellationToken)
    {
        long deadline = _session.LimitFromNow;
        ReturnRentals(items, i => results[i].IsFailed && !ReferenceEquals(results[i].Error, StoreErrors.Unfilled));
        try
        {
            if (options is not { NeedsConditionalWriter: true } && _session.Pipeline is not null && items.Length > 1)
            {
                await PutInBatchesAsync(items, results, options, deadline, cancellationToken).On(_session.Threads);
                return new StoreBatch(results);
            }

            return await OneByOne.RunAsync(
                _session,
                StoreOperation.Put,
                Array.ConvertAll(items, static item => item.Key),
                results,
                (i, until) => PutRentedAsync(TakeOut(items, i), options, until, cancellationToken),
                cancellationToken).On(_session.Threads);
        }
        finally
        {
            ReturnRentals(items, static _ => true);
        }
    }

    /// <summary>Returns the rentals of items for which no call was made.</summary>
    private static void ReturnRentals(RentedObject<TKey>[] items, Func<int, bool> isSelected)
    {
        for (int i = 0; i < items.Length; i++)
        {
            if (isSelected(i) && !items[i].Rental.IsDefault)
            {
                TakeOut(items, i).Rental.Return();
            }
        }
    }

    /// <summary>Takes an item's rental out of the list: another owner returns it.</summary>
    private static RentedObject<TKey> TakeOut(RentedObject<TKey>[] items, int index)
    {
        RentedObject<TKey> item = items[index];
        items[index] = item with { Rental = default };
        return item;
    }

    /// <summary>Sends all calls at once: their memory is filled already, so there is nothing to wait for between them.</summary>
    private async ValueTask PutInBatchesAsync(
        RentedObject<TKey>[] items, StoreResult[] results, PutOptions? options, long deadline, CancellationToken cancellationToken)
    {
        List<BatchArguments> sent = [];
        for (int start = 0; start < items.Length;)
        {
            BatchArguments batch = Gather(items, results, start, options, out int end);
            batch.ConcludesOnLane = start == 0 && end == items.Length && !_session.RetriesWhenFull;
            batch.Send(_session, StoreOperation.Put, (start, end), deadline, cancellationToken);
            sent.Add(batch);
            start = end;
        }

        StoreCanceledException? cancellation = null;
        bool mayHaveWritten = false;
        foreach (BatchArguments batch in sent)
        {
            (int From, int To) places = batch.Places;
            try
            {
                StoreError? error = await batch.EndAsync(_session);
                if (error is null)
                {
                    await ConcludeAsync(batch, items, results, options, deadline, cancellationToken).On(_session.Threads);
                }
                else
                {
                    Fail(items, results, places, error);
                }
            }
            catch (StoreCanceledException canceled)
            {
                cancellation = canceled;
                mayHaveWritten |= canceled.Outcome != WriteOutcome.NotApplied;
            }
        }

        if (cancellation is not null)
        {
            mayHaveWritten |= Array.Exists(results, Cancellation.MayHaveWritten);
            throw new StoreCanceledException(
                StoreOperation.Put, mayHaveWritten ? WriteOutcome.Unknown : WriteOutcome.NotApplied, cancellationToken);
        }
    }

    /// <summary>Collects the objects of one native call, which owns their rentals.</summary>
    private unsafe BatchArguments Gather(RentedObject<TKey>[] items, StoreResult[] results, int start, PutOptions? options, out int end)
    {
        BatchArguments batch = _session.Batches.Take();
        batch.Begin(Math.Min(items.Length - start, BatchLimits.Items));
        batch.Config = options?.Native;
        long bytes = 0;
        for (end = start; end < items.Length && batch.Count < BatchLimits.Items; end++)
        {
            RentalLayout layout = items[end].Layout;
            if (items[end].Rental.IsDefault)
            {
                continue;
            }

            if (batch.Count > 0 && bytes + layout.ObjectSize > BatchLimits.RentedBytes)
            {
                break;
            }

            StoreErrorCode code = batch.TryAdd(items[end].Key, end, _session.Options.MaxKeyBytes);
            if (code != StoreErrorCode.Ok)
            {
                results[end] = Refuse(new WriteFault(code), StoreOperation.Put, items[end].Key);
                continue;
            }

            RentedBuffer rental = TakeOut(items, end).Rental;
            batch.Hold(rental);
            batch.SetCapacity(batch.Count - 1, layout.ObjectOf(rental.Pointer), (nuint)layout.ObjectSize);
            bytes += layout.ObjectSize;
        }

        batch.Seal();
        return batch;
    }

    /// <summary>Sets the results of a call that has ended, and puts what found no room again, if requested.</summary>
    private async ValueTask ConcludeAsync(
        BatchArguments batch,
        RentedObject<TKey>[] items,
        StoreResult[] results,
        PutOptions? options,
        long deadline,
        CancellationToken cancellationToken)
    {
        List<Task>? again = null;
        for (int i = 0; i < batch.Count; i++)
        {
            int item = batch.Items[i];
            results[item] = Conclude(items[item].Key, StoreOperation.Put, batch.ShortAnswers[i], items[item].Layout.ObjectSize);
            if (_session.RetriesWhenFull && results[item].Error is { Code: StoreErrorCode.NoAvailableHandle, Retry: not RetryClass.Never })
            {
                RentedObject<TKey> rented = items[item] with { Rental = batch.TakeRental(i) };
                (again ??= []).Add(PutAgainAsync(item, rented));
            }
        }

        _session.Batches.Return(batch);
        if (again is not null)
        {
            await Task.WhenAll(again).On(_session.Threads);
        }

        async Task PutAgainAsync(int item, RentedObject<TKey> rented) =>
            results[item] = await PutRentedAsync(in rented, options, deadline, cancellationToken).On(_session.Threads);
    }

    private static void Fail(RentedObject<TKey>[] items, StoreResult[] results, (int From, int To) places, StoreError error)
    {
        for (int i = places.From; i < places.To; i++)
        {
            if (ReferenceEquals(results[i].Error, StoreErrors.Unfilled))
            {
                results[i] = StoreResult.Failed(error.WithKey(KeyText.ToText(items[i].Key)));
            }
        }
    }
}
