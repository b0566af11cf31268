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
}
