using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mooncake;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds stores to an application as a client integration does: with health checks, metrics and spans.</summary>
public static class MooncakeHostApplicationBuilderExtensions
{
    /// <summary>
    /// Adds a <see cref="MooncakeStore"/>, its health checks, and its metrics and spans, which are collected if the application uses
    /// OpenTelemetry.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">The name of the connection string in <c>ConnectionStrings</c>.</param>
    /// <param name="configureSettings">Changes the settings, after they are bound from the configuration; null for none.</param>
    /// <param name="configureHost">Changes how the host opens the store; null for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="connectionName"/> is null or empty.</exception>
    public static void AddMooncakeClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<MooncakeClientSettings>? configureSettings = null,
        Action<MooncakeHostOptions>? configureHost = null) =>
        Add(builder, connectionName, serviceKey: null, configureSettings, configureHost);

    /// <summary>Adds a store like <see cref="AddMooncakeClient"/>, under a key.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The key, and the name of the connection string in <c>ConnectionStrings</c>.</param>
    /// <param name="configureSettings">Changes the settings, after they are bound from the configuration; null for none.</param>
    /// <param name="configureHost">Changes how the host opens the store; null for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static void AddKeyedMooncakeClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<MooncakeClientSettings>? configureSettings = null,
        Action<MooncakeHostOptions>? configureHost = null) =>
        Add(builder, name, serviceKey: name, configureSettings, configureHost);

    private static void Add(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<MooncakeClientSettings>? configureSettings,
        Action<MooncakeHostOptions>? configureHost)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        MooncakeClientSettings settings = new();
        builder.Configuration.GetSection(MooncakeServiceCollectionExtensions.SectionOf(connectionName)).Bind(settings);
        configureSettings?.Invoke(settings);
        if (serviceKey is null)
        {
            builder.Services.AddMooncakeStore(connectionName, Configure);
        }
        else
        {
            builder.Services.AddKeyedMooncakeStore(serviceKey, connectionName, Configure);
        }

        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().AddMooncake(
                serviceKey: serviceKey, name: serviceKey is null ? "mooncake" : $"mooncake-{serviceKey}");
        }

        if (!settings.DisableMetrics)
        {
            builder.Services.ConfigureOpenTelemetryMeterProvider(static metrics => metrics.AddMooncakeInstrumentation());
        }

        if (!settings.DisableTracing)
        {
            builder.Services.ConfigureOpenTelemetryTracerProvider(static traces => traces.AddMooncakeInstrumentation());
        }

        void Configure(MooncakeHostOptions options)
        {
            options.ConnectionString = settings.ConnectionString ?? options.ConnectionString;
            configureHost?.Invoke(options);
        }
    }
}
