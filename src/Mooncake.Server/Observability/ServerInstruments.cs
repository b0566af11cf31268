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
        Meter.CreateObservableCounter(
            "mooncake.server.lookups", static () => _servers.SelectMany(LookupsOf), "{object}", "Objects that commands looked for.");
    }

    /// <summary>Adds a server.</summary>
    internal static void Add(ServerState server) =>
        ImmutableInterlocked.Update(ref _servers, static (servers, added) => servers.Add(added), server);

    /// <summary>Removes a server.</summary>
    internal static void Remove(ServerState server) =>
        ImmutableInterlocked.Update(ref _servers, static (servers, gone) => servers.Remove(gone), server);

    private static IEnumerable<Measurement<long>> Observe(Func<ServerState, long> read) =>
        _servers.Select(server => new Measurement<long>(read(server), PortOf(server)));

    // Those of the engine, which other programs may share; nothing from an engine without statistics.
    private static IEnumerable<Measurement<long>> LookupsOf(ServerState server) =>
        server.Engine.Statistics is { } source && source.GetStatistics(out StoreStatistics figures) == 0
            ?
            [
                new(figures.Hits, PortOf(server), new KeyValuePair<string, object?>("mooncake.outcome", "hit")),
                new(figures.Misses, PortOf(server), new KeyValuePair<string, object?>("mooncake.outcome", "miss")),
            ]
            : [];

    private static KeyValuePair<string, object?> PortOf(ServerState server) => new("server.port", server.Port);
}
