using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mooncake.Session;

namespace Mooncake.Observability;

/// <summary>
/// The instruments of the meter and the activity source, both named <c>Mooncake.Sdk</c>. Names and units follow OpenTelemetry's
/// conventions for database clients where those exist. Without listeners, the overhead is a flag check.
/// </summary>
internal static class StoreInstruments
{
    /// <summary>The name of the meter and of the activity source.</summary>
    internal const string Name = "Mooncake.Sdk";

    /// <summary>Spans of operations.</summary>
    internal static readonly ActivitySource Activities = new(Name, Version);

    private static readonly Meter Meter = new(Name, Version);

    /// <summary>The duration of operations, in seconds.</summary>
    internal static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "db.client.operation.duration",
        "s",
        "Duration of operations, from the call to the result.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.000_01, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });

    /// <summary>The number of objects in one native call.</summary>
    internal static readonly Histogram<int> BatchSize = Meter.CreateHistogram(
        "mooncake.client.batch.size",
        "{object}",
        "Number of objects in one native call.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });

    /// <summary>Bytes of objects, by direction.</summary>
    internal static readonly Counter<long> Bytes = Meter.CreateCounter<long>("mooncake.client.io", "By", "Object bytes read and stored.");

    /// <summary>Reads and existence checks, by whether they found the object.</summary>
    internal static readonly Counter<long> Lookups = Meter.CreateCounter<long>(
        "mooncake.client.lookups", "{object}", "Number of objects looked up by gets and existence checks: hits and misses.");

    /// <summary>Objects whose operation failed, by code.</summary>
    internal static readonly Counter<long> Errors = Meter.CreateCounter<long>(
        "mooncake.client.errors", "{error}", "Number of objects whose operation failed, by error code.");

    static StoreInstruments()
    {
        Meter.CreateObservableGauge("mooncake.client.queue.depth", static () => Observe(static session => session.Pipeline?.QueueDepth ?? 0), "{operation}", "Number of operations waiting for a lane.");
        Meter.CreateObservableGauge("mooncake.client.lanes.hung", static () => Observe(static session => session.Pipeline?.HungLanes ?? 0), "{lane}", "Number of lanes whose native call has not returned within the operation timeout.");
        Meter.CreateObservableGauge("mooncake.client.pool.registered", static () => Observe(static session => session.Pool.Statistics.RegisteredBytes), "By", "Memory registered for operations.");
        Meter.CreateObservableGauge("mooncake.client.pool.rented", static () => Observe(static session => session.Pool.Statistics.RentedBuffers), "{buffer}", "Number of registered buffers in use by operations and value leases.");
        Meter.CreateObservableGauge("mooncake.client.pool.usage", static () => Observe(static session => session.Pool.Statistics.RentedBytes), "By", "Registered memory in use by operations and value leases.");
        Meter.CreateObservableGauge("mooncake.client.pool.waiting", static () => Observe(static session => session.Pool.Statistics.Waiting), "{operation}", "Number of operations waiting for a registered buffer.");
    }

    /// <summary>Creates the instruments, so that the gauges exist when a store opens, not only from its first operation.</summary>
    internal static void Publish()
    {
        // The static constructor has run when this is called.
    }

    private static string Version => typeof(StoreInstruments).Assembly.GetName().Version?.ToString(3) ?? "0";

    private static IEnumerable<Measurement<long>> Observe(Func<StoreSession, long> read)
    {
        // Of two measurements with the same tags a reader keeps only the last, so the gauges of stores with the same tags are summed.
        Dictionary<string, (long Value, KeyValuePair<string, object?>[] Tags)> stores = [];
        foreach (StoreSession session in OpenSessions.All)
        {
            long before = stores.GetValueOrDefault(session.Telemetry.Identity).Value;
            stores[session.Telemetry.Identity] = (before + read(session), session.Telemetry.StoreTags);
        }

        return stores.Values.Select(static store => new Measurement<long>(store.Value, store.Tags));
    }
}
