using System.Text.Json.Serialization;

namespace Mooncake.Cli.Decoding;

/// <summary>The JSON documents of the commands in this folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DecodeReport))]
internal sealed partial class DecodeJson : JsonSerializerContext;
