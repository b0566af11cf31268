namespace Mooncake.Embedded.Clusters;

/// <summary>What became of a new object.</summary>
internal enum PublishOutcome
{
    /// <summary>It is there for all to read.</summary>
    Published,

    /// <summary>Another object has the key, and keeps it.</summary>
    Exists,

    /// <summary>Another object has the key, and a lease that forbids to replace it.</summary>
    Leased,

    /// <summary>The segment under it belongs to a client that leaves; place it anew.</summary>
    SegmentLeaving,

    /// <summary>There is no memory for what has to be known of it.</summary>
    NoMemory,
}
