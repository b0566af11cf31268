using Mooncake.Backends;
using Mooncake.Options;

namespace Mooncake.Errors;

/// <summary>Creates the errors of puts that find no room, by their cause.</summary>
internal static class OutOfSpaceErrors
{
    /// <summary>The error of a put that found no room, if the engine reports why.</summary>
    /// <param name="report">The engine's report.</param>
    /// <param name="operation">Put or replace.</param>
    /// <param name="key">The key.</param>
    /// <param name="size">The object's size in bytes.</param>
    /// <returns>The error, or null if the engine cannot determine the cause.</returns>
    internal static StoreError? Of(in OutOfSpaceReport report, StoreOperation operation, string? key, long size)
    {
        string capacity = ByteSize.Format(report.CapacityBytes);
        string pinned = ByteSize.Format(report.PinnedBytes);
        return report.Cause switch
        {
            OutOfSpaceCause.NoSegment => Make(
                operation, key, RetryClass.AfterBackoff,
                $"The object ({ByteSize.Format(size)}) cannot be stored: no client lends memory to the store, because each has segment=0.",
                "Open a client with segment= (SegmentBytes) above 0."),
            OutOfSpaceCause.ObjectTooLarge => Make(
                operation, key, RetryClass.Never,
                $"The object is {ByteSize.Format(size)}, but the store holds objects of at most {ByteSize.Format(report.LargestObjectBytes)}.",
                report.CapacitySetting is { } setting
                    ? $"Split the object, or open the store with a larger {setting}."
                    : "Split the object."),
            OutOfSpaceCause.DiskFull => Make(
                operation, key, RetryClass.Never,
                $"There is no room for {ByteSize.Format(size)}: the disk is full.",
                "Free space on the disk, then close the store and open it again. Objects can still be read."),
            OutOfSpaceCause.HardPins => Make(
                operation, key, RetryClass.AfterBackoff,
                $"There is no room for {ByteSize.Format(size)}: hard-pinned objects take {pinned} of the store's {capacity}, and they are never evicted.",
                $"Remove hard-pinned objects that are no longer needed, or pin fewer (PutOptions.HardPin).{OrRaise(in report)}"),
            OutOfSpaceCause.Leases => Make(
                operation, key, RetryClass.AfterBackoff,
                $"There is no room for {ByteSize.Format(size)}: leases keep {ByteSize.Format(report.LeasedBytes)} of the store's {capacity} from eviction"
                + (report.PinnedBytes > 0 ? $", and hard-pinned objects take {pinned}." : "."),
                $"Every read leases its object. Retry when the leases have expired, or shorten them (lease=).{OrRaise(in report)}"),
            _ => null,
        };
    }

    private static string OrRaise(in OutOfSpaceReport report) => report.CapacitySetting is { } setting ? $" Or raise {setting}." : "";

    private static StoreError Make(StoreOperation operation, string? key, RetryClass retry, string cause, string remedy) =>
        new(StoreErrorCode.NoAvailableHandle, operation, cause, remedy)
        {
            Key = key,
            NativeCode = (int)StoreErrorCode.NoAvailableHandle,
            Retry = retry,
            Outcome = WriteOutcome.NotApplied,
        };
}
