using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mooncake.Support;
using Mooncake.Testing;

namespace Mooncake.Hosting.Tests;

/// <summary>What a host does when its store cannot be opened, and when it stops.</summary>
public sealed class OpeningTests
{
    private const string Connection = "embedded://?segment=16MiB";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_WhoseStoreCannotBeOpened_FailsToStart()
    {
        await using WebApplication app = App(static options => options.FailSetup(1));
        StoreException thrown = await Assert.ThrowsAsync<StoreException>(() => app.StartAsync(Stop));
        Assert.Equal((StoreErrorCode.SetupFailed, StoreOperation.Open), (thrown.Error.Code, thrown.Error.Operation));
    }

    [Fact]
    public async Task Host_WhoseEngineThrows_FailsToStartWithItsException()
    {
        await using WebApplication app = App(static options =>
            options.ConfigureStore = static store => store.DecorateBackend = static _ => throw new FormatException("wrong"));
        Assert.Equal("wrong", (await Assert.ThrowsAsync<FormatException>(() => app.StartAsync(Stop))).Message);
    }

    [Fact]
    public async Task Host_ThatRetries_ServesAndOpensTheStoreInTheBackground()
    {
        ManualTimeProvider time = new();
        await using WebApplication app = App(
            static options =>
            {
                options.WhenOpenFails = OpenFailure.Retry;
                options.FailSetup(2);
            },
            time);
        await app.StartAsync(Stop);
        using HttpClient client = app.GetTestClient();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "NotOpen"), await GetAsync(client));

        // The second attempt fails too. Pauses are at most 1 and 2 seconds.
        Assert.True(time.WaitForTimers(1, Hosts.Patience));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(time.WaitForTimers(1, Hosts.Patience));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "NotOpen"), await GetAsync(client));
        await Hosts.UntilAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(2));
            return (await GetAsync(client)).Status == HttpStatusCode.OK;
        });
        Assert.Equal((HttpStatusCode.OK, "missing"), await GetAsync(client));
        await app.StopAsync(Stop);
    }

    [Fact]
    public async Task Host_ThatRetries_LogsEachFailureAndTheSuccess()
    {
        HostApplicationBuilder builder = Hosts.Builder();
        RecordedLog log = builder.AddLog();
        builder.Services.AddMooncakeStore(Connection, static options =>
        {
            options.WhenOpenFails = OpenFailure.Retry;
            options.RetryDelay = options.MaxRetryDelay = TimeSpan.FromMilliseconds(1);
            options.FailSetup(3);
        });
        using IHost host = builder.Build();
        await host.StartAsync(Stop);
        await Hosts.UntilAsync(() => new ValueTask<bool>(log.Names.Contains("OpenedLate")));
        Assert.Equal(["OpenFailed", "OpenFailed", "OpenFailed", "OpenedLate"], log.Names);
        Assert.Equal("The store is open, after 4 attempts.", log.Messages.Last().Text);
    }

    [Fact]
    public async Task Host_ThatStopsWhileItRetries_StopsAtOnce()
    {
        ManualTimeProvider time = new();
        await using WebApplication app = App(
            static options =>
            {
                options.WhenOpenFails = OpenFailure.Retry;
                options.FailSetup(int.MaxValue);
            },
            time);
        await app.StartAsync(Stop);
        await app.StopAsync(Stop);
        MooncakeStore store = app.Services.GetRequiredService<MooncakeStore>();
        Assert.Equal(StoreHealth.Closed, await store.CheckHealthAsync(Stop));
    }

    [Fact]
    public async Task Opening_ThatHangs_EndsAtTheDeadline()
    {
        ManualTimeProvider time = new();
        FaultGate gate = new();
        await using WebApplication app = App(options => Hang(options, gate), time);
        Task starting = app.StartAsync(Stop);
        Assert.True(gate.WaitForWaiting(1, Hosts.Patience));
        Assert.True(time.WaitForTimers(1, Hosts.Patience));
        time.Advance(TimeSpan.FromSeconds(30));
        StoreException thrown = await Assert.ThrowsAsync<StoreException>(() => starting);
        Assert.Equal(StoreErrorCode.Timeout, thrown.Error.Code);
        gate.Open();
    }

    [Fact]
    public async Task Opening_ThatHangs_EndsWhenTheStartIsCancelled()
    {
        FaultGate gate = new();
        await using WebApplication app = App(options => Hang(options, gate));
        using CancellationTokenSource cancel = new();
        Task starting = app.StartAsync(cancel.Token);
        Assert.True(gate.WaitForWaiting(1, Hosts.Patience));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        gate.Open();
    }

    [Fact]
    public async Task Store_IsOpenWhileOtherServicesStartAndStop()
    {
        List<StoreHealth> seen = [];
        HostApplicationBuilder builder = Hosts.Builder();
        builder.Services.AddSingleton<IHostedService>(services => new Observer(services.GetRequiredService<MooncakeStore>(), seen));
        builder.Services.AddMooncakeStore(Connection);
        builder.Services.AddSingleton<IHostedService>(services => new Observer(services.GetRequiredService<MooncakeStore>(), seen));
        using IHost host = builder.Build();
        await host.StartAsync(Stop);
        await host.StopAsync(Stop);
        Assert.Equal(Enumerable.Repeat(StoreHealth.Healthy, 4), seen);
        Assert.Equal(StoreHealth.Closed, await host.Services.GetRequiredService<MooncakeStore>().CheckHealthAsync(Stop));
    }

    [Fact]
    public async Task Stop_WithAStoreThatDoesNotClose_EndsAtTheShutdownTimeout()
    {
        FaultGate gate = new();
        HostApplicationBuilder builder = Hosts.Builder();
        RecordedLog log = builder.AddLog();
        FaultPlan hanging = new(1, new FaultRule(StoreCalls.IsExist | StoreCalls.BatchIsExist, Fault.Hang(gate)));
        builder.Services.AddMooncakeStore(Connection, options => options.ConfigureStore = store => store.DecorateBackend =
            engine => new FaultBackend(new LatencyBackend(engine, TimeSpan.Zero), hanging));
        using IHost host = builder.Build();
        await host.StartAsync(Stop);
        Task<StoreResult> pending = host.Services.GetRequiredService<MooncakeStore>().Raw.ExistsAsync("key", Stop).AsTask();
        Assert.True(gate.WaitForWaiting(1, Hosts.Patience));
        HostedStore hosted = host.Services.GetServices<IHostedService>().OfType<HostedStore>().Single();
        await hosted.StoppedAsync(new CancellationToken(canceled: true));
        gate.Open();
        await pending;
        Assert.Equal(["ClosingInterrupted"], log.Names);
    }

    [Fact]
    public async Task Host_WithoutLifecycleServices_OpensTheStoreWhenItStartsServices()
    {
        await using ServiceProvider services = new ServiceCollection().AddMooncakeStore(Connection).BuildServiceProvider();
        foreach (IHostedService service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(Stop);
        }

        Assert.Equal(StoreHealth.Healthy, await services.GetRequiredService<MooncakeStore>().CheckHealthAsync(Stop));
    }

    [Fact]
    public async Task Container_DisposedWithoutAStop_ClosesTheStore()
    {
        IHost host = await Hosts.StartAsync(static builder => builder.Services.AddMooncakeStore(Connection));
        MooncakeStore store = host.Services.GetRequiredService<MooncakeStore>();
        host.Dispose();
        Assert.Equal(StoreHealth.Closed, await store.CheckHealthAsync(Stop));
    }

    private static void Hang(MooncakeHostOptions options, FaultGate gate) => options.ConfigureStore = store => store.DecorateBackend =
        engine => new FaultBackend(engine, new FaultPlan(1, new FaultRule(StoreCalls.Setup, Fault.Hang(gate))));

    private static WebApplication App(Action<MooncakeHostOptions> configure, TimeProvider? time = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRoutingCore();
        builder.Services.AddMooncakeStore(Connection, options =>
        {
            configure(options);
            Action<MooncakeStoreOptions>? inner = options.ConfigureStore;
            options.ConfigureStore = store =>
            {
                store.TimeProvider = time ?? store.TimeProvider;
                inner?.Invoke(store);
            };
        });
        WebApplication app = builder.Build();
        app.MapGet("/", static async (HttpContext context) =>
        {
            MooncakeStore store = context.RequestServices.GetRequiredService<MooncakeStore>();
            StoreResult<byte[]> got = await store.Raw.GetAsync("key", context.RequestAborted);
            context.Response.StatusCode = got.IsFailed ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            await context.Response.WriteAsync(got.Error?.Code.ToString() ?? "missing", context.RequestAborted);
        });
        return app;
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.GetAsync(new Uri("/", UriKind.Relative), Stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    private sealed class Observer(MooncakeStore store, List<StoreHealth> seen) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken) => seen.Add(await store.CheckHealthAsync(cancellationToken));

        public async Task StopAsync(CancellationToken cancellationToken) => seen.Add(await store.CheckHealthAsync(cancellationToken));
    }
}
