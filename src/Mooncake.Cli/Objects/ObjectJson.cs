using System.Text.Json.Serialization;

namespace Mooncake.Cli.Objects;

/// <summary>The JSON documents of the commands in this folder.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExistsReport))]
[JsonSerializable(typeof(StatReport))]
[JsonSerializable(typeof(WhereReport))]
[JsonSerializable(typeof(ListReport))]
[JsonSerializable(typeof(CountReport))]
[JsonSerializable(typeof(GetReport))]
[JsonSerializable(typeof(PutReport))]
[JsonSerializable(typeof(RemoveReport))]
[JsonSerializable(typeof(RemovalReport))]
[JsonSerializable(typeof(CopyReport))]
internal sealed partial class ObjectJson : JsonSerializerContext;
