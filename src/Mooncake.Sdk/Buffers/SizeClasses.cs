using System.Numerics;

namespace Mooncake.Buffers;

/// <summary>
/// The block sizes of slabs: 64 bytes, then four steps to each power of two (80, 96, 112, 128, 160, ...), so a block is at most a quarter
/// larger than the request. Requests below 64 bytes share the smallest class.
/// </summary>
internal static class SizeClasses
{
    /// <summary>Bytes of the smallest class.</summary>
    internal const int SmallestBytes = 64;

    private const int SmallestLog = 6;
    private const int StepsLog = 2;
    private const int Steps = 1 << StepsLog;

    /// <summary>The smallest class with at least a number of bytes.</summary>
    /// <param name="bytes">At least 1.</param>
    internal static int IndexOf(nint bytes)
    {
        if (bytes <= SmallestBytes)
        {
            return 0;
        }

        nuint last = (nuint)bytes - 1;
        int log = BitOperations.Log2(last);
        int step = (int)(last >> (log - StepsLog)) & (Steps - 1);
        return ((log - SmallestLog) * Steps) + step + 1;
    }

    /// <summary>Bytes of a class.</summary>
    /// <param name="index">0 or more.</param>
    internal static nint BytesOf(int index)
    {
        if (index == 0)
        {
            return SmallestBytes;
        }

        int power = (index - 1) >> StepsLog;
        nint step = (index - 1) & (Steps - 1);
        return (Steps + step + 1) << (power + SmallestLog - StepsLog);
    }

    /// <summary>Number of classes whose blocks fit into a slab.</summary>
    /// <param name="slabBytes">Bytes of a slab, at least <see cref="SmallestBytes"/>.</param>
    internal static int CountUpTo(nint slabBytes)
    {
        int index = IndexOf(slabBytes);
        return BytesOf(index) <= slabBytes ? index + 1 : index;
    }
}
