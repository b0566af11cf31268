using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Caching.Hybrid;

namespace WebCache;

/// <summary>Keeps the responses of ASP.NET Core's output cache in HybridCache, and so in the store.</summary>
internal sealed class HybridOutputCacheStore(HybridCache cache) : IOutputCacheStore
{
    private static readonly HybridCacheEntryOptions ReadOnly = new() { Flags = HybridCacheEntryFlags.DisableUnderlyingData };

    /// <inheritdoc/>
    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) =>
        await cache.GetOrCreateAsync(
            KeyOf(key), static _ => new ValueTask<byte[]?>((byte[]?)null), ReadOnly, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken) =>
        cache.SetAsync(KeyOf(key), value, new HybridCacheEntryOptions { Expiration = validFor }, tags, cancellationToken);

    /// <inheritdoc/>
    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) => cache.RemoveByTagAsync(tag, cancellationToken);

    // The output cache separates the parts of its keys by control characters, which HybridCache does not accept.
    private static string KeyOf(string key) => "output/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
