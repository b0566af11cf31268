namespace Mooncake.Embedded.Memory;

/// <summary>
/// Small ranges of one segment, by length, that an arena keeps when their objects are removed: the next object of that length takes one
/// without accessing the segment, which all processors share. Requires the arena's lock.
/// </summary>
/// <remarks>For the segment they are in use. They are returned to it when a put finds no room.</remarks>
internal sealed unsafe class KeptRanges
{
    /// <summary>The longest range that is kept, in granules.</summary>
    private const int LongestLength = 64;

    /// <summary>The fraction of the segment that all arenas together may keep: a 32nd.</summary>
    private const int Share = 32;

    private readonly nint[][] _ranges = new nint[LongestLength + 1][];
    private readonly int[] _counts = new int[LongestLength + 1];
    private readonly long _mostBytes;

    /// <summary>Creates an instance without ranges.</summary>
    /// <param name="segment">The segment of the ranges.</param>
    /// <param name="arenas">The number of arenas that share the segment.</param>
    internal KeptRanges(Segment segment, int arenas)
    {
        Segment = segment;
        _mostBytes = segment.CapacityBytes / Share / arenas;
        Array.Fill(_ranges, []);
    }

    /// <summary>The segment of the ranges.</summary>
    internal Segment Segment { get; }

    /// <summary>Bytes kept, in whole granules.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Takes a range for an object of this size, or returns null; always null once the segment leaves.</summary>
    internal byte* TryTake(nuint size)
    {
        nuint length = Segment.GranulesOf(size);
        if (length > LongestLength || _counts[length] == 0 || Segment.IsLeaving)
        {
            return null;
        }

        nint[] ranges = _ranges[length];
        int count = --_counts[length];
        Bytes -= (long)Segment.BytesOf(length);
        if (count != 0)
        {
            // It was last used when its object was removed: prefetch it, so that the next put does not wait for memory.
            CacheLines.Prefetch((byte*)ranges[count - 1], size);
        }

        return (byte*)ranges[count];
    }

    /// <summary>
    /// Keeps a range; false if it is too long, if enough are kept, if the segment leaves, or if there is no memory to record it.
    /// </summary>
    internal bool TryKeep(byte* address, nuint size)
    {
        nuint length = Segment.GranulesOf(size);
        long bytes = (long)Segment.BytesOf(length);
        if (length > LongestLength || Bytes + bytes > _mostBytes || Segment.IsLeaving)
        {
            return false;
        }

        int count = _counts[length];
        if (count == _ranges[length].Length && !TryGrow(ref _ranges[length]))
        {
            return false;
        }

        _ranges[length][count] = (nint)address;
        _counts[length] = count + 1;
        Bytes += bytes;
        return true;
    }

    /// <summary>Returns all ranges to the segment.</summary>
    internal void GiveBack(ref SegmentFrees frees)
    {
        for (int length = 1; length <= LongestLength; length++)
        {
            for (int i = 0; i < _counts[length]; i++)
            {
                frees.Free(Segment, (byte*)_ranges[length][i], Segment.BytesOf((nuint)length));
            }

            _counts[length] = 0;
        }

        Bytes = 0;
    }

    private static bool TryGrow(ref nint[] ranges)
    {
        try
        {
            Array.Resize(ref ranges, Math.Max(16, ranges.Length * 2));
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }
}
