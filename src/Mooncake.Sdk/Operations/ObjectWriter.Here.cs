using System.Runtime.CompilerServices;

namespace Mooncake.Operations;

/// <content>Where a round trip costs nothing: what is usual is done at once, on the caller's thread, without the machinery of waiting.</content>
internal sealed unsafe partial class ObjectWriter<TKey, TValue>
{
    /// <summary>Stores one small object on an engine that takes any memory, from the stack: no buffer is rented.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, as it was measured.</param>
    /// <param name="options">Replication and pins, or null for the default.</param>
    /// <param name="layout">The layout of a rental; grows where the key needs more room. By reference: a copy costs more than the rest of the call's arguments.</param>
    /// <param name="result">The result, if there is one.</param>
    /// <returns>False if the call is to be made with a rental; nothing has happened then.</returns>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryPutHere(in TKey key, in TValue value, PutOptions? options, ref RentalLayout layout, out StoreResult result)
    {
        byte* stack = stackalloc byte[RentalLayout.StackBytes + RentalLayout.Alignment];
        byte* memory = RentalLayout.Align(stack);
        if (layout.RentalSize > RentalLayout.StackBytes || layout.WriteKey(in key, memory, out _) != StoreErrorCode.Ok)
        {
            result = default;
            return false;
        }

        StoreErrorCode code = _encoder.Encode(in value, layout.KeyTextOf(memory), new Span<byte>(memory, layout.ObjectRoom));
        result = code == StoreErrorCode.Ok
            ? Conclude(in key, StoreOperation.Put, PutFrom(options, in layout, memory), layout.ObjectRoom)
            : Refuse(code, StoreOperation.Put, in key);
        return true;
    }

    /// <summary>Stores a list that makes up one call.</summary>
    /// <param name="values">The items, normalized.</param>
    /// <param name="keyOf">An item's key.</param>
    /// <param name="valueOf">An item's value.</param>
    /// <param name="options">Replication and pins of all of them, or null for the default.</param>
    /// <param name="batch">The results, if there are any.</param>
    /// <returns>False if the list is to be stored as lists are in general; nothing has happened then.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryPutListHere<TItem>(
        IReadOnlyList<TItem> values, Func<TItem, TKey> keyOf, Func<TItem, TValue> valueOf, PutOptions? options, out StoreBatch batch)
    {
        // Objects of one type are of one size, more or less: what is plainly too much is not gathered here in vain.
        batch = default;
        ReadOnlySpan<TItem> all = ItemList.SpanOf(values);
        if (all.Length > BatchLimits.Items || BytesOf(valueOf(all[0])) * all.Length > _session.BatchBytes)
        {
            return false;
        }

        StoreResult[] results = new StoreResult[all.Length];
        BatchArguments arguments = _session.Batches.Take();
        try
        {
            if (Gather(values, keyOf, valueOf, 0, results, arguments, out long bytes) < results.Length || (bytes > 0 && !TryRent(arguments, (nint)bytes)))
            {
                return false;
            }

            if (bytes > 0)
            {
                Fill(values, keyOf, valueOf, options, results, arguments);
                BatchRunner.Run(_backend, _session.Telemetry.Calls, BatchVerb.Put, arguments);
                ConcludeAll(values, keyOf, results, arguments);
            }

            batch = new StoreBatch(results);
            return true;
        }
        finally
        {
            _session.Batches.Return(arguments);
        }
    }
}
