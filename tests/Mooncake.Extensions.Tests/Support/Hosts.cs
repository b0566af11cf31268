using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mooncake.Testing;

namespace Mooncake.Support;

/// <summary>Creates hosts.</summary>
internal static class Hosts
{
    /// <summary>Real time, of which next to none passes where all is well.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>A builder without configuration files, variables and log.</summary>
    /// <param name="configuration">The configuration.</param>
    internal static HostApplicationBuilder Builder(params (string Key, string? Value)[] configuration)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(configuration.Select(static pair => KeyValuePair.Create(pair.Key, pair.Value)));
        return builder;
    }

    /// <summary>A started host with what <paramref name="configure"/> adds.</summary>
    internal static async Task<IHost> StartAsync(Action<HostApplicationBuilder> configure)
    {
        HostApplicationBuilder builder = Builder();
        configure(builder);
        IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Adds a log that a test reads.</summary>
    internal static RecordedLog AddLog(this HostApplicationBuilder builder)
    {
        RecordedLog log = new("Mooncake.Extensions");
        builder.Logging.AddProvider(log);
        return log;
    }

    /// <summary>Makes an engine whose setup fails a number of times.</summary>
    internal static void FailSetup(this MooncakeHostOptions options, int times)
    {
        int attempts = 0;
        FaultPlan refusing = new(seed: 1, new FaultRule(StoreCalls.Setup, Fault.Fail(StoreErrorCode.RpcFail)));
        options.ConfigureStore = store => store.DecorateBackend =
            engine => Interlocked.Increment(ref attempts) <= times ? new FaultBackend(engine, refusing) : engine;
    }

    /// <summary>Waits until a condition holds.</summary>
    internal static async Task UntilAsync(Func<ValueTask<bool>> condition)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (!await condition())
        {
            await Task.Delay(1, limit.Token);
        }
    }
}
