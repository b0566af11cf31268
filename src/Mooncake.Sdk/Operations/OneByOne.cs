using System.Runtime.CompilerServices;
using Mooncake.Errors;
using Mooncake.Keys;
using Mooncake.Session;

namespace Mooncake.Operations;

/// <summary>
/// Batches whose items are processed by individual calls, because the engine has no call for many of them. They share one deadline.
/// </summary>
internal static class OneByOne
{
    /// <summary>Processes a batch.</summary>
    /// <remarks>
    /// On a backend with a costly round trip, up to <see cref="BatchLimits.Items"/> calls are in progress at the same time, but never two
    /// for the same key, so the batch has the same effect as if its items were processed in order.
    /// </remarks>
    /// <param name="session">The session.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="keys">The items' keys.</param>
    /// <param name="results">Receives the results. An item that has already failed is skipped.</param>
    /// <param name="carryOut">Processes the item at an index, until a deadline.</param>
    /// <param name="cancellationToken">Cancels the wait; <paramref name="carryOut"/> observes it as well.</param>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal static async ValueTask<StoreBatch> RunAsync<TKey>(
        StoreSession session,
        StoreOperation operation,
        TKey[] keys,
        StoreResult[] results,
        Func<int, long, ValueTask<StoreResult>> carryOut,
        CancellationToken cancellationToken)
        where TKey : struct, IStoreKey<TKey>
    {
        Cancellation.ThrowIfRequested(operation, cancellationToken);
        session.ThrowIfClosed();
        long deadline = session.LimitFromNow;
        List<Task> underWay = [];
        HashSet<TKey> keysUnderWay = [];
        bool isCanceled = false;
        bool mayHaveWritten = false;
        for (int i = 0; i < keys.Length && !isCanceled; i++)
        {
            if (!ReferenceEquals(results[i].Error, StoreErrors.Unfilled))
            {
                continue;
            }

            if (underWay.Count == BatchLimits.Items || (underWay.Count > 0 && keysUnderWay.Contains(keys[i])))
            {
                await Task.WhenAll(underWay).On(session.Threads);
                underWay.Clear();
                keysUnderWay.Clear();
                if (isCanceled)
                {
                    break;
                }
            }

            if (i > 0 && session.HasPassed(deadline))
            {
                StoreError notBegun = OperationErrors.NotBegun(operation, session.Options);
                results[i] = StoreResult.Failed(notBegun.WithKey(KeyText.ToText(in keys[i])));
                continue;
            }

            Task carrying = CarryOutAsync(i);
            if (session.Pipeline is null)
            {
                // Only a wait for a registered buffer can still be pending.
                await carrying.On(session.Threads);
            }
            else if (!carrying.IsCompleted)
            {
                underWay.Add(carrying);
                keysUnderWay.Add(keys[i]);
            }
        }

        await Task.WhenAll(underWay).On(session.Threads);
        return !isCanceled ? new StoreBatch(results) : throw new StoreCanceledException(
            operation, mayHaveWritten || Array.Exists(results, Cancellation.MayHaveWritten)
                ? WriteOutcome.Unknown
                : WriteOutcome.NotApplied, cancellationToken);

        async Task CarryOutAsync(int item)
        {
            try
            {
                results[item] = await carryOut(item, deadline).On(session.Threads);
            }
            catch (StoreCanceledException canceled)
            {
                // Both are only ever set to true.
                Volatile.Write(ref mayHaveWritten, mayHaveWritten || canceled.Outcome != WriteOutcome.NotApplied);
                Volatile.Write(ref isCanceled, true);
            }
        }
    }
}
