using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <content>Puts that depend on the existing object, or that expire. The engine compares and stores atomically.</content>
internal sealed partial class ObjectWriter<TKey, TValue>
{
    /// <summary>Stores one object by a conditional write.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value; must not change until the operation has completed.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <param name="operation">Put, or replace: then an existing object is always replaced.</param>
    /// <param name="deadline">The caller's deadline; 0 to compute it only if there is something to wait for.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult> PutConditionallyAsync(
        TKey key, TValue value, PutOptions? options, StoreOperation operation, long deadline, CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(operation, cancellationToken);
        _session.ThrowIfClosed();
        if (CapabilityErrors.OfPut(_session, operation, options) is { } lack)
        {
            return StoreResult.Failed(lack.WithKey(KeyText.ToText(in key)));
        }

        deadline = deadline != 0 ? deadline : _session.LimitFromNow;
        Backoff backoff = new(_session, operation, deadline);
        while (true)
        {
            // Measured for each attempt: the layout owns the bytes that measuring has written, and an attempt uses them up.
            StoreResult result = TryLayOutExactly(in key, in value, operation, out RentalLayout layout, out StoreResult refused)
                ? await PutBuffered(in key, in value, options, operation, layout, deadline, cancellationToken).On(_session.Threads)
                : refused;
            bool isFull = result.Error is { Code: StoreErrorCode.NoAvailableHandle, Retry: not RetryClass.Never };
            if (!isFull || !_session.RetriesWhenFull || !await backoff.WaitAsync(cancellationToken).On(_session.Threads))
            {
                return result;
            }
        }
    }

    private static unsafe int Execute(in ConditionalPut put, in RentalLayout layout, RentedBuffer buffer) =>
        put.Execute(layout.KeyOf(buffer), layout.KeyLength, layout.ObjectOf(buffer.Pointer), (nuint)layout.ObjectSize);

    private ValueTask<StoreBatch> PutListConditionallyAsync<TItem>(
        IReadOnlyList<TItem> values, Func<TItem, TKey> keyOf, Func<TItem, TValue> valueOf, PutOptions options, CancellationToken cancellationToken) =>
        OneByOneAsync(
            values,
            keyOf,
            StoreOperation.Put,
            (key, item, deadline) => PutConditionallyAsync(key, valueOf(item), options, StoreOperation.Put, deadline, cancellationToken),
            cancellationToken);

    /// <summary>
    /// Executes an operation for the items of a list by individual calls, because the engine has no call for many of them.
    /// </summary>
    private ValueTask<StoreBatch> OneByOneAsync<TItem>(
        IReadOnlyList<TItem> values,
        Func<TItem, TKey> keyOf,
        StoreOperation operation,
        Func<TKey, TItem, long, ValueTask<StoreResult>> carryOut,
        CancellationToken cancellationToken)
    {
        TItem[] items = [.. values];
        TKey[] keys = new TKey[items.Length];
        StoreResult[] results = new StoreResult[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            TryKeyOf(keyOf, items[i], out keys[i], out results[i], operation);
        }

        return OneByOne.RunAsync(
            _session, operation, keys, results, (i, deadline) => carryOut(keys[i], items[i], deadline), cancellationToken);
    }
}
