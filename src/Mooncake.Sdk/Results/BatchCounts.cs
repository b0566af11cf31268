namespace Mooncake;

/// <summary>Counts the outcomes of a batch.</summary>
internal static class BatchCounts
{
    /// <summary>The number of outcomes that a test accepts.</summary>
    internal static int Of<TResult>(ReadOnlySpan<TResult> results, Func<TResult, bool> accepts)
    {
        int count = 0;
        foreach (TResult result in results)
        {
            count += accepts(result) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Throws if an item of a batch failed.</summary>
    /// <param name="results">The outcomes.</param>
    /// <param name="errorOf">An outcome's error, or null.</param>
    /// <exception cref="StoreException">An item failed.</exception>
    internal static void ThrowIfFailed<TResult>(ReadOnlySpan<TResult> results, Func<TResult, StoreError?> errorOf)
    {
        for (int i = 0; i < results.Length; i++)
        {
            if (errorOf(results[i]) is { } first)
            {
                int failed = Of(results, result => errorOf(result) is not null);
                throw new StoreException(
                    $"{failed} of {results.Length} items failed. The first is item {i} (counted from 0): {first.Message}", first);
            }
        }
    }

    /// <summary>The outcomes in one line: how many of each, and the first error.</summary>
    /// <param name="succeeded">How many succeeded.</param>
    /// <param name="word">The word for success.</param>
    /// <param name="missing">How many are missing.</param>
    /// <param name="failed">How many failed.</param>
    /// <param name="firstError">The first error, or null.</param>
    internal static string Text(int succeeded, string word, int missing, int failed, StoreError? firstError)
    {
        List<string> counts = [];
        if (succeeded > 0 || (missing == 0 && failed == 0))
        {
            counts.Add($"{succeeded} {word}");
        }

        if (missing > 0)
        {
            counts.Add($"{missing} missing");
        }

        if (failed > 0)
        {
            counts.Add($"{failed} failed");
        }

        string text = string.Join(", ", counts);
        return firstError is null ? text : $"{text}; the first error: {firstError.Message}";
    }
}
