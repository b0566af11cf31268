using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Options;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <content>Puts of objects that are complete, in registered memory: drafts.</content>
internal sealed partial class ObjectWriter<TKey, TValue>
{
    private readonly CallPool<StatusCall<TKey>> _calls = new();

    /// <summary>Stores an object.</summary>
    /// <param name="item">The object; its rental is returned once no native call uses it any more.</param>
    /// <param name="options">The options, or null for the default.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreResult> PutRentedAsync(in RentedObject<TKey> item, PutOptions? options, CancellationToken cancellationToken) =>
        PutRentedAsync(in item, options, _session.LimitFromNow, cancellationToken);

    /// <summary>The error for a key or value that cannot be written.</summary>
    internal StoreError Unstorable(WriteFault fault, in TKey key) =>
        OperationErrors.Unstorable(fault, StoreOperation.Put, _encoder.Name, KeyText.ToText(in key), _session.Options.MaxKeyBytes);

    private ValueTask<StoreResult> PutRentedAsync(
        in RentedObject<TKey> item, PutOptions? options, long deadline, CancellationToken cancellationToken) =>
        options is { NeedsConditionalWriter: true }
            ? PutRentedConditionallyAsync(item, options, StoreOperation.Put, deadline, cancellationToken)
            : PutRented(in item, options, deadline, cancellationToken);

    /// <summary>Stores an object by a put without conditions, here or through the pipeline.</summary>
    private ValueTask<StoreResult> PutRented(
        in RentedObject<TKey> item, PutOptions? options, long deadline, CancellationToken cancellationToken)
    {
        if (_session.Pipeline is null)
        {
            return new ValueTask<StoreResult>(PutRentedHere(in item, options));
        }

        if (!_calls.TryTake(out StatusCall<TKey>? call))
        {
            call = new StatusCall<TKey>(_session, _calls);
        }

        call.PreparePut(item.Key, item.Layout, item.Rental, deadline, options?.Native);
        return call.Start(cancellationToken);
    }

    private unsafe StoreResult PutRentedHere(in RentedObject<TKey> item, PutOptions? options)
    {
        try
        {
            RentalLayout layout = item.Layout;
            TKey key = item.Key;
            return _inPlace is null
                ? Conclude(in key, StoreOperation.Put, PutFrom(options, in layout, item.Rental.Pointer), layout.ObjectSize)
                : CopyInPlace(in key, in layout, item.Rental.Pointer, options);
        }
        finally
        {
            item.Rental.Return();
        }
    }

    /// <summary>Copies an object into the engine's memory, which also reports whether an existing object was kept.</summary>
    private unsafe StoreResult CopyInPlace(in TKey key, in RentalLayout layout, byte* memory, PutOptions? options)
    {
        ReplicateConfigBlock? config = options?.Native;
        nuint size = (nuint)layout.ObjectSize;
        int answer = _inPlace!.StartPut(
            layout.KeyOf(memory), layout.KeyLength, size, config is null ? null : config.Pointer, out InPlacePut put);
        bool wasKept = answer == 0 && put.Bytes == null;
        try
        {
            if (put.Bytes != null)
            {
                Buffer.MemoryCopy(layout.ObjectOf(memory), put.Bytes, size, size);
                answer = put.End();
                wasKept = answer == (int)StoreErrorCode.ObjectAlreadyExists;
            }
        }
        finally
        {
            put.Dispose();
            GC.KeepAlive(config);
        }

        return wasKept ? StoreResult.Kept : Conclude(in key, StoreOperation.Put, answer, layout.ObjectSize);
    }

    /// <summary>Makes one conditional write of an object that is complete, in a rental that this method returns.</summary>
    // Not retried while the store is full: the call returns the memory. Only engines in this process write conditionally, and they evict.
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult> PutRentedConditionallyAsync(
        RentedObject<TKey> item, PutOptions? options, StoreOperation operation, long deadline, CancellationToken cancellationToken)
    {
        TKey key = item.Key;
        RentalLayout layout = item.Layout;
        ConditionalPutCall? call = null;
        ConditionalPut put;
        try
        {
            if (CapabilityErrors.OfPut(_session, operation, options) is { } lack)
            {
                return StoreResult.Failed(lack.WithKey(KeyText.ToText(in key)));
            }

            put = new ConditionalPut(_session, options, operation);
            if (_session.Pipeline is null)
            {
                return put.Conclude(_session, in key, Execute(in put, in layout, item.Rental), layout.ObjectSize);
            }

            call = new ConditionalPutCall(_session, in put, in layout, item.Rental, deadline);
        }
        finally
        {
            // The call owns the rental from here on.
            if (call is null)
            {
                item.Rental.Return();
            }
        }

        BackendResult answer = await call.Start(cancellationToken).On(_session.Threads);
        return answer.Error is { } failure
            ? StoreResult.Failed(failure.WithKey(KeyText.ToText(in key)))
            : put.Conclude(_session, in key, (int)answer.Number, layout.ObjectSize);
    }
}
