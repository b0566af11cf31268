namespace Mooncake.Embedded;

/// <summary>A cluster's figures, gathered part by part: exact when nothing else runs, close to it otherwise.</summary>
/// <param name="Objects">Objects that a read can find.</param>
/// <param name="UsedBytes">Bytes taken in the segments, rounded up to the allocator's granules; replicas and keys of more than 48 bytes are included.</param>
/// <param name="CapacityBytes">Bytes that the mounted segments hold in all.</param>
/// <param name="Segments">Mounted segments.</param>
/// <param name="Clients">Clients of the cluster, with a segment or without.</param>
/// <param name="Evictions">Objects evicted since the cluster was opened.</param>
/// <param name="EvictedBytes">Sizes of the objects evicted since the cluster was opened, in bytes.</param>
/// <param name="Puts">Objects stored since the cluster was opened; a put under a key that existed does not count.</param>
/// <param name="Removals">Objects removed by calls or with a leaving client since the cluster was opened.</param>
/// <param name="Expirations">Expired objects that were reclaimed since the cluster was opened.</param>
/// <param name="Hits">Reads of an object's bytes that found it, since the cluster was opened.</param>
/// <param name="Misses">Reads of an object's bytes that found none, since the cluster was opened.</param>
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
