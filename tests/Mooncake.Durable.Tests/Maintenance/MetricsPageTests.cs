using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Mooncake.Durable.Maintenance;
using Mooncake.Durable.Tests.Support;
using Mooncake.TestTools;

namespace Mooncake.Durable.Tests.Maintenance;

/// <summary><c>docs/observability.md</c> lists the gauges of durable stores, and they have the figures.</summary>
public sealed partial class MetricsPageTests
{
    [Fact]
    public void Page_ListsTheInstrumentsOfTheMeter()
    {
        using TestFolder folder = new();
        using TestStore store = new(folder);
        List<(string, string, string)> published = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (IsOurs(instrument))
                {
                    published.Add((instrument.Name, instrument.Unit!, instrument is ObservableGauge<long> ? "gauge" : "counter"));
                }
            },
        };
        listener.Start();
        string page = File.ReadAllText(Repository.PathOf("docs", "observability.md"));
        Assert.Equal(
            published.Order(),
            Row().Matches(page)
                .Select(static row => (row.Groups["name"].Value, row.Groups["unit"].Value, row.Groups["kind"].Value))
                .Order());
    }

    [Fact]
    public void Gauges_OfAnOpenStore_HaveItsFiguresAndItsFolder()
    {
        using TestFolder folder = new();
        Dictionary<string, long> figures = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (IsOurs(instrument))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (tags.ToArray().Contains(new(DurableInstruments.FolderAttribute, folder.Path)))
            {
                figures[instrument.Name] = value;
            }
        });
        listener.Start();
        using (TestStore store = new(folder))
        {
            Assert.Equal(0, store.Put("k", new byte[1000]));
            listener.RecordObservableInstruments();
            Assert.Equal(1, figures["mooncake.durable.objects"]);
            Assert.Equal(1000 + 2 + 64, figures["mooncake.durable.live"]);
            Assert.True(figures["mooncake.durable.disk"] > 1000);
        }

        figures.Clear();
        listener.RecordObservableInstruments();
        Assert.Empty(figures);
    }

    private static bool IsOurs(Instrument instrument) =>
        instrument.Meter.Name == DurableInstruments.MeterName && instrument.Name.StartsWith("mooncake.durable.", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| `(?<name>mooncake\.durable\.[^`]+)` \| `(?<unit>[^`]+)` \| (?<kind>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
