namespace Mooncake.Embedded.Eviction;

/// <summary>
/// How many bytes the arenas keep for new objects, about: an arena tells only what has changed by a <see cref="Step"/>, so that a thread that evicts
/// can ask all of them without a cache line that each put of theirs changes.
/// </summary>
/// <remarks>Every arena writes its own place under its lock; everybody reads, and may be behind by a moment.</remarks>
/// <param name="arenas">How many arenas there are.</param>
internal sealed class KeptShares(int arenas)
{
    /// <summary>What is worth telling, in bytes: a two-thousandth of the smallest segment.</summary>
    internal const long Step = 8192;

    private readonly long[] _bytes = new long[arenas];

    /// <summary>The bytes that all arenas keep, to within a <see cref="Step"/> for each.</summary>
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
    internal void Tell(int arena, long bytes) => Volatile.Write(ref _bytes[arena], bytes);
}
