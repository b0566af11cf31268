using System.Globalization;
using System.Text;
using Mooncake.Integrity;

namespace Mooncake.Cli.Decoding;

/// <summary>What the last 16 bytes of an object say.</summary>
/// <param name="Verdict"><c>intact</c>, <c>damaged</c> or <c>none</c>.</param>
/// <param name="Level">What the checksum covers: <c>Checksum</c> or <c>Identity</c>; null without a trailer.</param>
/// <param name="Fingerprint">The fingerprint of the stored shape; null without a trailer.</param>
/// <param name="PayloadBytes">The size of the payload.</param>
internal sealed record TrailerFinding(string Verdict, string? Level, ulong? Fingerprint, int PayloadBytes)
{
    /// <summary>The fingerprint as text, 16 hexadecimal digits; null without a trailer.</summary>
    internal string? FingerprintText => Fingerprint?.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Whether the payload may be read.</summary>
    internal bool IsReadable => Verdict != "damaged";

    /// <summary>Checks an object.</summary>
    /// <param name="key">Its key, which the checksum covers too.</param>
    /// <param name="stored">All its bytes.</param>
    internal static TrailerFinding Of(string key, ReadOnlySpan<byte> stored)
    {
        if (!StoreTrailer.TryReadFingerprint(stored, out ulong fingerprint))
        {
            return new TrailerFinding("none", null, null, stored.Length);
        }

        byte[] name = Encoding.UTF8.GetBytes(key);
        StoreErrorCode code = StoreTrailer.Check(stored, name, StoreIntegrity.Identity, isOptional: false, [fingerprint], out _);
        int payload = stored.Length - StoreTrailer.Size;
        string level = StoreTrailer.IsSummed(stored, payload) ? nameof(StoreIntegrity.Checksum) : nameof(StoreIntegrity.Identity);
        return new TrailerFinding(code == StoreErrorCode.Ok ? "intact" : "damaged", level, fingerprint, payload);
    }
}
