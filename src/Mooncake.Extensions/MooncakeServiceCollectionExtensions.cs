using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mooncake;
using Mooncake.Hosting;
using Mooncake.Keys;
using Mooncake.Observability;
using Mooncake.Records;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds stores to a host.</summary>
public static class MooncakeServiceCollectionExtensions
{
    private const string DefaultName = "mooncake";

    /// <summary>
    /// Adds a <see cref="MooncakeStore"/> that the host opens when it starts, and closes after everything else has stopped.
    /// </summary>
    /// <remarks>
    /// Nothing connects here. The store can be injected before it is open; until then its operations fail with
    /// <see cref="StoreErrorCode.NotOpen"/>.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="nameOrConnectionString">
    /// The name of a connection string in <c>ConnectionStrings</c>, or a connection string, such as <c>embedded://</c>. A name other than
    /// <c>mooncake</c> also selects the section <c>Mooncake:name</c> instead of <c>Mooncake</c>.
    /// </param>
    /// <param name="configure">Changes the options, after they are bound from the configuration; null for none.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException"><paramref name="nameOrConnectionString"/> is null or empty.</exception>
    public static IServiceCollection AddMooncakeStore(
        this IServiceCollection services, string nameOrConnectionString = DefaultName, Action<MooncakeHostOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(nameOrConnectionString);
        AddHostedStore(services, Options.Options.DefaultName, nameOrConnectionString, DefaultName, configure);
        services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<HostedStore>(Options.Options.DefaultName).Store);
        return services;
    }

    /// <summary>Adds a store like <see cref="AddMooncakeStore"/>, under a key.</summary>
    /// <param name="services">The services.</param>
    /// <param name="serviceKey">The key, also the store's name in the configuration unless another is given.</param>
    /// <param name="nameOrConnectionString">As for <see cref="AddMooncakeStore"/>; null to use the key.</param>
    /// <param name="configure">Changes the options, after they are bound from the configuration; null for none.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException"><paramref name="serviceKey"/> is null or empty.</exception>
    public static IServiceCollection AddKeyedMooncakeStore(
        this IServiceCollection services,
        string serviceKey,
        string? nameOrConnectionString = null,
        Action<MooncakeHostOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(serviceKey);
        AddHostedStore(services, serviceKey, nameOrConnectionString ?? serviceKey, serviceKey, configure);
        services.TryAddKeyedSingleton(
            serviceKey, static (provider, key) => provider.GetRequiredKeyedService<HostedStore>(key).Store);
        return services;
    }

    /// <summary>Adds a typed set, so that it can be injected.</summary>
    /// <typeparam name="TKey">The type's generated key.</typeparam>
    /// <typeparam name="T">The stored type.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="set">Returns the store's property for the type, such as <c>store => store.KvBlocks</c>.</param>
    /// <param name="serviceKey">The key of the store; null for the store without a key. The set has the same key.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddMooncakeSet<TKey, T>(
        this IServiceCollection services, Func<MooncakeStore, StoreSet<TKey, T>> set, string? serviceKey = null)
        where TKey : struct, IStoreKey<TKey>
        where T : IStoreRecord<T, TKey>
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(set);
        services.Add(serviceKey is null
            ? new ServiceDescriptor(
                typeof(StoreSet<TKey, T>), provider => set(provider.GetRequiredService<MooncakeStore>()), ServiceLifetime.Singleton)
            : new ServiceDescriptor(
                typeof(StoreSet<TKey, T>),
                serviceKey,
                (provider, key) => set(provider.GetRequiredKeyedService<MooncakeStore>(key)),
                ServiceLifetime.Singleton));
        return services;
    }

    /// <summary>The configuration section of a store.</summary>
    /// <param name="name">The store's name.</param>
    internal static string SectionOf(string name) => name == DefaultName ? "Mooncake" : $"Mooncake:{name}";

    private static void AddHostedStore(
        IServiceCollection services,
        string optionsName,
        string nameOrConnectionString,
        string defaultName,
        Action<MooncakeHostOptions>? configure)
    {
        bool isConnectionString = nameOrConnectionString.Contains("://", StringComparison.Ordinal);
        string name = isConnectionString ? defaultName : nameOrConnectionString;
        OptionsBuilder<MooncakeHostOptions> options = services.AddOptions<MooncakeHostOptions>(optionsName)
            .Configure<IServiceProvider>((bound, provider) => Bind(bound, provider.GetService<IConfiguration>(), name));
        if (isConnectionString)
        {
            options.Configure(bound => bound.ConnectionString = nameOrConnectionString);
        }

        if (configure is not null)
        {
            options.Configure(configure);
        }

        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MooncakeHostOptions>, HostOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MooncakeHostOptions>, StoreSourceValidator>());
        if (!services.Any(service => service.ServiceType == typeof(HostedStore) && optionsName.Equals(service.ServiceKey)))
        {
            services.AddKeyedSingleton(optionsName, static (provider, key) => CreateStore(provider, (string)key!));
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<HostedStore>(optionsName));
        }
    }

    private static void Bind(MooncakeHostOptions options, IConfiguration? configuration, string name)
    {
        if (configuration is not null)
        {
            options.ConnectionString = configuration.GetConnectionString(name);
            configuration.GetSection(SectionOf(name)).Bind(options);
        }
    }

    private static HostedStore CreateStore(IServiceProvider provider, string optionsName)
    {
        MooncakeHostOptions options = provider.GetRequiredService<IOptionsMonitor<MooncakeHostOptions>>().Get(optionsName);
        ILoggerFactory loggers = provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        return new HostedStore(options, StoreSource.Read(options, provider), loggers.CreateLogger(ExtensionsLog.Category));
    }
}
