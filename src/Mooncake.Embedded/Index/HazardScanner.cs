using Mooncake.Embedded.Synchronization;

namespace Mooncake.Embedded.Index;

/// <summary>
/// Reads the hazard slots of all threads, once for all arenas of a cluster: the barrier of a scan interrupts every processor that runs a
/// thread of the process, and costs as much as some dozens of removals.
/// </summary>
/// <remarks>
/// A removed object records <see cref="Begun"/> after the interlocked operation that removes it. A scan with a greater number began later,
/// and its barrier made the hash of every reader visible that may have found the object. A reader that is not in the scan has looked its
/// key up, or will look it up, after the barrier, and does not find the object.
/// </remarks>
internal sealed class HazardScanner
{
    private BriefLock _lock;
    private ulong[] _hazards = [];
    private int _count;
    private long _taken;
    private long _begun;

    /// <summary>The number of the last scan that began.</summary>
    internal long Begun => Volatile.Read(ref _begun);

    /// <summary>Returns the last scan, or makes a new one if the last is not late enough.</summary>
    /// <param name="after">The number that the scan must exceed.</param>
    /// <param name="hazards">
    /// Receives the hashes that were being read, in the form of <see cref="HazardSlot.Normalize"/>; replaced by a larger array if needed.
    /// </param>
    /// <param name="count">The number of hashes.</param>
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
