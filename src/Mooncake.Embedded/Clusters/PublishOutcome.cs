namespace Mooncake.Embedded.Clusters;

/// <summary>The outcome of publishing a new object.</summary>
internal enum PublishOutcome
{
    /// <summary>It is published.</summary>
    Published,

    /// <summary>Another object has the key, and is kept.</summary>
    Exists,

    /// <summary>The key has an object that has expired and was not reclaimed yet.</summary>
    Expired,

    /// <summary>The key has no object, but one should be replaced.</summary>
    Missing,

    /// <summary>The key has another object than the one that should be replaced.</summary>
    Changed,

    /// <summary>Its segment belongs to a client that leaves; allocate other memory.</summary>
    SegmentLeaving,

    /// <summary>There is no memory for its bookkeeping.</summary>
    NoMemory,
}
