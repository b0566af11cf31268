using System.Text.Json.Serialization;

namespace Mooncake.Cli.Hitrate;

/// <summary>The JSON documents of the command in this folder.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HitrateReport))]
internal sealed partial class HitrateJson : JsonSerializerContext;
