using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Options;

namespace Mooncake.Operations;

internal sealed unsafe partial class ObjectWriter<TKey, TValue, TEncoder>
{
    /// <summary>Stores many objects, in batch calls of bounded size.</summary>
    /// <param name="values">The items; must not change until the result is there.</param>
    /// <param name="keyOf">An item's key.</param>
    /// <param name="valueOf">An item's value.</param>
    /// <param name="options">Replication and pins of all of them, or null for the default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async ValueTask<StoreBatch> PutManyAsync<TItem>(
        IReadOnlyList<TItem> values, Func<TItem, TKey> keyOf, Func<TItem, TValue> valueOf, PutOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        cancellationToken.ThrowIfCancellationRequested();
        _session.ThrowIfClosed();

        StoreResult[] results = values.Count == 0 ? [] : new StoreResult[values.Count];
        BatchScratch scratch = _session.Scratches.Take();
        try
        {
            int start = 0;
            while (start < results.Length)
            {
                int end = Gather(values, keyOf, valueOf, start, results, scratch, out long bytes);
                StoreResult<RentedBuffer> rented = await _session.RentAsync((nint)bytes, Tag, cancellationToken).ConfigureAwait(false);
                if (rented.TryGetValue(out RentedBuffer buffer, out StoreError? error))
                {
                    PutChunk(values, keyOf, valueOf, options, results, scratch, buffer);
                }
                else
                {
                    foreach (int item in scratch.Items)
                    {
                        results[item] = StoreResult.Failed(error!);
                    }
                }

                start = end;
            }
        }
        finally
        {
            _session.Scratches.Return(scratch);
        }

        return new StoreBatch(results);
    }

    /// <summary>Measures items and writes their keys until one call has enough.</summary>
    /// <returns>The first item of the next call.</returns>
    private int Gather<TItem>(
        IReadOnlyList<TItem> values, Func<TItem, TKey> keyOf, Func<TItem, TValue> valueOf, int start, StoreResult[] results, BatchScratch scratch, out long bytes)
    {
        bytes = 0;
        scratch.Begin(Math.Min(results.Length - start, BatchLimits.Items));
        int item = start;
        for (; item < results.Length && scratch.Count < BatchLimits.Items; item++)
        {
            TKey key = keyOf(values[item]);
            TValue value = valueOf(values[item]);
            if (!TryMeasure(in key, in value, StoreOperation.Put, out RentalLayout layout, out results[item]))
            {
                continue;
            }

            long room = BatchLimits.Aligned(layout.ObjectRoom);
            if (scratch.Count > 0 && bytes + room > BatchLimits.Bytes)
            {
                break;
            }

            StoreErrorCode code = scratch.TryAdd(in key, item, _session.Options.MaxKeyBytes);
            if (code != StoreErrorCode.Ok)
            {
                results[item] = Refuse(code, StoreOperation.Put, in key);
                continue;
            }

            scratch.SetRoom(scratch.Count - 1, null, layout.ObjectRoom);
            bytes += room;
        }

        scratch.Seal();
        return item;
    }

    /// <summary>Encodes the gathered items and stores them in one call; returns the rental.</summary>
    private void PutChunk<TItem>(
        IReadOnlyList<TItem> values, Func<TItem, TKey> keyOf, Func<TItem, TValue> valueOf, PutOptions? options, StoreResult[] results, BatchScratch scratch, RentedBuffer buffer)
    {
        try
        {
            byte* next = buffer.Pointer;
            for (int i = 0; i < scratch.Count; i++)
            {
                int item = scratch.Items[i];
                int size = (int)scratch.Sizes[i];
                TValue value = valueOf(values[item]);
                StoreErrorCode code = TEncoder.Encode(in value, scratch.KeyTextOf(i), new Span<byte>(next, size));
                if (code == StoreErrorCode.Ok)
                {
                    scratch.SetRoom(i, next, size);
                    next += BatchLimits.Aligned(size);
                }
                else
                {
                    // A null buffer is refused by the contract's guard and never reaches the engine; the reason stands in the result.
                    scratch.SetRoom(i, null, size);
                    results[item] = Refuse(code, StoreOperation.Put, keyOf(values[item]));
                }
            }

            ReplicateConfigBlock? config = options?.Native;
            _ = _backend.BatchPutFrom(
                scratch.Keys, scratch.KeyLengths, scratch.Buffers, scratch.Sizes, config is null ? null : config.Pointer, scratch.ShortAnswers);
            GC.KeepAlive(config);

            for (int i = 0; i < scratch.Count; i++)
            {
                if (scratch.Buffers[i] != 0)
                {
                    int item = scratch.Items[i];
                    results[item] = scratch.ShortAnswers[i] == 0
                        ? StoreResult.Done
                        : Conclude(keyOf(values[item]), StoreOperation.Put, scratch.ShortAnswers[i]);
                }
            }
        }
        finally
        {
            buffer.Return();
        }
    }
}
