using System.Runtime.CompilerServices;
using Mooncake.Errors;
using Mooncake.Keys;

namespace Mooncake.Operations;

/// <content>How many keys at the beginning of a list have objects.</content>
internal sealed partial class KeyOperations<TKey>
{
    /// <summary>
    /// The number of keys of the first native call. Later ones are larger: a short prefix costs few checks, a long one few calls.
    /// </summary>
    private const int FirstOfAPrefix = 32;

    private const int PrefixGrowth = 4;

    /// <summary>Checks keys in their order, in native calls of growing size, until one is missing or fails.</summary>
    /// <param name="keys">The keys; not null.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The number of keys before the first one without an object; or the error of a key before it.</returns>
    [AsyncMethodBuilder(typeof(OperationMethodBuilder<>))]
    internal async ValueTask<StoreResult<int>> LongestPrefixAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        keys = ItemList.Normalize(keys);
        Cancellation.ThrowIfRequested(StoreOperation.Exists, cancellationToken);
        _session.ThrowIfClosed();

        long deadline = _session.LimitFromNow;
        StoreResult[] results = keys.Count == 0 ? [] : new StoreResult[keys.Count];
        int size = FirstOfAPrefix;
        for (int start = 0; start < results.Length;)
        {
            if (start > 0 && _session.HasPassed(deadline))
            {
                StoreError late = OperationErrors.NotBegun(StoreOperation.Exists, _session.Options);
                return StoreResult<int>.Failed(late.WithKey(KeyText.ToText(keys[start])));
            }

            int end = Math.Min(results.Length, start + size);
            BatchArguments batch = Gather(keys, start, end, results);
            batch.ConcludesOnLane = start == 0 && end == results.Length;
            batch.Send(_session, StoreOperation.Exists, (start, end), deadline, cancellationToken);
            StoreError? error = await batch.EndAsync(_session);
            Scatter(keys, results, start, end, batch, error);
            for (; start < end; start++)
            {
                if (!results[start].IsSuccess)
                {
                    return results[start].Error is { } failure ? StoreResult<int>.Failed(failure) : StoreResult<int>.Found(start);
                }
            }

            size = Math.Min(size * PrefixGrowth, BatchLimits.Items);
        }

        return StoreResult<int>.Found(results.Length);
    }
}
