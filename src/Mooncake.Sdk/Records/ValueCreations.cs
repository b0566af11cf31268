using System.Collections.Concurrent;
using Mooncake.Keys;

namespace Mooncake.Records;

/// <summary>Values that are being created: callers that request the same key at the same time share one creation. Thread-safe.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="T">The values' type.</typeparam>
internal sealed class ValueCreations<TKey, T>
    where TKey : struct, IStoreKey<TKey>
{
    private readonly ConcurrentDictionary<TKey, ValueCreation<T>> _underWay = new();

    /// <summary>Number of creations that have not ended.</summary>
    internal int Count => _underWay.Count;

    /// <summary>Waits for the creation of a value, and starts it if it is not in progress.</summary>
    /// <param name="key">The value's key.</param>
    /// <param name="create">Creates the value; its token is cancelled when no caller waits any more.</param>
    /// <param name="cancellationToken">Cancels this caller's wait.</param>
    /// <exception cref="InvalidOperationException">The caller is the creation itself, which would wait for its own end.</exception>
    /// <exception cref="StoreCanceledException">The caller cancelled.</exception>
    internal async Task<StoreResult<T>> GetAsync(
        TKey key, Func<CancellationToken, Task<StoreResult<T>>> create, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                ValueCreation<T> mine = new();
                ValueCreation<T> creation = _underWay.GetOrAdd(key, mine);
                if (ReferenceEquals(creation, mine))
                {
                    _ = RunAsync(key, mine, create);
                }
                else if (CreationChain.Contains(creation))
                {
                    throw new InvalidOperationException(
                        $"The factory of key '{KeyText.ToText(in key)}' requested its own key, so it would wait for itself.");
                }
                else if (!creation.TryJoin())
                {
                    // Its callers have abandoned it. Its factory may still run, and no second one may run at the same time.
                    await creation.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
                    continue;
                }

                try
                {
                    return await creation.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    creation.Leave();
                }
            }
        }
        catch (OperationCanceledException canceled) when (canceled is not StoreCanceledException && cancellationToken.IsCancellationRequested)
        {
            // Others may still wait for the value, so it may be stored.
            throw new StoreCanceledException(StoreOperation.Put, WriteOutcome.Unknown, cancellationToken);
        }
    }

    private async Task RunAsync(TKey key, ValueCreation<T> creation, Func<CancellationToken, Task<StoreResult<T>>> create)
    {
        try
        {
            CreationChain.Enter(creation);
            StoreResult<T> result = await create(creation.Token).ConfigureAwait(false);
            _underWay.TryRemove(key, out _);
            creation.Complete(result);
        }
        catch (Exception exception)
        {
            _underWay.TryRemove(key, out _);
            creation.Fail(exception);
        }
    }
}
