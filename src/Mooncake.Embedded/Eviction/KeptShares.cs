namespace Mooncake.Embedded.Eviction;

/// <summary>
/// How many bytes the arenas keep for new objects, about: written only when it has changed by much, so that whoever evicts can ask all
/// arenas without a cache line that each put of theirs changes.
/// </summary>
/// <remarks>Every arena writes its own place under its lock; everybody reads, and may be behind by a moment.</remarks>
/// <param name="arenas">How many arenas there are.</param>
internal sealed class KeptShares(int arenas)
{
    /// <summary>What counts as much, in bytes; less than a thousandth of the smallest segment.</summary>
    private const long Step = 8192;

    private readonly long[] _bytes = new long[arenas];

    /// <summary>The bytes that all arenas keep: exact to <see cref="Step"/> for each, and never too high.</summary>
    internal long Sum
    {
        get
        {
            long sum = 0;
            foreach (ref long bytes in _bytes.AsSpan())
            {
                sum += Volatile.Read(ref bytes);
            }

            return sum;
        }
    }

    /// <summary>Tells what an arena keeps now.</summary>
    internal void Tell(int arena, long bytes)
    {
        long whole = bytes & ~(Step - 1);
        if (_bytes[arena] != whole)
        {
            Volatile.Write(ref _bytes[arena], whole);
        }
    }
}
