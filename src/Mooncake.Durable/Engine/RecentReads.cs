namespace Mooncake.Durable.Engine;

/// <summary>
/// Records which objects were read since eviction last considered them: one bit per slot of a fixed table. Objects may share a slot; then
/// one of them gets an undeserved second chance. Thread-safe.
/// </summary>
internal sealed class RecentReads
{
    private const int Words = 1 << 17;
    private const ulong Mixer = 0x9E3779B97F4A7C15;

    private readonly long[] _bits = new long[Words];

    /// <summary>Records a read. Writes nothing if it is already recorded.</summary>
    internal void Note(ulong sequence)
    {
        (int word, long bit) = PlaceOf(sequence);
        if ((Volatile.Read(ref _bits[word]) & bit) == 0)
        {
            Interlocked.Or(ref _bits[word], bit);
        }
    }

    /// <summary>Clears the reads of an object.</summary>
    /// <returns>True if there were any.</returns>
    internal bool Forget(ulong sequence)
    {
        (int word, long bit) = PlaceOf(sequence);
        return (Interlocked.And(ref _bits[word], ~bit) & bit) != 0;
    }

    private static (int Word, long Bit) PlaceOf(ulong sequence)
    {
        ulong hash = sequence * Mixer;
        return ((int)(hash >> 47), 1L << (int)((hash >> 41) & 63));
    }
}
