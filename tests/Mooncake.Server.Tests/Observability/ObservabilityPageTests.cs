using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Mooncake.Server.Observability;
using Mooncake.Server.Tests.Support;
using Mooncake.TestTools;

namespace Mooncake.Server.Tests.Observability;

/// <summary><c>docs/observability.md</c> lists the instruments and events of servers, and they have the figures.</summary>
public sealed partial class ObservabilityPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "observability.md"));

    [Fact]
    public async Task Metrics_OfAServer_AreThoseOfThePageAndHaveItsFigures()
    {
        await using RunningServer server = await RunningServer.StartAsync(new RespServerOptions { MaxClients = 1 });
        using RawClient client = server.Connect();
        client.Command("SET", "k", "v");
        client.Command("GET", "k");
        client.Command("GET", "missing");
        using RawClient refused = server.Connect();
        Assert.True(refused.IsClosedByServer());

        List<(string, string, string)> published = [];
        Dictionary<string, long> figures = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == ServerInstruments.Name)
                {
                    published.Add((
                        instrument.Name, instrument.Unit!, instrument is ObservableCounter<long> ? "counter" : "updowncounter"));
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            Dictionary<string, object?> all = new(tags.ToArray());
            if (Equals(all["server.port"], server.Port))
            {
                figures[instrument.Name + all.GetValueOrDefault("mooncake.outcome")] = value;
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();

        Assert.Equal(
            published.Order(),
            InstrumentRow().Matches(Page)
                .Select(static row => (row.Groups["name"].Value, row.Groups["unit"].Value, row.Groups["kind"].Value)).Order());
        Assert.Equal((1, 1), (figures["mooncake.server.connections"], figures["mooncake.server.refused"]));
        Assert.Equal(3, figures["mooncake.server.commands"]);
        Assert.Equal((1, 1), (figures["mooncake.server.lookupshit"], figures["mooncake.server.lookupsmiss"]));
        Assert.Equal(27 + 20 + 26, figures["mooncake.server.received"]);
        Assert.Equal(5 + 7 + 5, figures["mooncake.server.sent"]);
    }

    [Fact]
    public void Logs_WithIdLevelAndName_AreTheEvents() => Assert.Equal(
        from method in typeof(ServerLog).GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
        let message = method.GetCustomAttribute<LoggerMessageAttribute>()
        where message is not null
        orderby message.EventId
        select (message.EventId, message.Level, message.EventName ?? method.Name),
        EventRow().Matches(Section("## Logs of the Redis")).Select(static row => (
            int.Parse(row.Groups["id"].ValueSpan, CultureInfo.InvariantCulture), Enum.Parse<LogLevel>(row.Groups["level"].ValueSpan),
            row.Groups["name"].Value)));

    private static string Section(string heading)
    {
        string section = Page[Page.IndexOf(heading, StringComparison.Ordinal)..];
        int next = section.IndexOf("\n## ", StringComparison.Ordinal);
        return next < 0 ? section : section[..next];
    }

    [GeneratedRegex(@"^\| `(?<name>mooncake\.server\.[^`]+)` \| `(?<unit>[^`]+)` \| (?<kind>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"^\| (?<id>\d+) \| (?<level>\w+) \| `(?<name>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();
}
