using Mooncake.Testing;

namespace Mooncake.Caching.Tests;

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
