namespace Mooncake.Caching;

/// <summary>Whether what was read under a key is an entry that counts.</summary>
internal enum CacheReadState : byte
{
    /// <summary>It has not expired; its value was delivered.</summary>
    Live = 0,

    /// <summary>It has expired.</summary>
    Expired = 1,

    /// <summary>Only the record of its last use shows whether it has expired; its value was not delivered.</summary>
    Undecided = 2,

    /// <summary>It is the entry of another key with the same hash.</summary>
    OtherKey = 3,
}
