using System.Text.Json.Serialization;

namespace Mooncake.Cli.Durable;

/// <summary>The JSON documents of the commands in this folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VerifyReport))]
[JsonSerializable(typeof(CheckpointReport))]
[JsonSerializable(typeof(CompactReport))]
internal sealed partial class DurableJson : JsonSerializerContext;
