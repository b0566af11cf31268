namespace Mooncake.Embedded;

/// <summary>Statistics of a cluster, collected part by part: exact if no other call runs, approximate otherwise.</summary>
/// <param name="Objects">Number of objects that a read can find.</param>
/// <param name="UsedBytes">
/// Bytes used in the segments, rounded up to the allocator's granules; replicas and keys of more than 48 bytes are included.
/// </param>
/// <param name="CapacityBytes">Total size of the mounted segments in bytes.</param>
/// <param name="Segments">Number of mounted segments.</param>
/// <param name="Clients">Number of clients of the cluster, with or without a segment.</param>
/// <param name="Evictions">Number of objects evicted since the cluster was opened.</param>
/// <param name="EvictedBytes">Total size of the objects evicted since the cluster was opened, in bytes.</param>
/// <param name="Puts">Number of objects stored since the cluster was opened; a put under an existing key does not count.</param>
/// <param name="Removals">Number of objects removed by calls or with a leaving client since the cluster was opened.</param>
/// <param name="Expirations">Number of expired objects reclaimed since the cluster was opened.</param>
/// <param name="Hits">Number of reads of an object's bytes that found it, since the cluster was opened.</param>
/// <param name="Misses">Number of reads of an object's bytes that found none, since the cluster was opened.</param>
public readonly record struct EmbeddedStatistics(
    long Objects,
    long UsedBytes,
    long CapacityBytes,
    int Segments,
    int Clients,
    long Evictions,
    long EvictedBytes,
    long Puts,
    long Removals,
    long Expirations,
    long Hits,
    long Misses);
