using System.Text.Json.Serialization;

namespace Mooncake.Cli.Monitoring;

/// <summary>Live figures as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LiveFigures))]
[JsonSerializable(typeof(LiveHistory))]
internal sealed partial class LiveJson : JsonSerializerContext;
