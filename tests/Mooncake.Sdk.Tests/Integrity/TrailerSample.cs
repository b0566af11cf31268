using Mooncake.Integrity;

namespace Mooncake.Sdk.Tests.Integrity;

/// <summary>Objects with trailers, and a reader of them, for the tests of <see cref="StoreTrailer"/>.</summary>
internal static class TrailerSample
{
    internal const ulong Fingerprint = 0x0123_4567_89AB_CDEF;
    internal const ulong OlderFingerprint = 0x1111_2222_3333_4444;
    internal const ulong ForeignFingerprint = 0x9999_AAAA_BBBB_CCCC;

    /// <summary>What the reader accepts: the shape's prefix and the shape itself.</summary>
    internal static readonly ulong[] Accepted = [OlderFingerprint, Fingerprint];

    internal static readonly byte[] Key = "demo/7"u8.ToArray();

    internal static readonly byte[] Payload = [2, 7, 0, 0, 0, 0xFB, 0xFF, 0xFF, 0xFF, 4, 0, 0, 0, 0x6D, 0x6F, 0x6F, 0x6E];

    internal static byte[] Object(StoreIntegrity level, ulong fingerprint = Fingerprint)
        => Object(level, fingerprint, Key, Payload);

    internal static byte[] Object(StoreIntegrity level, ulong fingerprint, byte[] key, byte[] payload)
    {
        byte[] stored = [.. payload, .. new byte[StoreTrailer.Size]];
        StoreTrailer.Write(stored.AsSpan(payload.Length), level, fingerprint, key, payload);
        return stored;
    }

    /// <summary>What the check says, once it was seen to say the same where it copies, and to copy all of the payload then.</summary>
    internal static (StoreErrorCode Code, int PayloadLength) Check(
        ReadOnlySpan<byte> stored,
        StoreIntegrity level = StoreIntegrity.Checksum,
        bool isOptional = false)
    {
        StoreErrorCode code = StoreTrailer.Check(stored, Key, level, isOptional, Accepted, out int payloadLength);
        byte[] copy = new byte[stored.Length];
        Assert.Equal((code, payloadLength), (StoreTrailer.CheckAndCopy(stored, Key, level, isOptional, Accepted, copy, out int copiedLength), copiedLength));
        Assert.True(code != StoreErrorCode.Ok || stored[..payloadLength].SequenceEqual(copy.AsSpan(0, payloadLength)));
        return (code, payloadLength);
    }
}
