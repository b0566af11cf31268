using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Mooncake.Server.Sessions;

namespace Mooncake.Server.Observability;

/// <summary>The instruments of the meter <c>Mooncake.Server</c>. They read what the servers count anyway, when somebody asks.</summary>
internal static class ServerInstruments
{
    /// <summary>The name of the meter.</summary>
    internal const string Name = "Mooncake.Server";

    private static readonly Meter Meter = new(Name, typeof(ServerInstruments).Assembly.GetName().Version?.ToString(3));
    private static ImmutableArray<ServerState> _servers = [];

    static ServerInstruments()
    {
        Meter.CreateObservableCounter("mooncake.server.commands", static () =>
            Observe(static server => server.Commands), "{command}", "Commands that clients sent.");
        Meter.CreateObservableCounter("mooncake.server.received", static () =>
            Observe(static server => server.BytesIn), "By", "Bytes that clients sent.");
        Meter.CreateObservableCounter("mooncake.server.sent", static () =>
            Observe(static server => server.BytesOut), "By", "Bytes that were sent to clients.");
        Meter.CreateObservableUpDownCounter("mooncake.server.connections", static () =>
            Observe(static server => server.Clients.Count), "{connection}", "Open connections.");
        Meter.CreateObservableCounter("mooncake.server.refused", static () =>
            Observe(static server => server.Clients.Rejected), "{connection}",
            "Connections that were refused because there were too many.");
    }

    /// <summary>Adds a server.</summary>
    internal static void Add(ServerState server) =>
        ImmutableInterlocked.Update(ref _servers, static (servers, added) => servers.Add(added), server);

    /// <summary>Removes a server.</summary>
    internal static void Remove(ServerState server) =>
        ImmutableInterlocked.Update(ref _servers, static (servers, gone) => servers.Remove(gone), server);

    private static IEnumerable<Measurement<long>> Observe(Func<ServerState, long> read) =>
        _servers.Select(server => new Measurement<long>(read(server), new KeyValuePair<string, object?>("server.port", server.Port)));
}
