namespace Mooncake.Embedded.Clusters;

/// <summary>
/// The resources of calls in progress: ranges without an object, and removed objects that no arena has retired yet. The end of the cluster
/// waits for both.
/// </summary>
/// <remarks>Every arena changes its own counts, under its lock, in separate cache lines. Every thread may read them.</remarks>
internal sealed class UnfinishedWork
{
    /// <summary>Two cache lines per arena: some processors fetch them in pairs.</summary>
    private const int Stride = 16;

    private readonly long[] _counts;

    /// <summary>Creates counts of zero.</summary>
    /// <param name="arenas">The number of arenas.</param>
    internal UnfinishedWork(int arenas) => _counts = new long[(arenas + 2) * Stride];

    /// <summary>
    /// Kept ranges that arenas gave to puts, less the ranges of the objects that were published. The ranges that the segments allocated and
    /// got back (<see cref="Memory.Segment.UnpublishedRanges"/>) must be added.
    /// </summary>
    internal long KeptRangesLessPublished => Sum(0);

    /// <summary>
    /// Number of objects that were removed and retired: those removed by calls and with a leaving client, not those evicted.
    /// </summary>
    internal long Retirements => Sum(1);

    /// <summary>Counts a kept range that an arena gave to a put.</summary>
    internal void CountKeptRange(int arena) => Change(arena, 0, 1);

    /// <summary>Counts the ranges of an object that an arena published.</summary>
    internal void CountPublished(int arena, int ranges) => Change(arena, 0, -ranges);

    /// <summary>Counts a removed object that an arena retired.</summary>
    internal void CountRetirement(int arena) => Change(arena, 1, 1);

    /// <summary>The number of removed objects that one arena retired.</summary>
    internal long RetirementsOf(int arena) => Volatile.Read(ref _counts[Place(arena, 1)]);

    private static int Place(int arena, int count) => ((arena + 1) * Stride) + count;

    private void Change(int arena, int count, int by)
    {
        ref long value = ref _counts[Place(arena, count)];
        Volatile.Write(ref value, value + by);
    }

    private long Sum(int count)
    {
        long sum = 0;
        for (int place = Place(0, count); place < _counts.Length; place += Stride)
        {
            sum += Volatile.Read(ref _counts[place]);
        }

        return sum;
    }
}
