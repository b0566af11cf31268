using Mooncake.Backends;
using Mooncake.Options;

namespace Mooncake.Errors;

/// <summary>Makes the errors of puts that find no room, by their cause.</summary>
internal static class NoRoomErrors
{
    private const string MoreMemory = "give the store more memory (segment=, SegmentBytes)";

    /// <summary>The error of a put that found no room, where the engine says why.</summary>
    /// <param name="report">What the engine says.</param>
    /// <param name="operation">Put or replace.</param>
    /// <param name="key">The key.</param>
    /// <param name="size">The object's size in bytes.</param>
    /// <returns>The error, or null where the engine cannot tell.</returns>
    internal static StoreError? Of(in NoRoomReport report, StoreOperation operation, string? key, long size)
    {
        string capacity = ByteSize.Format(report.CapacityBytes);
        string pinned = ByteSize.Format(report.PinnedBytes);
        return report.Cause switch
        {
            NoRoomCause.NoSegment => Make(
                operation, key, RetryClass.AfterBackoff,
                $"The object ({ByteSize.Format(size)}) cannot be stored: no client lends memory to the store, since each has segment=0.",
                "Open a client with segment= (SegmentBytes) above 0."),
            NoRoomCause.ObjectTooLarge => Make(
                operation, key, RetryClass.Never,
                $"The object is {ByteSize.Format(size)} large, and the largest segment takes objects of up to {ByteSize.Format(report.LargestObjectBytes)}.",
                "Split the object, or open the store with a larger segment= (SegmentBytes)."),
            NoRoomCause.HardPins => Make(
                operation, key, RetryClass.AfterBackoff,
                $"There is no room for {ByteSize.Format(size)}: hard-pinned objects take {pinned} of the store's {capacity}, and they are never evicted.",
                $"Remove pinned objects that are not needed, pin less (PutOptions.HardPin), or {MoreMemory}."),
            NoRoomCause.Leases => Make(
                operation, key, RetryClass.AfterBackoff,
                $"There is no room for {ByteSize.Format(size)}: leases keep {ByteSize.Format(report.LeasedBytes)} of the store's {capacity} from eviction"
                + (report.PinnedBytes > 0 ? $", and hard-pinned objects take {pinned}." : "."),
                $"Every read leases its object. Try again when the leases have ended, shorten them (lease=), or {MoreMemory}."),
            _ => null,
        };
    }

    private static StoreError Make(StoreOperation operation, string? key, RetryClass retry, string cause, string remedy) =>
        new(StoreErrorCode.NoAvailableHandle, operation, cause, remedy)
        {
            Key = key,
            NativeCode = (int)StoreErrorCode.NoAvailableHandle,
            Retry = retry,
            Outcome = WriteOutcome.NotApplied,
        };
}
