using System.Runtime.CompilerServices;
using Mooncake.Errors;
using Mooncake.Keys;

namespace Mooncake.Operations;

internal sealed partial class KeyOperations<TKey>
{
    /// <summary>Checks for many keys whether an object exists, in native calls of bounded size.</summary>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreBatch> ExistsManyAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        keys = ItemList.Normalize(keys);
        Cancellation.ThrowIfRequested(StoreOperation.Exists, cancellationToken);
        _session.ThrowIfClosed();

        long deadline = _session.LimitFromNow;
        StoreResult[] results = keys.Count == 0 ? [] : new StoreResult[keys.Count];
        for (int start = 0; start < results.Length; start += BatchLimits.Items)
        {
            if (start > 0 && _session.HasPassed(deadline))
            {
                FailUnfilled(keys, results, start, results.Length, OperationErrors.NotBegun(StoreOperation.Exists, _session.Options));
                break;
            }

            int end = Math.Min(results.Length, start + BatchLimits.Items);
            BatchArguments batch = Gather(keys, start, end, results);
            batch.ConcludesOnLane = start == 0 && end == results.Length;
            batch.Send(_session, StoreOperation.Exists, (start, end), deadline, cancellationToken);
            StoreError? error = await batch.EndAsync(_session);
            Scatter(keys, results, start, end, batch, error);
        }

        return new StoreBatch(results);
    }

    /// <summary>Removes many objects by individual calls.</summary>
    internal ValueTask<StoreBatch> RemoveManyAsync(IReadOnlyList<TKey> keys, RemoveOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        TKey[] all = [.. keys];
        return OneByOne.RunAsync(
            _session,
            StoreOperation.Remove,
            all,
            new StoreResult[all.Length],
            (i, deadline) => RemoveAsync(in all[i], options, deadline, cancellationToken),
            cancellationToken);
    }

    /// <summary>Takes the results of a native call, and returns its arguments; or its error, to which they belong then.</summary>
    private void Scatter(IReadOnlyList<TKey> keys, StoreResult[] results, int start, int end, BatchArguments batch, StoreError? error)
    {
        if (error is not null)
        {
            FailUnfilled(keys, results, start, end, error);
            return;
        }

        for (int i = 0; i < batch.Count; i++)
        {
            results[batch.Items[i]] = Conclude(
                _session, keys[batch.Items[i]], StoreOperation.Exists, batch.ShortAnswers[i]);
        }

        _session.Batches.Return(batch);
    }

    private static void FailUnfilled(IReadOnlyList<TKey> keys, StoreResult[] results, int start, int end, StoreError error)
    {
        for (int i = start; i < end; i++)
        {
            if (ReferenceEquals(results[i].Error, StoreErrors.Unfilled))
            {
                results[i] = StoreResult.Failed(error.WithKey(KeyText.ToText(keys[i])));
            }
        }
    }

    private BatchArguments Gather(IReadOnlyList<TKey> keys, int start, int end, StoreResult[] results)
    {
        BatchArguments batch = _session.Batches.Take();
        batch.Begin(end - start);
        for (int item = start; item < end; item++)
        {
            TKey key = keys[item];
            StoreErrorCode code = batch.TryAdd(in key, item, _session.Options.MaxKeyBytes);
            if (code != StoreErrorCode.Ok)
            {
                results[item] = StoreResult.Failed(RefuseKey(code, StoreOperation.Exists, in key));
            }
        }

        batch.Seal();
        return batch;
    }
}
