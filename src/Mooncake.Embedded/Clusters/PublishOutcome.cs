namespace Mooncake.Embedded.Clusters;

/// <summary>What became of a new object.</summary>
internal enum PublishOutcome
{
    /// <summary>It is there for all to read.</summary>
    Published,

    /// <summary>Another object has the key, and keeps it.</summary>
    Exists,

    /// <summary>An object has the key that has expired and was not reclaimed yet.</summary>
    Expired,

    /// <summary>No object has the key, and one was to be replaced.</summary>
    Missing,

    /// <summary>Another object has the key than the one that was to be replaced.</summary>
    Changed,

    /// <summary>The segment under it belongs to a client that leaves; place it anew.</summary>
    SegmentLeaving,

    /// <summary>There is no memory for what has to be known of it.</summary>
    NoMemory,
}
