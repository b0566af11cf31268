namespace Mooncake.Cli.Frame;

/// <summary>Names the engine of a store.</summary>
internal static class EngineName
{
    /// <summary>The engine's name: <c>embedded</c>, <c>cluster</c>, or the scheme of a registered engine, such as <c>durable</c>.</summary>
    /// <param name="store">The store.</param>
    internal static string Of(MooncakeStore store) => store.Engine == StoreEngine.Registered
        ? store.Session.Options.Registered.Scheme ?? "registered"
        : store.Engine.ToString().ToLowerInvariant();
}
