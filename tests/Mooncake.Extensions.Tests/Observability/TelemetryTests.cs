using System.Diagnostics;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Mooncake.Support;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Mooncake.Observability.Tests;

/// <summary>What OpenTelemetry collects, and what a client integration adds.</summary>
public sealed class TelemetryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instrumentation_CollectsMetricsAndSpansOfStoresAndCaches()
    {
        List<Metric> metrics = [];
        List<Activity> spans = [];
        using IHost host = await Hosts.StartAsync(builder =>
        {
            builder.Services.AddMooncakeStore("embedded://telemetry?segment=16MiB").AddMooncakeDistributedCache();
            builder.Services.AddOpenTelemetry()
                .WithMetrics(meters => meters.AddMooncakeInstrumentation().AddInMemoryExporter(metrics))
                .WithTracing(traces => traces.AddMooncakeInstrumentation().AddInMemoryExporter(spans));
        });
        IDistributedCache cache = host.Services.GetRequiredService<IDistributedCache>();
        await cache.SetAsync("key", [1], Stop);
        await cache.SetAsync("large", new byte[20 << 20], Stop);
        await cache.GetAsync("key", Stop);

        // Ended, not flushed: other tests' spans would still be added while the list is searched.
        host.Services.GetRequiredService<MeterProvider>().Shutdown();
        host.Services.GetRequiredService<TracerProvider>().Shutdown();
        Assert.Contains("db.client.operation.duration", metrics.Select(static metric => metric.Name));
        Assert.Contains("mooncake.cache.failures", metrics.Select(static metric => metric.Name));
        Assert.Contains("get cache", spans.Select(static span => span.DisplayName));
        Assert.Contains("replace cache", spans.Select(static span => span.DisplayName));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Client_ByConnectionName_AddsWhatIsNotDisabled(bool isDisabled)
    {
        List<Metric> metrics = [];
        List<Activity> spans = [];
        HostApplicationBuilder builder = Hosts.Builder(
            ("ConnectionStrings:objects", "embedded://client?segment=16MiB"),
            ("Mooncake:objects:DisableHealthChecks", isDisabled.ToString()),
            ("Mooncake:objects:DisableTracing", isDisabled.ToString()));
        builder.Services.AddHealthChecks();
        builder.Services.AddOpenTelemetry()
            .WithMetrics(meters => meters.AddInMemoryExporter(metrics))
            .WithTracing(traces => traces.AddInMemoryExporter(spans));
        builder.AddMooncakeClient("objects", settings => settings.DisableMetrics = isDisabled);
        using IHost host = builder.Build();
        await host.StartAsync(Stop);
        Assert.True((await host.Services.GetRequiredService<MooncakeStore>().Raw.ExistsAsync("key", Stop)).IsMissing);
        host.Services.GetRequiredService<MeterProvider>().ForceFlush();
        host.Services.GetRequiredService<TracerProvider>().ForceFlush();
        HealthReport health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Stop);
        Assert.Equal(isDisabled ? 0 : 2, health.Entries.Count);
        Assert.Equal(!isDisabled, metrics.Exists(static metric => metric.MeterName == "Mooncake.Sdk"));
        Assert.Equal(!isDisabled, spans.Exists(static span => span.Source.Name == "Mooncake.Sdk"));
    }

    [Fact]
    public async Task Client_WithAKey_IsAKeyedStoreWithChecksOfItsOwn()
    {
        HostApplicationBuilder builder = Hosts.Builder(("ConnectionStrings:objects", "embedded://?segment=16MiB"));
        builder.AddKeyedMooncakeClient("objects");
        builder.AddKeyedMooncakeClient("others", static settings => settings.ConnectionString = "embedded://?segment=17MiB");
        builder.Services.AddLogging();
        using IHost host = builder.Build();
        await host.StartAsync(Stop);
        HealthReport health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Stop);
        Assert.Equal(
            ["mooncake-objects", "mooncake-objects-live", "mooncake-others", "mooncake-others-live"],
            health.Entries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(17L << 20, host.Services.GetRequiredKeyedService<MooncakeStore>("others").Session.Options.SegmentBytes);
    }

    [Fact]
    public void Instrumentation_NamesTheMetersOfAllPackages() =>
        Assert.Equal(["Mooncake.Sdk", "Mooncake.Extensions", "Mooncake.Server", "Mooncake.Llm"], MooncakeSources.Meters);
}
