using System.Collections;

namespace Mooncake;

/// <summary>
/// The outcomes of a batch without values: one per item, in the order of the items. A failed item never fails the others.
/// </summary>
public readonly struct StoreBatch : IReadOnlyList<StoreResult>
{
    private readonly StoreResult[]? _results;

    /// <summary>Creates a batch from outcomes.</summary>
    /// <param name="results"><c>[n]</c> outcomes; the batch owns the array.</param>
    internal StoreBatch(StoreResult[] results) => _results = results;

    /// <summary>Number of items.</summary>
    public int Count => _results?.Length ?? 0;

    /// <summary>True if no item failed; missing objects are not failures.</summary>
    public bool IsSuccess => FirstError is null;

    /// <summary>Number of items that were found or done.</summary>
    public int SuccessCount => BatchCounts.Of(AsSpan(), static result => result.IsSuccess);

    /// <summary>Number of items that are missing.</summary>
    public int MissingCount => BatchCounts.Of(AsSpan(), static result => result.IsMissing);

    /// <summary>Number of items that failed.</summary>
    public int FailedCount => BatchCounts.Of(AsSpan(), static result => result.IsFailed);

    /// <summary>The error of the first item that failed, or null if none did.</summary>
    public StoreError? FirstError
    {
        get
        {
            foreach (ref readonly StoreResult result in AsSpan())
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
    public StoreResult this[int index] => AsSpan()[index];

    /// <summary>The outcomes as a span.</summary>
    public ReadOnlySpan<StoreResult> AsSpan() => _results;

    /// <summary>Throws if an item failed, for callers that want an exception. Missing objects are not failures.</summary>
    /// <exception cref="StoreException">An item failed; the message names the first one, and says how many failed.</exception>
    public void ThrowIfFailed() => BatchCounts.ThrowIfFailed(AsSpan(), static result => result.Error);

    /// <summary>Enumerates the outcomes without allocating.</summary>
    public ReadOnlySpan<StoreResult>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <summary>How many items succeeded, are missing and failed, and the first error.</summary>
    public override string ToString() => BatchCounts.Text(SuccessCount, "succeeded", MissingCount, FailedCount, FirstError);

    IEnumerator<StoreResult> IEnumerable<StoreResult>.GetEnumerator() => ((IEnumerable<StoreResult>)(_results ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_results ?? []).GetEnumerator();
}
