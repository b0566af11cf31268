using System.Buffers;

namespace Mooncake.Caching;

/// <summary>An entry to be stored.</summary>
/// <param name="Value">The caller's bytes; may be empty.</param>
/// <param name="Expiration">When it expires.</param>
/// <param name="StoredAt">When it is stored, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="Original">The caller's key, if the key in the store is a hash; otherwise null.</param>
internal readonly record struct CacheEntry(ReadOnlySequence<byte> Value, CacheExpiration Expiration, long StoredAt, string? Original);
