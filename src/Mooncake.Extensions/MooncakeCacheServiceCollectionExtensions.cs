using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mooncake;
using Mooncake.Caching;
using Mooncake.Observability;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the distributed cache.</summary>
public static class MooncakeCacheServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IDistributedCache"/> over the store that <c>AddMooncakeStore</c> adds: the second level of HybridCache and
    /// FusionCache, and the memory of sessions. It is an <see cref="IBufferDistributedCache"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddMooncakeDistributedCache(
        this IServiceCollection services, Action<MooncakeCacheOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<MooncakeCacheOptions>().Configure(configure ?? (static _ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MooncakeCacheOptions>, CacheOptionsValidator>());

        // Not TryAdd: the cache in memory, which other registrations add as a default, must not stay the one that is used.
        services.AddSingleton<IDistributedCache>(CreateCache);
        return services;
    }

    private static MooncakeDistributedCache CreateCache(IServiceProvider provider)
    {
        MooncakeCacheOptions options = provider.GetRequiredService<IOptions<MooncakeCacheOptions>>().Value;
        MooncakeStore store = options.StoreKey is { } key
            ? provider.GetRequiredKeyedService<MooncakeStore>(key)
            : provider.GetRequiredService<MooncakeStore>();
        ILoggerFactory loggers = provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        return new MooncakeDistributedCache(store, options, loggers.CreateLogger(ExtensionsLog.Category));
    }
}
