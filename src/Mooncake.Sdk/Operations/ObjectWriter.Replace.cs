using System.Runtime.CompilerServices;
using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Options;
using Mooncake.Session;

namespace Mooncake.Operations;

internal sealed partial class ObjectWriter<TKey, TValue>
{
    /// <summary>
    /// Removes the object under the key, if there is one, and stores another. Atomic on an engine that
    /// has conditional writes, whatever leases there are; elsewhere a reader may see neither object, and another writer may come in between.
    /// </summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult> ReplaceAsync(TKey key, TValue value, ReplaceOptions? options, CancellationToken cancellationToken)
    {
        Cancellation.ThrowIfRequested(StoreOperation.Replace, cancellationToken);
        _session.ThrowIfClosed();
        if (!TryLayOutExactly(in key, in value, StoreOperation.Replace, out RentalLayout layout, out StoreResult refused))
        {
            return refused;
        }

        if (_conditional is null)
        {
            return await RemoveThenPutAsync(key, value, options, layout, cancellationToken).On(_session.Threads);
        }

        long deadline = _session.LimitFromNow;
        while (true)
        {
            StoreResult<RentedBuffer> rented = await _session.Pool.RentAsync(layout.RentalSize, Tag with { Operation = StoreOperation.Replace }, deadline, cancellationToken).On(_session.Threads);
            if (!rented.TryGetValue(out RentedBuffer buffer, out StoreError? error))
            {
                layout.TakeBytes()?.Dispose();
                return StoreResult.Failed(error!.WithKey(KeyText.ToText(in key)));
            }

            try
            {
                WriteFault fault = Encode(in key, in value, ref layout, buffer, out bool needsLargerRental);
                if (!needsLargerRental)
                {
                    return fault.IsNone ? Replace(_conditional, in key, options?.Put, in layout, buffer) : Refuse(fault, StoreOperation.Replace, in key);
                }
            }
            finally
            {
                buffer.Return();
            }
        }
    }

    private unsafe StoreResult Replace(IConditionalWriter engine, in TKey key, PutOptions? options, in RentalLayout layout, RentedBuffer buffer)
    {
        ReplicateConfigBlock? config = options?.Native;

        // A lease is no obstacle: readers that look at the old object in place keep it, and others have copies.
        int answer = engine.PutIf(
            layout.KeyOf(buffer),
            layout.KeyLength,
            buffer.Pointer,
            (nuint)layout.ObjectSize,
            config is null ? null : config.Pointer,
            new PutTerms(PutCondition.Always),
            out _);
        GC.KeepAlive(config);
        return Conclude(in key, StoreOperation.Replace, answer, layout.ObjectSize);
    }

    private async ValueTask<StoreResult> RemoveThenPutAsync(
        TKey key, TValue value, ReplaceOptions? options, RentalLayout layout, CancellationToken cancellationToken)
    {
        long deadline = _session.LimitFromNow;
        StoreResult removed = StoreResult.Missing;
        try
        {
            removed = await _queries.RemoveAsync(in key, options is { Force: true } ? RemoveOptions.Forced : RemoveOptions.Waiting, deadline, cancellationToken).On(_session.Threads);
            if (removed.IsFailed)
            {
                layout.TakeBytes()?.Dispose();
                return StoreResult.Failed(OperationErrors.NotReplaced(removed.Error));
            }

            Cancellation.ThrowIfRequested(StoreOperation.Replace, cancellationToken);
            StoreResult put = await PutBuffered(in key, in value, options?.Put, layout, deadline, cancellationToken).On(_session.Threads);
            return put.IsFailed && removed.IsSuccess ? StoreResult.Failed(OperationErrors.HalfReplaced(put.Error)) : put;
        }
        catch (OperationCanceledException canceled)
        {
            // What one half says of itself is not what was done to the key.
            bool isUnknown = canceled is StoreCanceledException { Outcome: WriteOutcome.Unknown };
            WriteOutcome outcome = isUnknown ? WriteOutcome.Unknown : removed.IsSuccess ? WriteOutcome.PartlyApplied : WriteOutcome.NotApplied;
            throw new StoreCanceledException(StoreOperation.Replace, outcome, cancellationToken);
        }
    }
}
