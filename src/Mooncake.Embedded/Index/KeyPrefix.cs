namespace Mooncake.Embedded.Index;

/// <summary>The range of keys that begin with a prefix.</summary>
internal static class KeyPrefix
{
    /// <summary>Lowers the upper bound of a search to the keys that begin with a prefix.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="bound">
    /// The upper bound; replaced by the end of the prefix's keys if it is above all of them. Then the greatest key that is below the bound
    /// begins with the prefix, if any does.
    /// </param>
    /// <param name="isInclusive">Whether a key equal to the bound is below it; false after a replacement.</param>
    /// <returns>False if every key with the prefix is above the bound.</returns>
    internal static bool TryBound(ReadOnlySpan<byte> prefix, ref ReadOnlySpan<byte> bound, ref bool isInclusive)
    {
        if (bound.StartsWith(prefix))
        {
            return true;
        }

        if (bound.SequenceCompareTo(prefix) < 0)
        {
            return false;
        }

        bound = EndOf(prefix);
        isInclusive = false;
        return true;
    }

    /// <summary>The least text above every key with the prefix. There is one, because there is a key above them all.</summary>
    private static ReadOnlySpan<byte> EndOf(ReadOnlySpan<byte> prefix)
    {
        byte[] end = prefix[..(prefix.LastIndexOfAnyExcept(byte.MaxValue) + 1)].ToArray();
        end[^1]++;
        return end;
    }
}
