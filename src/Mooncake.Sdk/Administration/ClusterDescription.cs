namespace Mooncake;

/// <summary>A cluster as its master describes it.</summary>
/// <param name="IsServing">True if the master accepts operations.</param>
/// <param name="Status">The master's word for its health; <c>ok</c> in normal operation.</param>
/// <param name="Role">Its role among several masters, such as <c>leader</c>.</param>
/// <param name="State">Its state, such as <c>serving</c>.</param>
/// <param name="LeaderAddress">The leader's address, or null if the master does not name one.</param>
/// <param name="Segments">The memory that clients lend.</param>
public sealed record ClusterDescription(
    bool IsServing, string Status, string Role, string State, string? LeaderAddress, IReadOnlyList<ClusterSegment> Segments)
{
    /// <summary>Bytes that objects occupy, in all segments.</summary>
    public long UsedBytes => Segments.Sum(static segment => segment.UsedBytes);

    /// <summary>Size of all segments in bytes.</summary>
    public long TotalBytes => Segments.Sum(static segment => segment.TotalBytes);
}
