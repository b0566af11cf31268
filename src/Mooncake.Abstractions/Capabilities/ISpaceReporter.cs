namespace Mooncake.Backends;

/// <summary>An engine that reports why it has no room for an object. Optional for a <see cref="StoreBackend"/>.</summary>
/// <remarks>
/// Callers ask after a put has failed with <see cref="StoreErrorCode.NoAvailableHandle"/>. The report reflects the current state, not that
/// at the time of the put.
/// </remarks>
public interface ISpaceReporter
{
    /// <summary>Reports why a put finds no room. The cost does not depend on the number of objects.</summary>
    /// <param name="size">The object's size in bytes.</param>
    /// <param name="keyLength">The length of its key in bytes.</param>
    /// <returns>The cause, with sizes in bytes; the default before setup and after disposal.</returns>
    OutOfSpaceReport ReportOutOfSpace(nuint size, int keyLength);
}
