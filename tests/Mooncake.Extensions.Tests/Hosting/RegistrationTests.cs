using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mooncake.Support;

namespace Mooncake.Hosting.Tests;

/// <summary>How stores are added, and where their settings come from.</summary>
public sealed class RegistrationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Store_WithAConnectionString_IsOpenWhenTheHostHasStarted()
    {
        using IHost host = await Hosts.StartAsync(static builder => builder.Services.AddMooncakeStore("embedded://?segment=16MiB"));
        MooncakeStore store = host.Services.GetRequiredService<MooncakeStore>();
        (await store.Notes.PutAsync(new Note("a", "text"), cancellationToken: Stop)).ThrowIfFailed();
        await host.StopAsync(Stop);
        Assert.Equal(StoreHealth.Closed, await store.CheckHealthAsync(Stop));
    }

    [Fact]
    public async Task Store_WithoutAHost_AnswersNotOpen()
    {
        await using ServiceProvider services = new ServiceCollection().AddMooncakeStore("embedded://").BuildServiceProvider();
        MooncakeStore store = services.GetRequiredService<MooncakeStore>();
        Assert.Equal(StoreErrorCode.NotOpen, (await store.Raw.ExistsAsync("key", Stop)).Error?.Code);
    }

    [Theory]
    [InlineData("mooncake", "ConnectionStrings:mooncake", "ignored")]
    [InlineData("orders", "ConnectionStrings:orders", "ignored")]
    [InlineData("mooncake", "Mooncake:ConnectionString", "Mooncake:OpenTimeout")]
    [InlineData("orders", "Mooncake:orders:ConnectionString", "Mooncake:orders:OpenTimeout")]
    public async Task Store_ByName_ReadsTheConfiguration(string name, string key, string timeoutKey)
    {
        HostApplicationBuilder builder = Hosts.Builder((key, "embedded://by-name?segment=17MiB"), (timeoutKey, "00:00:07"));
        builder.Services.AddMooncakeStore(name);
        using IHost host = builder.Build();
        await using MooncakeStore store = host.Services.GetRequiredService<MooncakeStore>();
        Assert.Equal(17L << 20, store.Session.Options.SegmentBytes);
        MooncakeHostOptions options = host.Services.GetRequiredService<IOptions<MooncakeHostOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(timeoutKey == "ignored" ? 30 : 7), options.OpenTimeout);
    }

    [Fact]
    public async Task Section_BindsEveryOption()
    {
        HostApplicationBuilder builder = Hosts.Builder(
            ("Mooncake:WhenOpenFails", "Retry"),
            ("Mooncake:RetryDelay", "00:00:02"),
            ("Mooncake:MaxRetryDelay", "00:00:03"),
            ("Mooncake:ConfigurationFile", "file.json"),
            ("Mooncake:UseEnvironmentVariables", "true"));
        builder.Services.AddMooncakeStore("embedded://", static options =>
        {
            options.ConfigurationFile = null;
            options.UseEnvironmentVariables = !options.UseEnvironmentVariables;
        });
        using IHost host = builder.Build();
        MooncakeHostOptions options = host.Services.GetRequiredService<IOptions<MooncakeHostOptions>>().Value;
        Assert.Equal(
            (OpenFailure.Retry, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), false),
            (options.WhenOpenFails, options.RetryDelay, options.MaxRetryDelay, options.UseEnvironmentVariables));
        await host.Services.GetRequiredService<MooncakeStore>().DisposeAsync();
    }

    [Fact]
    public async Task Store_FromMooncakesOwnFile_HasItsSettings()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"master_server_address": "master:50051", "local_hostname": "me"}""", Stop);
        await using ServiceProvider services = new ServiceCollection()
            .AddMooncakeStore(configure: options => options.ConfigurationFile = file)
            .BuildServiceProvider();
        MooncakeStore store = services.GetRequiredService<MooncakeStore>();
        Assert.Equal((StoreEngine.Cluster, "me"), (store.Engine, store.Session.Options.LocalHostname));
        File.Delete(file);
    }

    [Fact]
    public async Task KeyedStores_AreDifferentStores()
    {
        HostApplicationBuilder builder = Hosts.Builder(("ConnectionStrings:two", "embedded://?segment=17MiB"));
        builder.Services
            .AddMooncakeStore("embedded://?segment=16MiB")
            .AddKeyedMooncakeStore("one", "embedded://?segment=18MiB")
            .AddKeyedMooncakeStore("two");
        using IHost host = builder.Build();
        await host.StartAsync(Stop);
        MooncakeStore[] stores =
        [
            host.Services.GetRequiredService<MooncakeStore>(),
            host.Services.GetRequiredKeyedService<MooncakeStore>("one"),
            host.Services.GetRequiredKeyedService<MooncakeStore>("two"),
        ];
        Assert.Equal([16, 18, 17], stores.Select(static store => store.Session.Options.SegmentBytes >> 20));
        Assert.All(stores, static store => Assert.False(store.Session.IsUnopened));
    }

    [Fact]
    public async Task Store_AddedTwice_IsOneStore()
    {
        using IHost host = await Hosts.StartAsync(static builder => builder.Services
            .AddMooncakeStore("embedded://?segment=16MiB").AddMooncakeStore("embedded://?segment=17MiB"));
        Assert.Single(host.Services.GetServices<MooncakeStore>());
        Assert.Single(host.Services.GetServices<IHostedService>().OfType<HostedStore>());
    }

    [Fact]
    public async Task Set_IsInjected()
    {
        using IHost host = await Hosts.StartAsync(static builder => builder.Services
            .AddMooncakeStore("embedded://?segment=16MiB")
            .AddKeyedMooncakeStore("archive", "embedded://?segment=16MiB")
            .AddMooncakeSet(static store => store.Notes)
            .AddMooncakeSet(static store => store.Notes, "archive")
            .AddSingleton<Notebook>());
        Notebook notebook = host.Services.GetRequiredService<Notebook>();
        (await notebook.Notes.PutAsync(new Note("a", "text"), cancellationToken: Stop)).ThrowIfFailed();
        Assert.Equal("text", (await host.Services.GetRequiredService<MooncakeStore>().Notes.GetAsync("a", Stop)).GetValueOrThrow().Text);
        Assert.True((await notebook.Archive.ExistsAsync("a", Stop)).IsMissing);
    }

    [Fact]
    public async Task Set_InjectedBeforeTheStoreIsOpen_UsesTheOpenStore()
    {
        HostApplicationBuilder builder = Hosts.Builder();
        builder.Services.AddMooncakeStore("embedded://?segment=16MiB").AddMooncakeSet(static store => store.Notes);
        using IHost host = builder.Build();
        StoreSet<NoteKey, Note> notes = host.Services.GetRequiredService<StoreSet<NoteKey, Note>>();
        Assert.Equal(StoreErrorCode.NotOpen, (await notes.GetAsync("a", Stop)).Error?.Code);
        await host.StartAsync(Stop);
        (await notes.PutAsync(new Note("a", "text"), cancellationToken: Stop)).ThrowIfFailed();
    }

    [Theory]
    [InlineData(null, "no connection string")]
    [InlineData("embedded://?segmnt=1MiB", "segmnt")]
    [InlineData("unknown://somewhere", "unknown")]
    [InlineData("embedded://?segment=1MiB", "segment")]
    public async Task Host_WithAnInvalidSource_FailsToStartAndSaysWhy(string? connectionString, string part)
    {
        HostApplicationBuilder builder = Hosts.Builder(("ConnectionStrings:mooncake", connectionString));
        builder.Services.AddMooncakeStore();
        using IHost host = builder.Build();
        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Stop));
        Assert.Contains(part, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RetryDelay", "00:00:00")]
    [InlineData("MaxRetryDelay", "-00:00:01")]
    [InlineData("OpenTimeout", "100.00:00:00")]
    [InlineData("WhenOpenFails", "7")]
    public async Task Host_WithAnOptionOutOfRange_FailsToStart(string option, string value)
    {
        HostApplicationBuilder builder = Hosts.Builder(($"Mooncake:{option}", value));
        builder.Services.AddMooncakeStore("embedded://");
        using IHost host = builder.Build();
        OptionsValidationException thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Stop));
        Assert.Contains(option, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_LogsToTheHostAndUsesItsClock()
    {
        Mooncake.Testing.ManualTimeProvider time = new();
        HostApplicationBuilder builder = Hosts.Builder();
        RecordedLog log = new("Mooncake.Sdk");
        builder.Logging.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(log);
        builder.Services.AddSingleton<TimeProvider>(time).AddMooncakeStore("embedded://?segment=16MiB");
        using IHost host = builder.Build();
        await host.StartAsync(Stop);
        Assert.Same(time, host.Services.GetRequiredService<MooncakeStore>().Session.Options.TimeProvider);
        Assert.Contains("Opened", log.Names);
    }

    private sealed class Notebook(StoreSet<NoteKey, Note> notes, [FromKeyedServices("archive")] StoreSet<NoteKey, Note> archive)
    {
        internal StoreSet<NoteKey, Note> Notes => notes;

        internal StoreSet<NoteKey, Note> Archive => archive;
    }
}
