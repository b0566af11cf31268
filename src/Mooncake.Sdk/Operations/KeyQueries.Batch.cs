using Mooncake.Errors;
using Mooncake.Keys;

namespace Mooncake.Operations;

internal sealed unsafe partial class KeyQueries<TKey>
{
    /// <summary>Tells of many keys whether an object is there, in batch calls of bounded size.</summary>
    internal ValueTask<StoreBatch> ExistsManyAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<StoreBatch>(cancellationToken);
        }

        _session.ThrowIfClosed();
        StoreResult[] results = keys.Count == 0 ? [] : new StoreResult[keys.Count];
        BatchScratch scratch = _session.Scratches.Take();
        try
        {
            for (int start = 0; start < results.Length; start += BatchLimits.Items)
            {
                ExistsChunk(keys, start, Math.Min(BatchLimits.Items, results.Length - start), results, scratch);
            }
        }
        finally
        {
            _session.Scratches.Return(scratch);
        }

        return new ValueTask<StoreBatch>(new StoreBatch(results));
    }

    private void ExistsChunk(IReadOnlyList<TKey> keys, int start, int count, StoreResult[] results, BatchScratch scratch)
    {
        scratch.Begin(count);
        for (int item = start; item < start + count; item++)
        {
            TKey key = keys[item];
            StoreErrorCode code = scratch.TryAdd(in key, item, _session.Options.MaxKeyBytes);
            if (code != StoreErrorCode.Ok)
            {
                results[item] = StoreResult.Failed(OperationErrors.Key(code, StoreOperation.Exists, KeyText.ToText(in key), _session.Options.MaxKeyBytes));
            }
        }

        scratch.Seal();
        _ = _backend.BatchIsExist(scratch.Keys, scratch.KeyLengths, scratch.ShortAnswers);
        for (int i = 0; i < scratch.Count; i++)
        {
            int item = scratch.Items[i];
            int answer = scratch.ShortAnswers[i];
            results[item] = answer > 0 ? StoreResult.Found
                : answer == 0 ? StoreResult.Missing
                : StoreResult.Failed(_session.Error(answer, StoreOperation.Exists, KeyText.ToText(keys[item])));
        }
    }
}
