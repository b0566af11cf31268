using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>Puts executed through the pipeline.</summary>
internal sealed partial class ObjectWriter<TKey, TValue>
{
    private readonly CallPool<StatusCall<TKey>> _calls = new();

    private ValueTask<StoreResult> PutQueued(
        in TKey key, in TValue value, PutOptions? options, RentalLayout layout, long deadline, CancellationToken cancellationToken)
    {
        while (_session.Pool.TryRent(layout.RentalSize, Tag, out RentedBuffer buffer, out _))
        {
            if (TryStart(in key, in value, options, ref layout, buffer, deadline, cancellationToken, out ValueTask<StoreResult> result))
            {
                return result;
            }
        }

        return PutQueuedWaitingAsync(key, value, options, layout, deadline, cancellationToken);
    }

    /// <summary>The same, if no registered buffer is immediately available.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult> PutQueuedWaitingAsync(
        TKey key, TValue value, PutOptions? options, RentalLayout layout, long deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            StoreResult<RentedBuffer> rented = await _session.Pool.RentAsync(
                layout.RentalSize, Tag, deadline, cancellationToken).On(_session.Threads);
            if (!rented.TryGetValue(out RentedBuffer buffer, out StoreError? error))
            {
                layout.TakeBytes()?.Dispose();
                return StoreResult.Failed(error!.WithKey(KeyText.ToText(in key)));
            }

            if (TryStart(in key, in value, options, ref layout, buffer, deadline, cancellationToken, out ValueTask<StoreResult> result))
            {
                return await result.On(_session.Threads);
            }
        }
    }

    private bool TryStart(
        in TKey key,
        in TValue value,
        PutOptions? options,
        ref RentalLayout layout,
        RentedBuffer buffer,
        long deadline,
        CancellationToken cancellationToken,
        out ValueTask<StoreResult> result)
    {
        bool started = false;
        try
        {
            WriteFault fault = Encode(in key, in value, ref layout, buffer, out bool needsLargerRental);
            if (!fault.IsNone)
            {
                result = needsLargerRental ? default : new ValueTask<StoreResult>(Refuse(fault, StoreOperation.Put, in key));
                return !needsLargerRental;
            }

            if (!_calls.TryTake(out StatusCall<TKey>? call))
            {
                call = new StatusCall<TKey>(_session, _calls);
            }

            call.Prepare(StoreOperation.Put, in key, in layout, buffer, deadline, options?.Native);
            started = true;
            result = call.Start(cancellationToken);
            return true;
        }
        finally
        {
            if (!started)
            {
                buffer.Return();
            }
        }
    }
}
