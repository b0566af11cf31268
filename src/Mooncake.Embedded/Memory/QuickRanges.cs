namespace Mooncake.Embedded.Memory;

/// <summary>
/// Small ranges that were freed and not coalesced yet, by their exact length: the next allocation of that length takes one without
/// a look at the memory or at its neighbours. Not safe for concurrent use.
/// </summary>
internal sealed class QuickRanges
{
    /// <summary>The longest range that is kept, in granules.</summary>
    internal const int LongestLength = 64;

    private readonly uint[][] _ranges = new uint[LongestLength + 1][];
    private readonly int[] _counts = new int[LongestLength + 1];
    private readonly long _mostGranules;
    private long _granules;

    /// <summary>Keeps no more than a share of a space.</summary>
    /// <param name="mostGranules">How many granules may be kept.</param>
    internal QuickRanges(long mostGranules)
    {
        _mostGranules = mostGranules;
        Array.Fill(_ranges, []);
    }

    /// <summary>True if nothing is kept.</summary>
    internal bool IsEmpty => _granules == 0;

    /// <summary>Takes a range of exactly this length, if there is one.</summary>
    internal bool TryTake(uint length, out uint block)
    {
        if (length > LongestLength || _counts[length] == 0)
        {
            block = 0;
            return false;
        }

        block = _ranges[length][--_counts[length]];
        _granules -= length;
        return true;
    }

    /// <summary>The range that the next <see cref="TryTake"/> of this length will answer, if there is one.</summary>
    internal bool TryPeek(uint length, out uint block)
    {
        int count = _counts[length];
        block = count == 0 ? 0 : _ranges[length][count - 1];
        return count != 0;
    }

    /// <summary>Keeps a range; false if it is too long or enough are kept.</summary>
    internal bool TryKeep(uint block, uint length)
    {
        if (length > LongestLength || _granules + length > _mostGranules)
        {
            return false;
        }

        int count = _counts[length];
        if (count == _ranges[length].Length)
        {
            Array.Resize(ref _ranges[length], Math.Max(16, count * 2));
        }

        _ranges[length][count] = block;
        _counts[length] = count + 1;
        _granules += length;
        return true;
    }

    /// <summary>Takes any range that is kept.</summary>
    internal bool TryTakeAny(ref uint length, out uint block)
    {
        for (; length <= LongestLength; length++)
        {
            if (TryTake(length, out block))
            {
                return true;
            }
        }

        block = 0;
        return false;
    }
}
