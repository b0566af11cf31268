using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Integrity;

/// <summary>
/// The 16 bytes after an object's payload that identify the shape and protect payload and key: magic (2), version (1), flags (1), schema
/// fingerprint (8), CRC-32C (4), numbers in little-endian order.
/// </summary>
/// <remarks>
/// The CRC covers the key's bytes, then the payload (<see cref="StoreIntegrity.Checksum"/>) or its length as 8 bytes
/// (<see cref="StoreIntegrity.Identity"/>), then the trailer's first 12 bytes. docs/format.md is the specification. Stateless; nothing is
/// allocated; all members may be called from any thread.
/// </remarks>
internal static class StoreTrailer
{
    /// <summary>The size of a trailer in bytes.</summary>
    internal const int Size = 16;

    /// <summary>
    /// The trailer's first two bytes, F5 4D. F5 never occurs in UTF-8, so text at a payload's end cannot look like a trailer.
    /// </summary>
    internal const ushort Magic = 0x4DF5;

    /// <summary>The version that is written, and the only one that is read.</summary>
    internal const byte Version = 1;

    /// <summary>The flag of an object whose CRC covers the payload's length and not its bytes. All other bits are zero.</summary>
    internal const byte IdentityFlag = 0x01;

    private const int VersionOffset = 2;
    private const int FlagsOffset = 3;
    private const int FingerprintOffset = 4;
    private const int HeadSize = 12;

    /// <summary>The number of bytes that a level adds to a payload.</summary>
    /// <param name="level">The type's level.</param>
    internal static int SizeAt(StoreIntegrity level) => level == StoreIntegrity.None ? 0 : Size;

    /// <summary>Reads the fingerprint of an object that ends in a trailer, to check objects whose type is not known.</summary>
    /// <param name="stored">All bytes of the object.</param>
    /// <param name="fingerprint">The fingerprint; 0 without a trailer.</param>
    /// <returns>True if the object ends in what looks like a trailer: of bytes without one, one in two thousand million does.</returns>
    internal static bool TryReadFingerprint(ReadOnlySpan<byte> stored, out ulong fingerprint)
    {
        fingerprint = 0;
        if (stored.Length < Size)
        {
            return false;
        }

        ReadOnlySpan<byte> trailer = stored[^Size..];
        bool isTrailer = BinaryPrimitives.ReadUInt16LittleEndian(trailer) == Magic
            && trailer[VersionOffset] == Version
            && (trailer[FlagsOffset] & ~IdentityFlag) == 0;
        fingerprint = isTrailer ? BinaryPrimitives.ReadUInt64LittleEndian(trailer[FingerprintOffset..]) : 0;
        return isTrailer;
    }

    /// <summary>Writes the trailer of a payload.</summary>
    /// <param name="destination">The <see cref="Size"/> bytes after the payload.</param>
    /// <param name="level">The type's level; <see cref="StoreIntegrity.None"/> has no trailer.</param>
    /// <param name="fingerprint">The fingerprint of the shape that was written.</param>
    /// <param name="key">The key's UTF-8 bytes, without a NUL.</param>
    /// <param name="payload">The payload; at <see cref="StoreIntegrity.Identity"/> only its length is used.</param>
    /// <exception cref="ArgumentOutOfRangeException">The destination is too short, or the level has no trailer.</exception>
    internal static void Write(
        Span<byte> destination, StoreIntegrity level, ulong fingerprint, ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload)
    {
        byte flags = level switch
        {
            StoreIntegrity.Checksum => 0,
            StoreIntegrity.Identity => IdentityFlag,
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Only Checksum and Identity have a trailer."),
        };

        Write(destination, flags, fingerprint, Sum(flags, key, payload, copyTo: default));
    }

    /// <summary>
    /// Writes the trailer at <see cref="StoreIntegrity.Checksum"/> of a payload whose CRC was computed while it was copied
    /// (<see cref="Crc32C.CopyAndAppend(uint, ReadOnlySpan{byte}, Span{byte})"/>).
    /// </summary>
    /// <param name="destination">The <see cref="Size"/> bytes behind the payload.</param>
    /// <param name="fingerprint">The fingerprint of the shape that was written.</param>
    /// <param name="crcOfKeyAndPayload">The CRC of the key's bytes and then all of the payload's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The destination is too short.</exception>
    internal static void WriteSummed(Span<byte> destination, ulong fingerprint, uint crcOfKeyAndPayload)
        => Write(destination, 0, fingerprint, crcOfKeyAndPayload);

    /// <summary>Finds the payload of an object that was read, and checks whether it is what was written under this key.</summary>
    /// <remarks>
    /// The CRC is checked before the fingerprint, so that damage is not mistaken for another schema. A trailer is recognized by its magic
    /// or by an accepted fingerprint in its place, so that no single damaged field turns a protected object of a type with an optional
    /// trailer into an unprotected one. An object is checked at the level at which it was written; less than the type's level is rejected
    /// unless the trailer is optional.
    /// </remarks>
    /// <param name="stored">All bytes of the object. They must not change until the payload was used.</param>
    /// <param name="key">The UTF-8 bytes of the requested key, without a NUL.</param>
    /// <param name="level">The type's level; at <see cref="StoreIntegrity.None"/> all bytes are payload, unchecked.</param>
    /// <param name="isOptional">True if objects without a trailer, or with one of a lower level, are accepted.</param>
    /// <param name="acceptedFingerprints">The fingerprints that the reader can read, its own last; not empty.</param>
    /// <param name="payloadLength">The number of the object's first bytes that are the payload; 0 unless the result is Ok.</param>
    /// <returns>
    /// Ok; TrailerMissing: there is none (or the object was cut or extended); MalformedTrailer: damaged, or of a newer writer;
    /// IntegrityMismatch: damaged, or another key's; FingerprintMismatch: intact, but of another shape;
    /// IntegrityLevelTooLow: intact, but its payload is not covered and the type demands that it is.
    /// </returns>
    internal static StoreErrorCode Check(
        ReadOnlySpan<byte> stored,
        ReadOnlySpan<byte> key,
        StoreIntegrity level,
        bool isOptional,
        ReadOnlySpan<ulong> acceptedFingerprints,
        out int payloadLength) =>
        Check(stored, key, level, isOptional, acceptedFingerprints, copyTo: default, out payloadLength, out _);

    /// <summary>True if a checksum covered the payload of an object that passed its check.</summary>
    /// <param name="stored">All bytes of the object.</param>
    /// <param name="payloadLength">The payload's length, from the check.</param>
    internal static bool IsSummed(ReadOnlySpan<byte> stored, int payloadLength) =>
        payloadLength + Size == stored.Length && (stored[payloadLength + FlagsOffset] & IdentityFlag) == 0;

    /// <summary>
    /// As <see cref="Check(ReadOnlySpan{byte}, ReadOnlySpan{byte}, StoreIntegrity, bool, ReadOnlySpan{ulong}, out int)"/>, with the payload
    /// copied: a payload that is summed is copied on the way.
    /// </summary>
    /// <param name="stored">All bytes of the object.</param>
    /// <param name="key">The key's bytes.</param>
    /// <param name="level">The type's level.</param>
    /// <param name="isOptional">True if objects without a trailer, or with one of a lower level, are accepted.</param>
    /// <param name="acceptedFingerprints">The fingerprints that the reader can read.</param>
    /// <param name="copyTo">The destination of the payload: at least as long as the object. Undefined unless the result is Ok.</param>
    /// <param name="payloadLength">The payload's length.</param>
    internal static StoreErrorCode CheckAndCopy(
        ReadOnlySpan<byte> stored,
        ReadOnlySpan<byte> key,
        StoreIntegrity level,
        bool isOptional,
        ReadOnlySpan<ulong> acceptedFingerprints,
        Span<byte> copyTo,
        out int payloadLength)
    {
        StoreErrorCode code = Check(stored, key, level, isOptional, acceptedFingerprints, copyTo, out payloadLength, out bool isSummed);
        if (code == StoreErrorCode.Ok && !isSummed)
        {
            stored[..payloadLength].CopyTo(copyTo);
        }

        return code;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StoreErrorCode Check(
        ReadOnlySpan<byte> stored,
        ReadOnlySpan<byte> key,
        StoreIntegrity level,
        bool isOptional,
        ReadOnlySpan<ulong> acceptedFingerprints,
        Span<byte> copyTo,
        out int payloadLength,
        out bool isSummed)
    {
        payloadLength = 0;
        isSummed = false;
        if (level == StoreIntegrity.None)
        {
            payloadLength = stored.Length;
            return StoreErrorCode.Ok;
        }

        if (stored.Length < Size)
        {
            return WithoutTrailer(stored, isOptional, out payloadLength);
        }

        ReadOnlySpan<byte> payload = stored[..^Size];
        ReadOnlySpan<byte> trailer = stored[^Size..];
        bool isMagic = BinaryPrimitives.ReadUInt16LittleEndian(trailer) == Magic;
        byte flags = trailer[FlagsOffset];
        bool isKnown = isMagic && trailer[VersionOffset] == Version && (flags & ~IdentityFlag) == 0;
        ulong fingerprint = BinaryPrimitives.ReadUInt64LittleEndian(trailer[FingerprintOffset..]);
        bool isAccepted = fingerprint == acceptedFingerprints[^1] || acceptedFingerprints.Contains(fingerprint);

        if (!isKnown)
        {
            // One in 65,536 payloads without a trailer ends in the magic by chance: if such payloads are accepted, the magic alone proves
            // nothing. The fingerprint in its place proves that a trailer was written.
            bool isTrailer = isAccepted || (isMagic && !isOptional);
            return isTrailer ? StoreErrorCode.MalformedTrailer : WithoutTrailer(stored, isOptional, out payloadLength);
        }

        isSummed = flags != IdentityFlag;
        uint crc = Crc32C.Append(Sum(flags, key, payload, copyTo), trailer[..HeadSize]);
        if (crc != BinaryPrimitives.ReadUInt32LittleEndian(trailer[HeadSize..]))
        {
            return StoreErrorCode.IntegrityMismatch;
        }

        if (!isAccepted)
        {
            return StoreErrorCode.FingerprintMismatch;
        }

        if (level == StoreIntegrity.Checksum && flags == IdentityFlag && !isOptional)
        {
            return StoreErrorCode.IntegrityLevelTooLow;
        }

        payloadLength = payload.Length;
        return StoreErrorCode.Ok;
    }

    private static StoreErrorCode WithoutTrailer(ReadOnlySpan<byte> stored, bool isOptional, out int payloadLength)
    {
        payloadLength = isOptional ? stored.Length : 0;
        return isOptional ? StoreErrorCode.Ok : StoreErrorCode.TrailerMissing;
    }

    private static uint Sum(byte flags, ReadOnlySpan<byte> key, ReadOnlySpan<byte> payload, Span<byte> copyTo)
    {
        uint crc = Crc32C.Append(0, key);
        if (flags != IdentityFlag)
        {
            return copyTo.IsEmpty ? Crc32C.Append(crc, payload) : Crc32C.CopyAndAppend(crc, payload, copyTo);
        }

        // Not stackalloc: beside memory on the stack, a method copies its spans behind a guard first, and this one becomes a part of Check.
        long length = BitConverter.IsLittleEndian ? payload.Length : BinaryPrimitives.ReverseEndianness((long)payload.Length);
        return Crc32C.Append(crc, MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in length)));
    }

    private static void Write(Span<byte> destination, byte flags, ulong fingerprint, uint crcOfKeyAndPayload)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, Size, nameof(destination));
        BinaryPrimitives.WriteUInt16LittleEndian(destination, Magic);
        destination[VersionOffset] = Version;
        destination[FlagsOffset] = flags;
        BinaryPrimitives.WriteUInt64LittleEndian(destination[FingerprintOffset..], fingerprint);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[HeadSize..], Crc32C.Append(crcOfKeyAndPayload, destination[..HeadSize]));
    }
}
