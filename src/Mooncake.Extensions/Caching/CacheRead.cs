namespace Mooncake.Caching;

/// <summary>What a read found under a key.</summary>
/// <param name="State">Whether it is an entry that counts.</param>
/// <param name="Expiration">When it expires.</param>
/// <param name="StoredAt">When it was stored, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="Bytes">The value, if an array was requested and the entry counts; otherwise null.</param>
internal readonly record struct CacheRead(CacheReadState State, CacheExpiration Expiration, long StoredAt, byte[]? Bytes);
