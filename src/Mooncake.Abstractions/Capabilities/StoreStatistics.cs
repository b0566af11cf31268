namespace Mooncake;

/// <summary>Statistics of an engine. Counts begin when the engine is opened.</summary>
/// <param name="Objects">Number of objects that a read can find.</param>
/// <param name="UsedBytes">Bytes that objects occupy, replicas and rounding included.</param>
/// <param name="CapacityBytes">Bytes that objects can occupy in total; 0 if the engine sets no limit.</param>
/// <param name="Evictions">Number of objects that the engine removed to make room.</param>
/// <param name="Expirations">Number of expired objects whose memory was reclaimed.</param>
/// <param name="Hits">Number of reads of an object's bytes that found it.</param>
/// <param name="Misses">Number of reads of an object's bytes that found none.</param>
public readonly record struct StoreStatistics(
    long Objects,
    long UsedBytes,
    long CapacityBytes,
    long Evictions,
    long Expirations,
    long Hits,
    long Misses);
