using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Mooncake.Integrity;

namespace Mooncake.Caching;

/// <summary>
/// The bytes of an entry: a header of 36 bytes, the caller's key in UTF-16 if the key in the store is a hash, the value, and the trailer
/// of all objects, whose checksum covers key and bytes. Numbers are little-endian.
/// </summary>
/// <remarks>
/// Header: magic (4 bytes), version (1), reserved (3), absolute expiration (8), sliding window (8), time of storing (8). The last four
/// bytes before the caller's key are its length in bytes.
/// </remarks>
internal static class CacheFormat
{
    /// <summary>The size of the header in bytes, with the length of the caller's key.</summary>
    internal const int HeaderSize = 36;

    /// <summary>Identifies the trailers of entries, as the fingerprints of records do.</summary>
    internal const ulong Fingerprint = 0x4D43_4143_4845_0001;

    private const uint Magic = 0x4843_434D; // "MCCH"
    private const byte Version = 1;

    private const int AtOffset = 8;
    private const int WindowOffset = 16;
    private const int StoredAtOffset = 24;
    private const int OriginalLengthOffset = 32;

    /// <summary>The size of an entry's object in bytes; may exceed every limit.</summary>
    internal static long SizeOf(in CacheEntry entry) =>
        HeaderSize + ((entry.Original?.Length ?? 0) * (long)sizeof(char)) + entry.Value.Length + StoreTrailer.Size;

    /// <summary>Writes an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="key">The bytes of its key in the store.</param>
    /// <param name="destination">Exactly as long as <see cref="SizeOf"/> states.</param>
    internal static void Write(in CacheEntry entry, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        Span<byte> payload = destination[..^StoreTrailer.Size];
        ReadOnlySpan<byte> original = MemoryMarshal.AsBytes(entry.Original.AsSpan());
        BinaryPrimitives.WriteUInt32LittleEndian(payload, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(payload[AtOffset..], entry.Expiration.At);
        BinaryPrimitives.WriteInt64LittleEndian(payload[WindowOffset..], entry.Expiration.Window);
        BinaryPrimitives.WriteInt64LittleEndian(payload[StoredAtOffset..], entry.StoredAt);
        BinaryPrimitives.WriteInt32LittleEndian(payload[OriginalLengthOffset..], original.Length);
        original.CopyTo(payload[HeaderSize..]);
        entry.Value.CopyTo(payload[(HeaderSize + original.Length)..]);
        StoreTrailer.Write(destination[payload.Length..], StoreIntegrity.Checksum, Fingerprint, key, payload);
    }

    /// <summary>Reads the header, once the trailer's check has been passed.</summary>
    /// <param name="payload">The object without its trailer.</param>
    /// <param name="expiration">When the entry expires.</param>
    /// <param name="storedAt">When it was stored.</param>
    /// <param name="original">The caller's key in UTF-16, if the key in the store is a hash; otherwise empty.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if the bytes are not an entry of this version.</returns>
    internal static bool TryRead(
        ReadOnlySpan<byte> payload,
        out CacheExpiration expiration,
        out long storedAt,
        out ReadOnlySpan<byte> original,
        out ReadOnlySpan<byte> value)
    {
        expiration = default;
        storedAt = 0;
        original = value = default;
        if (payload.Length < HeaderSize
            || BinaryPrimitives.ReadUInt32LittleEndian(payload) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]) != Version)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(payload[OriginalLengthOffset..]);
        if (length < 0 || length > payload.Length - HeaderSize)
        {
            return false;
        }

        expiration = new CacheExpiration(
            BinaryPrimitives.ReadInt64LittleEndian(payload[AtOffset..]), BinaryPrimitives.ReadInt64LittleEndian(payload[WindowOffset..]));
        storedAt = BinaryPrimitives.ReadInt64LittleEndian(payload[StoredAtOffset..]);
        original = payload.Slice(HeaderSize, length);
        value = payload[(HeaderSize + length)..];
        return true;
    }
}
