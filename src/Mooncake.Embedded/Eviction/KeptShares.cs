namespace Mooncake.Embedded.Eviction;

/// <summary>
/// The approximate number of bytes that the arenas keep for new objects: an arena publishes a change only when it exceeds a
/// <see cref="Step"/>, so that an evicting thread can read all of them without sharing a cache line with each of their puts.
/// </summary>
/// <remarks>Every arena writes its own slot under its lock; every thread may read, and the value may be slightly outdated.</remarks>
/// <param name="arenas">The number of arenas.</param>
internal sealed class KeptShares(int arenas)
{
    /// <summary>The smallest change to publish, in bytes: a two-thousandth of the smallest segment.</summary>
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

    /// <summary>Publishes the bytes that an arena keeps.</summary>
    internal void Tell(int arena, long bytes) => Volatile.Write(ref _bytes[arena], bytes);
}
