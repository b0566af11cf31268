using System.Runtime.CompilerServices;
using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Pipeline;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>Reads executed through the pipeline.</summary>
internal sealed partial class ObjectReader<TKey, TValue>
{
    private readonly CallPool<GetCall<TKey, TValue>> _calls = new();

    /// <summary>Returns a call to the pool.</summary>
    internal void Keep(GetCall<TKey, TValue> call) => _calls.Keep(call);

    private ValueTask<StoreResult<TValue>> GetQueued(in TKey key, long deadline, CancellationToken cancellationToken)
    {
        GetAttempt attempt = NewAttempt();
        while (_session.Pool.TryRent(attempt.Layout.RentalSize, Tag, out RentedBuffer buffer, out _))
        {
            StoreErrorCode code = WriteKey(in key, ref attempt, buffer, out bool needsLargerRental);
            if (code == StoreErrorCode.Ok)
            {
                return Start(in key, in attempt, buffer, deadline, cancellationToken);
            }

            if (!needsLargerRental)
            {
                return new ValueTask<StoreResult<TValue>>(RefuseKey(code, in key));
            }
        }

        return GetQueuedWaitingAsync(key, attempt, deadline, cancellationToken);
    }

    /// <summary>The same, if no registered buffer is immediately available.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    private async ValueTask<StoreResult<TValue>> GetQueuedWaitingAsync(
        TKey key, GetAttempt attempt, long deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            StoreResult<RentedBuffer> rented = await _session.Pool.RentAsync(
                attempt.Layout.RentalSize, Tag, deadline, cancellationToken).On(_session.Threads);
            if (!rented.TryGetValue(out RentedBuffer buffer, out StoreError? error))
            {
                return StoreResult<TValue>.Failed(error!.WithKey(KeyText.ToText(in key)));
            }

            StoreErrorCode code = WriteKey(in key, ref attempt, buffer, out bool needsLargerRental);
            if (code == StoreErrorCode.Ok)
            {
                return await Start(in key, in attempt, buffer, deadline, cancellationToken).On(_session.Threads);
            }

            if (!needsLargerRental)
            {
                return RefuseKey(code, in key);
            }
        }
    }

    /// <summary>Writes the key, and returns the rental if that fails.</summary>
    private static StoreErrorCode WriteKey(in TKey key, ref GetAttempt attempt, RentedBuffer buffer, out bool needsLargerRental)
    {
        StoreErrorCode code = attempt.Layout.WriteKey(in key, buffer, out needsLargerRental);
        if (code != StoreErrorCode.Ok)
        {
            buffer.Return();
        }

        return code;
    }

    private ValueTask<StoreResult<TValue>> Start(
        in TKey key, in GetAttempt attempt, RentedBuffer buffer, long deadline, CancellationToken cancellationToken)
    {
        if (!_calls.TryTake(out GetCall<TKey, TValue>? call))
        {
            call = new GetCall<TKey, TValue>(_session, this);
        }

        call.Prepare(in key, in attempt, buffer, deadline);
        return call.Start(cancellationToken);
    }

    private StoreResult<TValue> RefuseKey(StoreErrorCode code, in TKey key) =>
        StoreResult<TValue>.Failed(OperationErrors.Key(code, StoreOperation.Get, KeyText.ToText(in key), _session.Options.MaxKeyBytes));
}
