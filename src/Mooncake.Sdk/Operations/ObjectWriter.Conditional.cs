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
            StoreResult result = await TryPutConditionallyAsync(
                key, value, options, operation, deadline, cancellationToken).On(_session.Threads);
            bool isFull = result.Error is { Code: StoreErrorCode.NoAvailableHandle, Retry: not RetryClass.Never };
            if (!isFull || !_session.RetriesWhenFull || !await backoff.WaitAsync(cancellationToken).On(_session.Threads))
            {
                return result;
            }
        }
    }

    /// <summary>Encodes a value into registered memory, and makes one conditional write.</summary>
    private async ValueTask<StoreResult> TryPutConditionallyAsync(
        TKey key, TValue value, PutOptions? options, StoreOperation operation, long deadline, CancellationToken cancellationToken)
    {
        if (!TryLayOutExactly(in key, in value, operation, out RentalLayout layout, out StoreResult refused))
        {
            return refused;
        }

        while (true)
        {
            StoreResult<RentedBuffer> rented = await _session.Pool.RentAsync(
                layout.RentalSize, Tag with { Operation = operation }, deadline, cancellationToken).On(_session.Threads);
            if (!rented.TryGetValue(out RentedBuffer buffer, out StoreError? error))
            {
                layout.TakeBytes()?.Dispose();
                return StoreResult.Failed(error!.WithKey(KeyText.ToText(in key)));
            }

            ConditionalPut put = new(_session, options, operation);
            ConditionalPutCall? call = null;
            try
            {
                WriteFault fault = Encode(in key, in value, ref layout, buffer, out bool needsLargerRental);
                if (needsLargerRental)
                {
                    continue;
                }

                if (!fault.IsNone)
                {
                    return Refuse(fault, operation, in key);
                }

                if (_session.Pipeline is null)
                {
                    return put.Conclude(_session, in key, Execute(in put, in layout, buffer), layout.ObjectSize);
                }

                call = new ConditionalPutCall(_session, in put, in layout, buffer, deadline);
            }
            finally
            {
                // The call owns the buffer from here on.
                if (call is null)
                {
                    buffer.Return();
                }
            }

            BackendResult answer = await call.Start(cancellationToken).On(_session.Threads);
            return answer.Error is { } failure
                ? StoreResult.Failed(failure.WithKey(KeyText.ToText(in key)))
                : put.Conclude(_session, in key, (int)answer.Number, layout.ObjectSize);
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
