using Mooncake.Backends;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Why there is no room.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>Says why an object finds no room, from sums that the arenas keep.</summary>
    /// <remarks>
    /// A put that failed has evicted what it could: what is left is hard-pinned, was met under a lease and set aside, or is under way. Free
    /// room may be in pieces, so the sums need not add up to the capacity.
    /// </remarks>
    internal NoRoomReport ReportNoRoom(nuint size, int keyLength)
    {
        long largest = 0;
        foreach (Segment segment in _segments.Mounted)
        {
            largest = Math.Max(largest, segment.CapacityBytes);
        }

        long pinned = 0;
        long leased = 0;
        foreach (Arena arena in _arenas)
        {
            pinned += arena.PinnedBytes;
            leased += arena.ParkedBytes;
        }

        long capacity = _segments.CapacityBytes;
        nuint range = Entry.RangeBytes(size, keyLength);
        bool fitsBesidePins = (nuint)Math.Max(0, capacity - pinned) >= range;
        NoRoomCause cause =
            largest == 0 ? NoRoomCause.NoSegment
            : range > (nuint)largest || range < size ? NoRoomCause.ObjectTooLarge
            : leased > 0 && fitsBesidePins ? NoRoomCause.Leases
            : pinned > 0 ? NoRoomCause.HardPins
            : NoRoomCause.Unknown;
        long largestObject = largest - (keyLength > Entry.InlineKeyBytes ? keyLength : 0);
        return new NoRoomReport(cause, Math.Max(0, largestObject), capacity, pinned, leased);
    }
}
