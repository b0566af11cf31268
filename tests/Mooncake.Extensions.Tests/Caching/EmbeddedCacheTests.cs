namespace Mooncake.Caching.Tests;

/// <summary>On the embedded engine, which expires entries itself.</summary>
public sealed class EmbeddedCacheTests : DistributedCacheSuite
{
    protected override MooncakeStoreOptions Options() => Parse("embedded://?segment=32MiB");

    /// <summary>Parses a connection string.</summary>
    internal static MooncakeStoreOptions Parse(string connectionString) => MooncakeStoreOptions.Parse(connectionString).GetValueOrThrow();
}
