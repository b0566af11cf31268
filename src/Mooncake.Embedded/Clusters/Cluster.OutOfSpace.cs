using Mooncake.Backends;
using Mooncake.Embedded.Index;
using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <content>Why there is no room.</content>
internal sealed unsafe partial class Cluster
{
    /// <summary>What error messages name as the remedy for a full cluster.</summary>
    internal const string SegmentSetting = "segment= (SegmentBytes)";

    /// <summary>Reports why an object finds no room, from sums that the arenas keep.</summary>
    /// <remarks>
    /// A put that failed has evicted what it could. The remaining objects are hard-pinned, were set aside because of a lease, or are being
    /// written. Free memory may be fragmented, so the sums need not add up to the capacity.
    /// </remarks>
    internal OutOfSpaceReport ReportOutOfSpace(nuint size, int keyLength)
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
        OutOfSpaceCause cause =
            largest == 0 ? OutOfSpaceCause.NoSegment
            : range > (nuint)largest || range < size ? OutOfSpaceCause.ObjectTooLarge
            : leased > 0 && fitsBesidePins ? OutOfSpaceCause.Leases
            : pinned > 0 ? OutOfSpaceCause.HardPins
            : OutOfSpaceCause.Unknown;
        long largestObject = largest - (keyLength > Entry.InlineKeyBytes ? keyLength : 0);
        return new OutOfSpaceReport(cause, Math.Max(0, largestObject), capacity, pinned, leased) { CapacitySetting = SegmentSetting };
    }
}
