using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Keys;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>Queries executed through the pipeline.</summary>
internal sealed partial class KeyOperations<TKey>
{
    private readonly CallPool<StatusCall<TKey>> _calls = new();

    private ValueTask<StoreResult> Ask(
        in TKey key, StoreOperation operation, bool force, long deadline, CancellationToken cancellationToken)
    {
        RentalLayout layout = new(0, _session.Options.MaxKeyBytes);
        while (_session.Pool.TryRent(layout.RentalSize, new RentalTag(operation, null), out RentedBuffer buffer, out _))
        {
            if (TryStart(in key, operation, force, deadline, ref layout, buffer, cancellationToken, out ValueTask<StoreResult> result))
            {
                return result;
            }
        }

        return AskWaitingAsync(key, operation, force, deadline, layout, cancellationToken);
    }

    /// <summary>The same, if no registered buffer is immediately available.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult> AskWaitingAsync(
        TKey key, StoreOperation operation, bool force, long deadline, RentalLayout layout, CancellationToken cancellationToken)
    {
        while (true)
        {
            StoreResult<RentedBuffer> rented = await _session.Pool.RentAsync(
                layout.RentalSize, new RentalTag(operation, null), deadline, cancellationToken).On(_session.Threads);
            if (!rented.TryGetValue(out RentedBuffer buffer, out StoreError? error))
            {
                return StoreResult.Failed(error!.WithKey(KeyText.ToText(in key)));
            }

            if (TryStart(in key, operation, force, deadline, ref layout, buffer, cancellationToken, out ValueTask<StoreResult> result))
            {
                return await result.On(_session.Threads);
            }
        }
    }

    private bool TryStart(
        in TKey key,
        StoreOperation operation,
        bool force,
        long deadline,
        ref RentalLayout layout,
        RentedBuffer buffer,
        CancellationToken cancellationToken,
        out ValueTask<StoreResult> result)
    {
        StoreErrorCode code = layout.WriteKey(in key, buffer, out bool needsLargerRental);
        if (code != StoreErrorCode.Ok)
        {
            buffer.Return();
            result = needsLargerRental ? default : new ValueTask<StoreResult>(StoreResult.Failed(RefuseKey(code, operation, in key)));
            return !needsLargerRental;
        }

        if (!_calls.TryTake(out StatusCall<TKey>? call))
        {
            call = new StatusCall<TKey>(_session, _calls);
        }

        call.Prepare(operation, in key, in layout, buffer, deadline, config: null, force);
        result = call.Start(cancellationToken);
        return true;
    }
}
