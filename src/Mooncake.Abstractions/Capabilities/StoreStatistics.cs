namespace Mooncake;

/// <summary>What an engine holds and has done. Counts begin when the engine is opened.</summary>
/// <param name="Objects">Objects that a read can find.</param>
/// <param name="UsedBytes">Bytes that objects take, replicas and rounding included.</param>
/// <param name="CapacityBytes">Bytes that objects can take in all; 0 if the engine sets no limit.</param>
/// <param name="Evictions">Objects that the engine removed to make room.</param>
/// <param name="Expirations">Expired objects whose memory was reclaimed.</param>
/// <param name="Hits">Reads of an object's bytes that found it.</param>
/// <param name="Misses">Reads of an object's bytes that found none.</param>
public readonly record struct StoreStatistics(
    long Objects,
    long UsedBytes,
    long CapacityBytes,
    long Evictions,
    long Expirations,
    long Hits,
    long Misses);
