using System.Runtime.CompilerServices;
using Mooncake.Serialization;

namespace Mooncake.Operations;

/// <content>Prepares the native calls of a batch: which items one call takes, and their keys and bytes.</content>
internal sealed partial class ObjectWriter<TKey, TValue>
{
    /// <summary>Measures items and writes their keys until one call is full.</summary>
    /// <param name="values">The list.</param>
    /// <param name="keyOf">Returns an item's key.</param>
    /// <param name="valueOf">Returns an item's value.</param>
    /// <param name="start">The first item.</param>
    /// <param name="results">Receives the results of items that cannot be stored.</param>
    /// <param name="batch">Receives the items.</param>
    /// <param name="carried">
    /// The bytes that measuring the first item has written, if it did not fit into the previous call; receives those of the next call's
    /// first item.
    /// </param>
    /// <param name="bytes">Receives the number of bytes to rent.</param>
    /// <returns>The first item of the next call.</returns>
    // Not inlined: a loop that becomes part of a state machine keeps its variables in memory. This applies to every loop over a batch.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe int Gather<TItem>(
        IReadOnlyList<TItem> values,
        Func<TItem, TKey> keyOf,
        Func<TItem, TValue> valueOf,
        int start,
        StoreResult[] results,
        BatchArguments batch,
        ref (MemoryPackBuffer? Bytes, int Size) carried,
        out long bytes)
    {
        bytes = 0;
        batch.Begin(Math.Min(results.Length - start, BatchLimits.Items));
        (MemoryPackBuffer? written, int carriedSize) = carried;
        carried = default;
        int item = start;
        ReadOnlySpan<TItem> all = ItemList.SpanOf(values);
        for (; item < results.Length && batch.Count < BatchLimits.Items && (bytes == 0 || bytes < _session.BatchBytes); item++)
        {
            if (!TryKeyOf(keyOf, all[item], out TKey key, out results[item]))
            {
                if (item == start)
                {
                    // The carried bytes belong to an item that is not stored: those of the next item would be read from the wrong offset.
                    written?.Truncate(0);
                }

                continue;
            }

            TValue value = valueOf(all[item]);
            long mark = written?.Length ?? 0;
            int size;
            if (item == start && written is not null)
            {
                (mark, size) = (0, carriedSize);
            }
            else if (!TryMeasure(in key, in value, StoreOperation.Put, ref written, out size, out results[item]))
            {
                continue;
            }

            long room = BatchLimits.Aligned(size);
            if (batch.Count > 0 && bytes + room > _session.BatchBytes)
            {
                carried = (written?.Split(mark), size);
                break;
            }

            StoreErrorCode code = batch.TryAdd(in key, item, _session.Options.MaxKeyBytes);
            if (code != StoreErrorCode.Ok)
            {
                written?.Truncate(mark);
                results[item] = Refuse(new WriteFault(code), StoreOperation.Put, in key);
                continue;
            }

            batch.SetCapacity(batch.Count - 1, null, (nuint)size);
            batch.SetWritten(batch.Count - 1, (int)((written?.Length ?? 0) - mark));
            bytes += room;
        }

        batch.Bytes = written;
        batch.Seal();
        return item;
    }

    /// <summary>Encodes the collected items into the call's rental.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe void Fill<TItem>(
        IReadOnlyList<TItem> values, Func<TItem, TKey> keyOf, Func<TItem, TValue> valueOf, PutOptions? options, StoreResult[] results, BatchArguments batch)
    {
        batch.Config = options?.Native;
        byte* next = batch.Rental.Pointer;
        ReadOnlySpan<TItem> all = ItemList.SpanOf(values);
        ReadOnlySpan<byte> written = batch.Bytes is null ? default : batch.Bytes.WrittenBytes;
        for (int i = 0; i < batch.Count; i++)
        {
            int item = batch.Items[i];
            int size = (int)batch.Sizes[i];
            TValue value = valueOf(all[item]);
            int length = batch.WrittenOf(i);
            WriteFault fault = _encoder.Encode(in value, written[..length], batch.KeyTextOf(i), new Span<byte>(next, size));
            written = written[length..];
            if (fault.IsNone)
            {
                batch.SetCapacity(i, next, (nuint)size);
                next += BatchLimits.Aligned(size);
            }
            else
            {
                // The contract's guard rejects a null buffer, which never reaches the engine; the reason is in the result.
                batch.SetCapacity(i, null, (nuint)size);
                results[item] = Refuse(fault, StoreOperation.Put, batch.KeyOf(i));
            }
        }

        batch.DropBytes();
    }
}
