using System.Diagnostics;
using System.Numerics;

namespace Mooncake.Server.Observability;

/// <summary>
/// Counts durations in buckets that are at most a sixteenth of their value wide. One thread writes; any thread reads, and may miss what is
/// being written.
/// </summary>
internal sealed class LatencyHistogram
{
    // 16 buckets for each power of two.
    private const int SubBits = 4;
    private const int SubBuckets = 1 << SubBits;

    // The last bucket holds everything from 2^40 ticks: 18 minutes where a tick is a nanosecond.
    private const int LastPower = 40;

    private static readonly double MicrosecondsPerTick = 1e6 / Stopwatch.Frequency;

    private readonly long[] _counts;

    /// <summary>Creates an empty histogram.</summary>
    internal LatencyHistogram() => _counts = new long[((LastPower - SubBits + 1) << SubBits) + 1];

    private LatencyHistogram(long[] counts) => _counts = counts;

    /// <summary>Number of durations.</summary>
    internal long Count => _counts.Sum();

    /// <summary>Counts a duration.</summary>
    /// <param name="ticks">The duration in ticks of <see cref="Stopwatch"/>; less than 0 counts as 0.</param>
    internal void Add(long ticks) => _counts[IndexOf(ticks)]++;

    /// <summary>Adds another histogram's counts. No thread may write to this one meanwhile.</summary>
    /// <param name="other">The other histogram.</param>
    internal void Add(LatencyHistogram other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += Volatile.Read(ref other._counts[i]);
        }
    }

    /// <summary>What was counted after an earlier copy of this histogram was made.</summary>
    /// <param name="earlier">The earlier copy.</param>
    internal LatencyHistogram Since(LatencyHistogram earlier)
    {
        long[] counts = new long[_counts.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = Math.Max(0, _counts[i] - earlier._counts[i]);
        }

        return new LatencyHistogram(counts);
    }

    /// <summary>
    /// The duration in microseconds that a share of all durations does not exceed, to about 3 percent; null if there are none.
    /// </summary>
    /// <param name="share">The share, from 0 to 1; 0.5 for the median.</param>
    internal double? Percentile(double share)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(Count * share));
        for (int i = 0; i < _counts.Length; i++)
        {
            rank -= _counts[i];
            if (rank <= 0)
            {
                return MiddleOf(i) * MicrosecondsPerTick;
            }
        }

        return null;
    }

    private static int IndexOf(long ticks)
    {
        if (ticks < SubBuckets)
        {
            return (int)Math.Max(0, ticks);
        }

        int power = BitOperations.Log2((ulong)ticks);
        return power >= LastPower
            ? (LastPower - SubBits + 1) << SubBits
            : ((power - SubBits + 1) << SubBits) + (int)((ticks >> (power - SubBits)) & (SubBuckets - 1));
    }

    private static double MiddleOf(int index)
    {
        int power = (index >> SubBits) - 1;
        return power < 0 ? index : ((index & (SubBuckets - 1)) + SubBuckets + 0.5) * (1L << power);
    }
}
