using Mooncake.Embedded.Synchronization;

namespace Mooncake.Embedded.Index;

/// <summary>
/// Reads the hazard slots of all threads, once for all arenas of a cluster: the barrier of a scan interrupts every processor that runs a
/// thread of the process, and costs as much as some dozens of removals.
/// </summary>
/// <remarks>
/// A removed object notes <see cref="Begun"/> after the interlocked operation that ends it. A scan with a greater number began later, and
/// its barrier made the hash of every reader visible that may have found the object. A reader that the scan does not list has looked its
/// key up, or will look it up, after the barrier, and does not find the object.
/// </remarks>
internal sealed class HazardScanner
{
    private BriefLock _lock;
    private ulong[] _hazards = [];
    private int _count;
    private long _taken;
    private long _begun;

    /// <summary>The number of the last scan that was begun.</summary>
    internal long Begun => Volatile.Read(ref _begun);

    /// <summary>Gives the last scan, or a new one where the last is not later than needed.</summary>
    /// <param name="after">The number that the scan must exceed.</param>
    /// <param name="hazards">
    /// Gets the hashes that were being read, as <see cref="HazardSlot.Normalize"/> gives them; exchanged for a larger array where needed.
    /// </param>
    /// <param name="count">How many hashes there are.</param>
    /// <returns>The scan's number.</returns>
    internal long Take(long after, ref ulong[] hazards, out int count)
    {
        using (_lock.Hold())
        {
            if (_taken <= after)
            {
                _taken = Interlocked.Increment(ref _begun);
                _count = HazardSlot.CollectAll(ref _hazards);
            }

            if (hazards.Length < _count)
            {
                hazards = new ulong[_hazards.Length];
            }

            _hazards.AsSpan(0, _count).CopyTo(hazards);
            count = _count;
            return _taken;
        }
    }
}
