using Mooncake.Support;

namespace Mooncake.Caching.Tests;

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
