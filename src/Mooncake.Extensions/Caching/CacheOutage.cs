namespace Mooncake;

/// <summary>What the distributed cache does while the store is unavailable or not open.</summary>
public enum CacheOutage
{
    /// <summary>Reads find nothing, and writes are dropped.</summary>
    Miss = 0,

    /// <summary>Calls throw a <see cref="StoreException"/>.</summary>
    Throw = 1,
}
