using System.Runtime.CompilerServices;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <content>Replacements.</content>
internal sealed partial class ObjectWriter<TKey, TValue>
{
    /// <summary>
    /// Removes the object under the key, if there is one, and stores another. Atomic, regardless of leases, on an engine with conditional
    /// writes. On other engines a reader may see neither object, and another writer may store an object in between.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="options">Replication, pins and expiry, and how to treat leases; null for the default.</param>
    /// <param name="deadline">The caller's deadline; 0 to compute it only if there is something to wait for.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult> ReplaceAsync(
        TKey key, TValue value, ReplaceOptions? options, long deadline, CancellationToken cancellationToken)
    {
        if (_conditional is not null)
        {
            return await PutConditionallyAsync(
                key, value, options?.Put, StoreOperation.Replace, deadline, cancellationToken).On(_session.Threads);
        }

        Cancellation.ThrowIfRequested(StoreOperation.Replace, cancellationToken);
        _session.ThrowIfClosed();
        if (CapabilityErrors.OfPut(_session, StoreOperation.Replace, options?.Put) is { } lack)
        {
            return StoreResult.Failed(lack.WithKey(KeyText.ToText(in key)));
        }

        return TryLayOutExactly(in key, in value, StoreOperation.Replace, out RentalLayout layout, out StoreResult refused)
            ? await RemoveThenPutAsync(
                key, value, options, layout, deadline != 0 ? deadline : _session.LimitFromNow, cancellationToken).On(_session.Threads)
            : refused;
    }

    private async ValueTask<StoreResult> RemoveThenPutAsync(
        TKey key, TValue value, ReplaceOptions? options, RentalLayout layout, long deadline, CancellationToken cancellationToken)
    {
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
            StoreResult put = await PutBuffered(
                in key, in value, options?.Put, conditional: null, layout, deadline, cancellationToken).On(_session.Threads);
            return put.IsFailed && removed.IsSuccess ? StoreResult.Failed(OperationErrors.HalfReplaced(put.Error)) : put;
        }
        catch (OperationCanceledException canceled)
        {
            // The outcome of one half does not cover the whole replacement.
            bool isUnknown = canceled is StoreCanceledException { Outcome: WriteOutcome.Unknown };
            WriteOutcome outcome = isUnknown ? WriteOutcome.Unknown : removed.IsSuccess ? WriteOutcome.PartlyApplied : WriteOutcome.NotApplied;
            throw new StoreCanceledException(StoreOperation.Replace, outcome, cancellationToken);
        }
    }

    /// <summary>Replaces many objects by individual calls.</summary>
    /// <param name="values">The items; must not change until the operation has completed.</param>
    /// <param name="keyOf">Returns an item's key.</param>
    /// <param name="valueOf">Returns an item's value.</param>
    /// <param name="options">The options of all items, or null for the default.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal ValueTask<StoreBatch> ReplaceManyAsync<TItem>(
        IReadOnlyList<TItem> values, Func<TItem, TKey> keyOf, Func<TItem, TValue> valueOf, ReplaceOptions? options, CancellationToken cancellationToken) =>
        OneByOneAsync(
            values,
            keyOf,
            StoreOperation.Replace,
            (key, item, deadline) => ReplaceAsync(key, valueOf(item), options, deadline, cancellationToken),
            cancellationToken);
}
