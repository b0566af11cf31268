using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mooncake.Administration;
using Mooncake.Support;
using Mooncake.Testing;

namespace Mooncake.HealthChecks.Tests;

/// <summary>What the health checks report.</summary>
public sealed class HealthCheckTests
{
    private const string Ready = "mooncake";
    private const string Live = "mooncake-live";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Checks_OfAnOpenStore_AreHealthyAndHaveData()
    {
        await using MooncakeStore store = await OpenAsync();
        HealthReport report = await CheckAsync(store);
        Assert.Equal((HealthStatus.Healthy, HealthStatus.Healthy), (report.Entries[Ready].Status, report.Entries[Live].Status));
        Assert.Equal(["ready"], report.Entries[Ready].Tags);
        Assert.Equal(["live"], report.Entries[Live].Tags);
        IReadOnlyDictionary<string, object> data = report.Entries[Ready].Data;
        Assert.Equal(("Embedded", true, 16L << 20), (data["engine"], data["open"], data["capacityBytes"]));
    }

    [Fact]
    public async Task Checks_OfAStoreThatIsNotOpen_AreAliveAndNotReady()
    {
        ServiceCollection services = new();
        services.AddLogging().AddHealthChecks().AddMooncake();
        await using ServiceProvider provider = services.AddMooncakeStore("embedded://").BuildServiceProvider();
        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Stop);
        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (report.Entries[Ready].Status, report.Entries[Live].Status));
        Assert.Equal("The store is not open yet.", report.Entries[Ready].Description);
    }

    [Fact]
    public async Task ReadinessCheck_OfAStoreThatCouldNotBeOpened_HasTheFailure()
    {
        using Microsoft.Extensions.Hosting.IHost host = await Hosts.StartAsync(static builder =>
        {
            builder.Services.AddMooncakeStore("embedded://?segment=16MiB", static options =>
            {
                options.WhenOpenFails = OpenFailure.Retry;
                options.RetryDelay = options.MaxRetryDelay = TimeSpan.FromHours(1);
                options.FailSetup(1);
            });
            builder.Services.AddHealthChecks().AddMooncake();
        });
        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Stop);
        Assert.Equal(StoreErrorCode.SetupFailed, Assert.IsType<StoreException>(report.Entries[Ready].Exception).Error.Code);
    }

    [Fact]
    public async Task Checks_OfAClosedStore_Fail()
    {
        MooncakeStore store = await OpenAsync();
        await store.DisposeAsync();
        HealthReport report = await CheckAsync(store);
        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Unhealthy), (report.Entries[Ready].Status, report.Entries[Live].Status));
    }

    [Fact]
    public async Task Checks_OfAStoreWhoseMasterDoesNotRespond_AreAliveAndNotReady()
    {
        FaultPlan failing = new(1, new FaultRule(StoreCalls.Objects, Fault.Fail(StoreErrorCode.RpcFail)));
        await using MooncakeStore store = await OpenAsync(options => options.DecorateBackend =
            engine => new FaultBackend(new ClusterLikeBackend(engine), failing));
        await Hosts.UntilAsync(async () => (await store.Raw.ExistsAsync("key", Stop)).Error?.Code == StoreErrorCode.CircuitOpen);
        HealthReport report = await CheckAsync(store);
        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (report.Entries[Ready].Status, report.Entries[Live].Status));
        Assert.Equal("open", report.Entries[Ready].Data["circuit"]);
    }

    [Fact]
    public async Task Checks_OfAStoreWhoseWritesFail_AreAliveAndNotReady()
    {
        FaultPlan failing = new(1, new FaultRule(StoreCalls.HealthCheck, Fault.Fail((int)StoreHealth.WritesFail)));
        await using MooncakeStore store = await OpenAsync(options => options.DecorateBackend = engine => new FaultBackend(engine, failing));
        HealthReport report = await CheckAsync(store);
        Assert.Equal((HealthStatus.Unhealthy, HealthStatus.Healthy), (report.Entries[Ready].Status, report.Entries[Live].Status));
        Assert.Contains("writes fail", report.Entries[Ready].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadinessCheck_AboveTheMaximalUsage_IsDegraded()
    {
        await using MooncakeStore store = await OpenAsync();
        (await store.Raw.PutAsync("key", new byte[4 << 20], cancellationToken: Stop)).ThrowIfFailed();
        HealthReport report = await CheckAsync(store, static options => options.MaxUsage = 0.1);
        Assert.Equal(HealthStatus.Degraded, report.Entries[Ready].Status);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(store, static options => options.MaxUsage = null)).Entries[Ready].Status);
    }

    [Theory]
    [InlineData("""{"role":"leader","ha_state":"serving","service_ready":true}""", 512, HealthStatus.Healthy)]
    [InlineData("OK", 512, HealthStatus.Healthy)]
    [InlineData("""{"role":"standby","ha_state":"watching","service_ready":false}""", 512, HealthStatus.Unhealthy)]
    [InlineData("""{"role":"leader","ha_state":"serving","service_ready":true}""", 1020, HealthStatus.Degraded)]
    [InlineData("starting", 512, HealthStatus.Unhealthy)]
    public async Task ReadinessCheck_WithTheMastersAddress_AsksTheMaster(string health, int used, HealthStatus expected)
    {
        await using WebApplication master = await StartMasterAsync(health, used);
        HealthReport report = await CheckAsMasterAsync(new Uri(master.Urls.Single()));
        Assert.Equal(expected, report.Entries[Ready].Status);
    }

    [Fact]
    public async Task ReadinessCheck_WhoseMasterRefusesConnections_Fails()
    {
        Uri address;
        await using (WebApplication master = await StartMasterAsync("OK", 1))
        {
            address = new Uri(master.Urls.Single());
        }

        HealthReport report = await CheckAsMasterAsync(address);
        Assert.Equal(HealthStatus.Unhealthy, report.Entries[Ready].Status);
        Assert.IsType<HttpRequestException>(report.Entries[Ready].Exception);
    }

    private static async Task<MooncakeStore> OpenAsync(Action<MooncakeStoreOptions>? change = null)
    {
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse("embedded://?segment=16MiB").GetValueOrThrow();
        change?.Invoke(options);
        return await MooncakeStore.OpenAsync(options, Stop);
    }

    private static async Task<HealthReport> CheckAsync(MooncakeStore store, Action<MooncakeHealthOptions>? configure = null)
    {
        ServiceCollection services = new();
        services.AddLogging().AddSingleton(store).AddHealthChecks().AddMooncake(configure);
        ServiceProvider provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Stop);
    }

    private static async Task<WebApplication> StartMasterAsync(string health, int used)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        WebApplication master = builder.Build();
        master.MapGet("/health", (HttpContext context) => context.Response.WriteAsync(health));
        master.MapGet("/get_segments_detail", (HttpContext context) => context.Response.WriteAsync(
            $$"""{"segments":[{"segment_name":"a:1","te_endpoint":"a:2","protocol":"tcp","status":"OK","size_bytes":1024,"allocator_used_bytes":{{used}}}]}"""));
        await master.StartAsync(Stop);
        return master;
    }

    // The check asks the master only if the store is on a cluster. There is none here, so the probe is called as the check does.
    private static async Task<HealthReport> CheckAsMasterAsync(Uri address)
    {
        await using MooncakeStore store = await OpenAsync();
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse($"mooncake://127.0.0.1:1?admin={address.Authority}").GetValueOrThrow();
        using AdminPort? port = AdminPort.Of(options);
        ReadinessCheck check = new(store, host: null, new MooncakeHealthOptions(), new StoreCluster(() => port, static () => { }));
        ServiceCollection services = new();
        services.AddLogging().AddHealthChecks().AddCheck(Ready, check);
        await using ServiceProvider provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(Stop);
    }
}
