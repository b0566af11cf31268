using System.Collections;

namespace Mooncake;

/// <summary>The outcomes of a batch with values: one per item, in the order of the items. A failed item never fails the others.</summary>
/// <typeparam name="T">The values' type.</typeparam>
public readonly struct StoreBatch<T> : IReadOnlyList<StoreResult<T>>
{
    private readonly StoreResult<T>[]? _results;

    /// <summary>Creates a batch from outcomes.</summary>
    /// <param name="results"><c>[n]</c> outcomes; the batch owns the array.</param>
    internal StoreBatch(StoreResult<T>[] results) => _results = results;

    /// <summary>Number of items.</summary>
    public int Count => _results?.Length ?? 0;

    /// <summary>True if no item failed; missing objects are not failures.</summary>
    public bool IsSuccess => FirstError is null;

    /// <summary>Number of items that were found.</summary>
    public int FoundCount => BatchCounts.Of(AsSpan(), static result => result.IsFound);

    /// <summary>Number of items that are missing.</summary>
    public int MissingCount => BatchCounts.Of(AsSpan(), static result => result.IsMissing);

    /// <summary>Number of items that failed.</summary>
    public int FailedCount => BatchCounts.Of(AsSpan(), static result => result.IsFailed);

    /// <summary>The error of the first item that failed, or null if none did.</summary>
    public StoreError? FirstError
    {
        get
        {
            foreach (ref readonly StoreResult<T> result in AsSpan())
            {
                if (result.IsFailed)
                {
                    return result.Error;
                }
            }

            return null;
        }
    }

    /// <summary>The outcome of one item.</summary>
    /// <param name="index">Index of the item, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such item.</exception>
    public StoreResult<T> this[int index] => AsSpan()[index];

    /// <summary>The outcomes as a span.</summary>
    public ReadOnlySpan<StoreResult<T>> AsSpan() => _results;

    /// <summary>Throws if an item failed, for callers that want an exception. Missing objects are not failures.</summary>
    /// <exception cref="StoreException">An item failed; the message names the first one, and says how many failed.</exception>
    public void ThrowIfFailed() => BatchCounts.ThrowIfFailed(AsSpan(), static result => result.Error);

    /// <summary>Enumerates the outcomes without allocating.</summary>
    public ReadOnlySpan<StoreResult<T>>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>How many items were found, are missing and failed, and the first error.</summary>
    public override string ToString() => BatchCounts.Text(FoundCount, "found", MissingCount, FailedCount, FirstError);

    IEnumerator<StoreResult<T>> IEnumerable<StoreResult<T>>.GetEnumerator() => ((IEnumerable<StoreResult<T>>)(_results ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_results ?? []).GetEnumerator();
}
