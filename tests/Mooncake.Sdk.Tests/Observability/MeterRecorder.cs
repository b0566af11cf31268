using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Mooncake.Observability;

/// <summary>Listens to the meter. Other tests' stores speak through the same meter: the embedded cluster's name tells this one's.</summary>
internal sealed class MeterRecorder : IDisposable
{
    private readonly ConcurrentQueue<(string Instrument, double Value, KeyValuePair<string, object?>[] Tags)> _measurements = [];
    private readonly MeterListener _listener = new();
    private readonly string _cluster;

    /// <summary>Listens to what is told of an embedded cluster.</summary>
    /// <param name="cluster">Its name.</param>
    internal MeterRecorder(string cluster)
    {
        _cluster = cluster;
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == StoreInstruments.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>The instruments of the meter.</summary>
    internal static List<Instrument> Published()
    {
        List<Instrument> published = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == StoreInstruments.Name)
            {
                published.Add(instrument);
            }
        };

        // The meter has its instruments once the first of them was used.
        _ = StoreInstruments.Duration;
        listener.Start();
        return published;
    }

    /// <summary>A name that no other test's cluster has.</summary>
    internal static string NewCluster() => $"meter-{Guid.NewGuid():N}";

    /// <summary>Reads the gauges.</summary>
    internal void ReadGauges() => _listener.RecordObservableInstruments();

    /// <summary>What was measured with certain tags, in that order.</summary>
    internal double[] Values(string instrument, params (string Key, string Value)[] tags) =>
        [.. from measurement in _measurements
            where measurement.Instrument == instrument
            where tags.All(tag => measurement.Tags.Any(have => have.Key == tag.Key && have.Value?.ToString() == tag.Value))
            select measurement.Value];

    /// <summary>The sum of <see cref="Values"/>.</summary>
    internal double Sum(string instrument, params (string Key, string Value)[] tags) => Values(instrument, tags).Sum();

    /// <summary>The names of all tags that an instrument's measurements had, sorted.</summary>
    internal IEnumerable<string> TagsOf(string instrument) =>
        _measurements.Where(measurement => measurement.Instrument == instrument)
            .SelectMany(static measurement => measurement.Tags.Select(static tag => tag.Key))
            .Distinct()
            .Order(StringComparer.Ordinal);

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        KeyValuePair<string, object?>[] copy = tags.ToArray();
        if (copy.Contains(new("db.namespace", _cluster)))
        {
            _measurements.Enqueue((instrument.Name, value, copy));
        }
    }
}
