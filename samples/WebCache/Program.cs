// A web service whose responses and data are cached in a store: HybridCache, the output cache, health checks, metrics.
//
//   dotnet run                                             an in-process store; http://localhost:5000
//   dotnet run -- --ConnectionStrings:mooncake durable://./cache     a cache that is warm after a restart
//   dotnet run -- --self-test                              requests itself and ends
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Caching.Hybrid;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using WebCache;

bool isSelfTest = args.Contains("--self-test");
WebApplicationBuilder builder = WebApplication.CreateSlimBuilder([.. args.Where(static arg => arg != "--self-test")]);
if (isSelfTest)
{
    builder.WebHost.UseUrls("http://127.0.0.1:0");
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
}

string connectionString = builder.Configuration.GetConnectionString("mooncake") ?? "embedded://?segment=64MiB";

// The store opens before the server accepts requests, and closes after the last one has ended. The service runs without it, too.
builder.Services
    .AddMooncakeStore(connectionString, static options => options.WhenOpenFails = Mooncake.OpenFailure.Retry)
    .AddMooncakeDistributedCache(static options => options.InstanceName = "webcache/")
    .AddHybridCache(static options => options.DefaultEntryOptions = new HybridCacheEntryOptions
    {
        Expiration = TimeSpan.FromMinutes(5),
        LocalCacheExpiration = TimeSpan.FromSeconds(30),
    });
builder.Services.AddOutputCache();
builder.Services.AddSingleton<IOutputCacheStore, HybridOutputCacheStore>();
builder.Services.AddHealthChecks().AddMooncake();
builder.Services.AddOpenTelemetry()
    .WithMetrics(static metrics => metrics.AddMooncakeInstrumentation().AddPrometheusExporter())
    .WithTracing(static traces => traces.AddMooncakeInstrumentation());

WebApplication app = builder.Build();
app.UseOutputCache();

// Cached data: one slow call for all requests and all instances of the service.
app.MapGet("/quotes/{symbol}", static async (string symbol, HybridCache cache, CancellationToken cancellationToken) =>
    (await cache.GetOrCreateAsync(
        symbol, token => Quotes.ReadSlowlyAsync(symbol, token), tags: ["quotes"], cancellationToken: cancellationToken)).ToText());
app.MapDelete("/quotes", static async (HybridCache cache, CancellationToken cancellationToken) =>
    await cache.RemoveByTagAsync("quotes", cancellationToken));

// A cached response.
app.MapGet("/report", static () => $"Made at {DateTimeOffset.UtcNow:O}").CacheOutput(
    static policy => policy.Expire(TimeSpan.FromMinutes(1)).Tag("reports"));

app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static check => check.Tags.Contains("live") });
app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = static check => check.Tags.Contains("ready") });
app.MapPrometheusScrapingEndpoint("/metrics");

if (isSelfTest)
{
    await SelfTest.RunAsync(app);
}
else
{
    await app.RunAsync();
}
