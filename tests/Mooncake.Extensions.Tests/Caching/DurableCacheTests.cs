namespace Mooncake.Caching.Tests;

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
