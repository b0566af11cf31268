namespace Mooncake.Caching;

/// <summary>Where the value of an entry goes.</summary>
internal enum CacheDelivery : byte
{
    /// <summary>Nowhere: only the entry's expiration matters.</summary>
    None = 0,

    /// <summary>To a new array.</summary>
    Array = 1,

    /// <summary>To a buffer writer.</summary>
    Writer = 2,
}
