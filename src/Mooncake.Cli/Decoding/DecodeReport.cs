using System.Text.Json;

namespace Mooncake.Cli.Decoding;

/// <summary>The answer of <see cref="DecodeCommand"/>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Bytes">The object's size.</param>
/// <param name="Trailer"><c>intact</c>, <c>damaged</c> or <c>none</c>.</param>
/// <param name="Level">What the checksum covers.</param>
/// <param name="Fingerprint">The fingerprint of the stored shape.</param>
/// <param name="Type">The type that the members were read as; null if they were not read.</param>
/// <param name="IsAmbiguous">Whether the bytes can be read in another way as well.</param>
/// <param name="Value">The members.</param>
/// <param name="Problem">Why the members were not read; null if they were, or no shapes were given.</param>
internal sealed record DecodeReport(
    string Key,
    long Bytes,
    string Trailer,
    string? Level,
    string? Fingerprint,
    string? Type,
    bool? IsAmbiguous,
    JsonElement? Value,
    string? Problem);
