using Mooncake.Buffers;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Pipeline;

namespace Mooncake.Operations;

/// <summary>Reads executed through the pipeline.</summary>
internal sealed partial class ObjectReader<TKey, TValue>
{
    private readonly CallPool<GetCall<TKey, TValue>> _calls = new();

    /// <summary>Returns a call to the pool.</summary>
    internal void Keep(GetCall<TKey, TValue> call) => _calls.Keep(call);

    /// <summary>Starts a call that uses a rental, or determines that another rental is needed.</summary>
    private bool TryStart(
        in TKey key,
        ref GetAttempt attempt,
        RentedBuffer buffer,
        long deadline,
        CancellationToken cancellationToken,
        out ValueTask<StoreResult<TValue>> result)
    {
        StoreErrorCode code = attempt.Layout.WriteKey(in key, buffer, out bool needsLargerRental);
        if (code != StoreErrorCode.Ok)
        {
            buffer.Return();
            result = needsLargerRental ? default : new ValueTask<StoreResult<TValue>>(RefuseKey(code, in key));
            return !needsLargerRental;
        }

        if (!_calls.TryTake(out GetCall<TKey, TValue>? call))
        {
            call = new GetCall<TKey, TValue>(_session, this);
        }

        call.Prepare(in key, in attempt, buffer, deadline);
        result = call.Start(cancellationToken);
        return true;
    }

    private StoreResult<TValue> RefuseKey(StoreErrorCode code, in TKey key) =>
        StoreResult<TValue>.Failed(OperationErrors.Key(code, StoreOperation.Get, KeyText.ToText(in key), _session.Options.MaxKeyBytes));
}
