using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Mooncake.Pipeline;

namespace Mooncake.Observability;

/// <summary>What the meter tells a listener.</summary>
[Collection(nameof(ProcessWideTests))]
public sealed class MeterTests : IAsyncLifetime
{
    private MooncakeStore Store { get; set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await Stores.OpenAsync(static options => options.Embedded.ClusterName = $"meter-{Guid.NewGuid():N}");

    public async ValueTask DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Get_HitAndMiss_AreCounted()
    {
        using Recorder recorder = new(Store);
        (await Store.Blocks.PutAsync(Block.Numbered(1), Stop)).ThrowIfFailed();

        Assert.True((await Store.Blocks.GetAsync("model", 3, 1, Stop)).IsFound);
        Assert.True((await Store.Blocks.GetAsync("model", 3, 2, Stop)).IsMissing);

        Assert.Equal(1, recorder.Sum("mooncake.client.lookups", ("mooncake.outcome", "hit")));
        Assert.Equal(1, recorder.Sum("mooncake.client.lookups", ("mooncake.outcome", "miss")));
    }

    [Fact]
    public async Task Operation_Done_RecordsItsDurationByOperationAndCollection()
    {
        using Recorder recorder = new(Store);

        (await Store.Blocks.PutAsync(Block.Numbered(1), Stop)).ThrowIfFailed();

        Assert.Equal(1, recorder.Count("db.client.operation.duration", ("db.operation.name", "put"), ("db.collection.name", nameof(Block)), ("db.system.name", "mooncake")));
    }

    [Fact]
    public async Task Operation_Failed_IsCountedByItsCode()
    {
        using Recorder recorder = new(Store);

        Assert.True((await Store.Raw.PutAsync("empty", ReadOnlyMemory<byte>.Empty, cancellationToken: Stop)).IsFailed);

        Assert.Equal(1, recorder.Sum("mooncake.client.errors", ("error.type", nameof(StoreErrorCode.EmptyObject))));
    }

    [Fact]
    public async Task Gauges_StoreOpen_TellOfItsBuffers()
    {
        using Recorder recorder = new(Store);
        (await Store.Blocks.PutAsync(Block.Numbered(1), Stop)).ThrowIfFailed();
        using StoreLease<Block> lease = (await Store.Blocks.GetLeaseAsync("model", 3, 1, Stop)).GetValueOrThrow();

        recorder.Listener.RecordObservableInstruments();

        Assert.True(recorder.Max("mooncake.client.pool.registered") > 0);
        Assert.True(recorder.Max("mooncake.client.pool.rented") >= 1);
    }

    [Fact]
    public async Task Batch_OfGetsThatWaited_TellsHowManyTheyWereAndWhatTheyRead()
    {
        const int Gets = 16;
        const int Size = 100;
        await using PipelineStore store = await PipelineStore.OpenAsync(static options => options.Embedded.ClusterName = $"meter-{Guid.NewGuid():N}");
        string[] keys = [.. Enumerable.Range(0, Gets).Select(static i => $"k{i}")];
        await store.PutAllAsync(keys, Size);
        using Recorder recorder = new(store.Store);

        store.HoldLanes();
        Task<StoreResult<byte[]>>[] gets = [.. keys.Select(key => store.Raw.GetAsync(key, Stop).AsTask())];
        PipelineStore.WaitUntil(() => store.Pipeline.QueueDepth == Gets);
        recorder.Listener.RecordObservableInstruments();
        store.Gate.Open();
        Assert.All(await Task.WhenAll(gets), static result => Assert.True(result.IsFound));

        Assert.Equal(Gets, recorder.Max("mooncake.client.queue.depth"));
        Assert.Equal(1, recorder.Count("mooncake.client.batch.size", ("db.operation.name", "get")));
        Assert.Equal(Gets, recorder.Sum("mooncake.client.batch.size", ("db.operation.name", "get")));
        Assert.Equal(Gets * Size, recorder.Sum("mooncake.client.io", ("mooncake.direction", "read")));
    }

    /// <summary>Listens to the meter. Other tests' stores speak through the same meter: the cluster's name tells this one's.</summary>
    private sealed class Recorder : IDisposable
    {
        private readonly ConcurrentBag<(string Instrument, double Value, KeyValuePair<string, object?>[] Tags)> _measurements = [];
        private readonly string? _namespace;

        internal Recorder(MooncakeStore store)
        {
            _namespace = store.Session.Options.Embedded.ClusterName;
            Listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Mooncake.Sdk")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            Listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
            Listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
            Listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
            Listener.Start();
        }

        internal MeterListener Listener { get; } = new();

        public void Dispose() => Listener.Dispose();

        internal double Sum(string instrument, params (string Key, string Value)[] tags) => Select(instrument, tags).Sum();

        internal int Count(string instrument, params (string Key, string Value)[] tags) => Select(instrument, tags).Count();

        internal double Max(string instrument) => Select(instrument, []).DefaultIfEmpty().Max();

        private IEnumerable<double> Select(string instrument, (string Key, string Value)[] tags) =>
            from measurement in _measurements
            where measurement.Instrument == instrument
            where tags.All(tag => measurement.Tags.Any(have => have.Key == tag.Key && have.Value?.ToString() == tag.Value))
            select measurement.Value;

        private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            KeyValuePair<string, object?>[] copy = tags.ToArray();

            // What is counted where calls are made has no store's name; these tests run alone.
            if (copy.All(tag => tag.Key != "db.namespace" || tag.Value?.ToString() == _namespace))
            {
                _measurements.Add((instrument.Name, value, copy));
            }
        }
    }
}
