using Mooncake.Support;
using Mooncake.Testing;

namespace Mooncake.Caching.Tests;

/// <summary>On the embedded engine, which expires entries itself.</summary>
public sealed class EmbeddedCacheTests : DistributedCacheSuite
{
    protected override MooncakeStoreOptions Options() => Parse("embedded://?segment=32MiB");

    /// <summary>Parses a connection string.</summary>
    internal static MooncakeStoreOptions Parse(string connectionString) => MooncakeStoreOptions.Parse(connectionString).GetValueOrThrow();
}

/// <summary>On the embedded engine with round trips: calls are made by lanes.</summary>
public sealed class PipelinedCacheTests : DistributedCacheSuite
{
    protected override MooncakeStoreOptions Options()
    {
        MooncakeStoreOptions options = EmbeddedCacheTests.Parse("embedded://?segment=32MiB");
        options.DecorateBackend = static engine => new LatencyBackend(engine, TimeSpan.Zero);
        return options;
    }
}

/// <summary>Without expiry and conditional writes, and with round trips, as on a cluster.</summary>
public sealed class ClusterLikeCacheTests : DistributedCacheSuite
{
    protected override MooncakeStoreOptions Options()
    {
        MooncakeStoreOptions options = EmbeddedCacheTests.Parse("embedded://?segment=32MiB");
        options.DecorateBackend = static engine => new ClusterLikeBackend(engine);
        return options;
    }
}

/// <summary>On the durable engine.</summary>
public sealed class DurableCacheTests : DistributedCacheSuite
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mooncake-cache-");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected override MooncakeStoreOptions Options() => EmbeddedCacheTests.Parse(
        $"durable://{Path.Combine(_folder.FullName, "store")}?sync=none&cache=16MiB");
}
