namespace Mooncake.Cli.Frame;

/// <summary>Names the engine of a store.</summary>
internal static class EngineName
{
    /// <summary>The scheme of the engine's connection strings, such as <c>embedded</c>, <c>mooncake</c> or <c>durable</c>.</summary>
    /// <param name="store">The store.</param>
    internal static string Of(MooncakeStore store) => store.Engine switch
    {
        StoreEngine.Cluster => "mooncake",
        StoreEngine.Registered => store.Session.Options.Registered.Scheme ?? "registered",
        _ => "embedded",
    };
}
