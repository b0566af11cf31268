using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Mooncake.Keys;

namespace Mooncake.Caching;

/// <summary>
/// The key of an entry in the store: <c>cache/</c>, the instance name and the caller's key, with control characters, <c>%</c> and commas
/// percent-encoded. A key that the store does not accept is replaced by its hash, and the entry contains the key itself.
/// </summary>
/// <param name="Instance">The instance name.</param>
/// <param name="Text">The caller's key, or its SHA-256 in hexadecimal digits.</param>
/// <param name="Use">The kind of object.</param>
/// <param name="Original">The caller's key, if <paramref name="Text"/> is a hash; otherwise null.</param>
internal readonly record struct CacheKey(string Instance, string Text, CacheKeyUse Use, string? Original) : IStoreKey<CacheKey>
{
    /// <summary>The most bytes that one UTF-16 code unit takes: three bytes of UTF-8, each as <c>%XX</c>.</summary>
    private const int MostBytesOfAChar = 9;

    // Nothing follows the key, so it has no separators.
    private static readonly KeyEscapes Escapes = new("");

    /// <inheritdoc/>
    public static string Template => "cache/{Key}";

    /// <summary>The key of an entry.</summary>
    /// <param name="instance">The instance name.</param>
    /// <param name="key">The caller's key, any string.</param>
    /// <param name="maxBytes">The longest key that the store accepts, in bytes.</param>
    internal static CacheKey Of(string instance, string key, int maxBytes) =>
        IsAcceptable(instance, key, maxBytes)
            ? new CacheKey(instance, key, CacheKeyUse.Entry, Original: null)
            : new CacheKey(instance, HashOf(key), CacheKeyUse.HashedEntry, key);

    /// <summary>The key of the object that records when a sliding entry was last used.</summary>
    internal CacheKey LastUse() => this with { Use = Use == CacheKeyUse.HashedEntry ? CacheKeyUse.HashedLastUse : CacheKeyUse.LastUse };

    /// <inheritdoc/>
    public static bool TryFormat(ref KeyWriter writer, in CacheKey key) =>
        writer.TryAppendLiteral(PrefixOf(key.Use))
        && writer.TryAppendText(key.Instance, Escapes)
        && writer.TryAppendText(key.Text, Escapes);

    /// <inheritdoc/>
    public static bool TryFormatPrefix(ref KeyWriter writer, in CacheKey key, int parts) => writer.TryAppendLiteral(PrefixOf(key.Use));

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> text, out CacheKey key)
    {
        // Entries are not listed, and several keys have one hash.
        key = default;
        return false;
    }

    private static ReadOnlySpan<byte> PrefixOf(CacheKeyUse use) => use switch
    {
        CacheKeyUse.LastUse => "cache-use/"u8,
        CacheKeyUse.HashedEntry => "cache-sha256/"u8,
        CacheKeyUse.HashedLastUse => "cache-sha256-use/"u8,
        _ => "cache/"u8,
    };

    private static bool IsAcceptable(string instance, string key, int maxBytes)
    {
        // The longest prefix counts, so that both objects of an entry have the same form.
        int room = maxBytes - PrefixOf(CacheKeyUse.HashedLastUse).Length;
        int length = instance.Length + key.Length;
        return length <= room && !HasLoneSurrogate(key) && (length * (long)MostBytesOfAChar <= room || LengthOf(instance, key) <= room);
    }

    private static int LengthOf(string instance, string key)
    {
        byte[] scratch = ArrayPool<byte>.Shared.Rent(checked((instance.Length + key.Length) * MostBytesOfAChar));
        KeyWriter writer = new(scratch);
        _ = writer.TryAppendText(instance, Escapes) && writer.TryAppendText(key, Escapes);
        ArrayPool<byte>.Shared.Return(scratch);
        return writer.Written;
    }

    private static bool HasLoneSurrogate(string key)
    {
        int first = key.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (int i = first; i >= 0 && i < key.Length; i++)
        {
            if (!char.IsSurrogate(key[i]))
            {
                continue;
            }

            if (i + 1 == key.Length || !char.IsSurrogatePair(key[i], key[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }

    private static string HashOf(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan()), hash);
        return Convert.ToHexStringLower(hash);
    }
}
