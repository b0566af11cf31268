using System.Text.Json.Serialization;

namespace Mooncake.Cli.Stores;

/// <summary>The JSON documents of the commands in this folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PingReport))]
[JsonSerializable(typeof(DescribeReport))]
internal sealed partial class StoreJson : JsonSerializerContext;
