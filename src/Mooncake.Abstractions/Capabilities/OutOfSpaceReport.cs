namespace Mooncake.Backends;

/// <summary>Why an engine has no room for an object.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="LargestObjectBytes">The size of the largest object that the engine can hold when empty, in bytes.</param>
/// <param name="CapacityBytes">The total capacity in bytes: the sum of all segments, or a configured limit; 0 for no limit.</param>
/// <param name="PinnedBytes">The bytes of the hard-pinned objects, additional replicas not included.</param>
/// <param name="LeasedBytes">The bytes of the objects that eviction skipped because of a lease, additional replicas not included.</param>
public readonly record struct OutOfSpaceReport(
    OutOfSpaceCause Cause, long LargestObjectBytes, long CapacityBytes, long PinnedBytes, long LeasedBytes)
{
    /// <summary>
    /// The setting that raises the limit, as error messages name it, such as <c>segment= (SegmentBytes)</c>. Null if no setting does.
    /// </summary>
    public string? CapacitySetting { get; init; }
}
