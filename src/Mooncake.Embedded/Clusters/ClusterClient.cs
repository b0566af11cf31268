using Mooncake.Embedded.Memory;

namespace Mooncake.Embedded.Clusters;

/// <summary>One client of a cluster.</summary>
/// <param name="Name">The name under which it is known, unique in the process.</param>
/// <param name="Segment">The memory that it lends; null for a pure client.</param>
/// <param name="StagingBytes">The largest value that a copying put accepts.</param>
internal sealed record ClusterClient(string Name, Segment? Segment, nuint StagingBytes)
{
    /// <summary>The memory that the client has registered.</summary>
    internal RegisteredRanges Registered { get; } = new();
}
