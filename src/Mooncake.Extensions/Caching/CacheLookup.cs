using System.Buffers;
using Mooncake.Keys;

namespace Mooncake.Caching;

/// <summary>A key, and what a read does with the entry.</summary>
/// <param name="Key">The key.</param>
/// <param name="Now">The time, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="Delivery">Where the value goes.</param>
/// <param name="Destination">The writer that receives the value, if <paramref name="Delivery"/> requires one.</param>
/// <param name="DecidesSliding">True if a sliding entry that was not used since it was stored may have expired.</param>
internal readonly record struct CacheLookup(
    CacheKey Key, long Now, CacheDelivery Delivery, IBufferWriter<byte>? Destination, bool DecidesSliding) : IStoreKey<CacheLookup>
{
    /// <inheritdoc/>
    public static string Template => CacheKey.Template;

    /// <inheritdoc/>
    public static bool TryFormat(ref KeyWriter writer, in CacheLookup key) => CacheKey.TryFormat(ref writer, key.Key);

    /// <inheritdoc/>
    public static bool TryFormatPrefix(ref KeyWriter writer, in CacheLookup key, int parts) =>
        CacheKey.TryFormatPrefix(ref writer, key.Key, parts);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> text, out CacheLookup key)
    {
        key = default;
        return false;
    }
}
