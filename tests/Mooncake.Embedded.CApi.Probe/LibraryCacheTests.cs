using Mooncake.Caching.Tests;

namespace Mooncake.Embedded.CApi.Probe;

/// <summary>The distributed cache over the library: without expiry and conditional writes, and with real leases.</summary>
public sealed class LibraryCacheTests : DistributedCacheSuite
{
    protected override MooncakeStoreOptions Options() =>
        MooncakeStoreOptions.Parse(Mooncake.Support.StoreUnderTest.ConnectionString() + "&lanes=2").GetValueOrThrow();
}
