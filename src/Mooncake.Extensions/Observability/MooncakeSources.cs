namespace Mooncake.Observability;

/// <summary>The names of the SDK's meters and activity sources.</summary>
internal static class MooncakeSources
{
    /// <summary>The meters of all packages.</summary>
    internal static string[] Meters { get; } = ["Mooncake.Sdk", CacheInstruments.Name, "Mooncake.Server", "Mooncake.Llm"];

    /// <summary>The activity sources.</summary>
    internal static string[] Activities { get; } = ["Mooncake.Sdk"];
}
