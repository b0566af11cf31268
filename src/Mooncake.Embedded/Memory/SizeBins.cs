using System.Numerics;

namespace Mooncake.Embedded.Memory;

/// <summary>Sorts block lengths into bins: exact below 16, then 16 bins for each power of two (at most 6.25 % wide).</summary>
internal static class SizeBins
{
    /// <summary>Number of bins, for lengths up to 2^31 - 1.</summary>
    internal const int Count = 512;

    private const int MantissaBits = 4;
    private const uint Exact = 1u << MantissaBits;

    /// <summary>The bin for a block of this length.</summary>
    internal static int Floor(uint length)
    {
        if (length < Exact)
        {
            return (int)length;
        }

        int exponent = BitOperations.Log2(length);
        int mantissa = (int)(length >> (exponent - MantissaBits)) & ((int)Exact - 1);
        return ((exponent - MantissaBits + 1) << MantissaBits) + mantissa;
    }

    /// <summary>The first bin in which every block is at least this long.</summary>
    internal static int Ceiling(uint length)
    {
        int bin = Floor(length);
        if (length < Exact)
        {
            return bin;
        }

        int exponent = BitOperations.Log2(length);
        return (length & ((1u << (exponent - MantissaBits)) - 1)) == 0 ? bin : bin + 1;
    }
}
