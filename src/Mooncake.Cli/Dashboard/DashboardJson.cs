using System.Text.Json.Serialization;

namespace Mooncake.Cli.Dashboard;

/// <summary>The answers of the dashboard as JSON. Characters that HTML uses are escaped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeyPage))]
[JsonSerializable(typeof(ValuePage))]
[JsonSerializable(typeof(ErrorPage))]
internal sealed partial class DashboardJson : JsonSerializerContext;
