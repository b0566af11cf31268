using System.Text.Json.Serialization;

namespace KvCacheReplay;

/// <summary>One request of a trace, as a line of Mooncake's FAST'25 release has it.</summary>
/// <param name="Timestamp">Arrival in milliseconds.</param>
/// <param name="InputLength">Tokens of the prompt.</param>
/// <param name="OutputLength">Tokens generated.</param>
/// <param name="HashIds">The prompt's prefix blocks of 512 tokens; the same id is the same block.</param>
internal sealed record TraceRequest(
    [property: JsonPropertyName("timestamp")] long Timestamp,
    [property: JsonPropertyName("input_length")] int InputLength,
    [property: JsonPropertyName("output_length")] int OutputLength,
    [property: JsonPropertyName("hash_ids")] ulong[] HashIds);
