namespace Mooncake.Caching;

/// <summary>What is stored under a key of the cache.</summary>
internal enum CacheKeyUse : byte
{
    /// <summary>An entry.</summary>
    Entry = 0,

    /// <summary>When an entry was last used.</summary>
    LastUse = 1,

    /// <summary>An entry whose key is a hash.</summary>
    HashedEntry = 2,

    /// <summary>When an entry whose key is a hash was last used.</summary>
    HashedLastUse = 3,
}
