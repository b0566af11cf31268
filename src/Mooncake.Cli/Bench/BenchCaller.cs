using System.Diagnostics;
using Mooncake.Server.Observability;

namespace Mooncake.Cli.Bench;

/// <summary>One of the callers of a measurement. Not thread-safe.</summary>
/// <param name="store">The store.</param>
/// <param name="run">The run's id.</param>
/// <param name="measured">The measurement.</param>
/// <param name="payload">The payload of every object.</param>
/// <param name="stored">Objects that can be read; they are numbered from 0.</param>
/// <param name="firstNumber">The number of the first object that this caller reads or stores.</param>
internal sealed class BenchCaller(
    MooncakeStore store, string run, BenchCase measured, ReadOnlyMemory<byte> payload, int stored, int firstNumber)
{
    private int _next = firstNumber;

    /// <summary>How long the calls took.</summary>
    internal LatencyHistogram Latency { get; private set; } = new();

    /// <summary>Objects that were not found.</summary>
    internal long Missing { get; private set; }

    /// <summary>Objects whose operation failed.</summary>
    internal long Failures { get; private set; }

    /// <summary>The first failure, or null.</summary>
    internal StoreError? Error { get; private set; }

    /// <summary>Forgets what has been measured: it was to warm up.</summary>
    internal void Reset()
    {
        Latency = new LatencyHistogram();
        (Missing, Failures, Error) = (0, 0, null);
    }

    /// <summary>Calls one after the other.</summary>
    /// <param name="calls">The most calls.</param>
    /// <param name="duration">When to end before that; at least one call is made.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    internal async Task RunAsync(long calls, TimeSpan duration, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            await (measured switch
            {
                { Operation: BenchOperation.Put, Objects: 1 } => PutAsync(cancellationToken),
                { Operation: BenchOperation.Put } => PutListAsync(cancellationToken),
                { Operation: BenchOperation.Get, Objects: 1 } => GetAsync(cancellationToken),
                { Operation: BenchOperation.Get } => GetListAsync(cancellationToken),
                { Objects: 1 } => LeaseAsync(cancellationToken),
                _ => LeaseListAsync(cancellationToken),
            });
        }
        while (--calls > 0 && Stopwatch.GetElapsedTime(start) < duration);
    }

    private async ValueTask PutAsync(CancellationToken cancellationToken)
    {
        BenchObject made = Make();
        long start = Stopwatch.GetTimestamp();
        StoreResult result = await store.BenchObjects.PutAsync(made, cancellationToken: cancellationToken);
        Latency.Add(Stopwatch.GetTimestamp() - start);
        Note(result.Error, missing: 0, result.Error is null ? 0 : 1);
    }

    private async ValueTask PutListAsync(CancellationToken cancellationToken)
    {
        BenchObject[] made = [.. Enumerable.Range(0, measured.Objects).Select(_ => Make())];
        long start = Stopwatch.GetTimestamp();
        StoreBatch batch = await store.BenchObjects.PutManyAsync(made, cancellationToken: cancellationToken);
        Latency.Add(Stopwatch.GetTimestamp() - start);
        Note(batch.FirstError, missing: 0, batch.FailedCount);
    }

    private async ValueTask GetAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        StoreResult<BenchObject> result = await store.BenchObjects.GetAsync(NextKey(), cancellationToken);
        Latency.Add(Stopwatch.GetTimestamp() - start);
        Note(result.Error, result.IsMissing ? 1 : 0, result.Error is null ? 0 : 1);
    }

    private async ValueTask GetListAsync(CancellationToken cancellationToken)
    {
        BenchObjectKey[] keys = NextKeys();
        long start = Stopwatch.GetTimestamp();
        StoreBatch<BenchObject> batch = await store.BenchObjects.GetManyAsync(keys, cancellationToken);
        Latency.Add(Stopwatch.GetTimestamp() - start);
        Note(batch.FirstError, batch.MissingCount, batch.FailedCount);
    }

    private async ValueTask LeaseAsync(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        StoreResult<StoreLease<BenchObject>> result = await store.BenchObjects.GetLeaseAsync(NextKey(), cancellationToken);
        if (result.TryGetValue(out StoreLease<BenchObject>? lease))
        {
            lease.Dispose();
        }

        Latency.Add(Stopwatch.GetTimestamp() - start);
        Note(result.Error, result.IsMissing ? 1 : 0, result.Error is null ? 0 : 1);
    }

    private async ValueTask LeaseListAsync(CancellationToken cancellationToken)
    {
        BenchObjectKey[] keys = NextKeys();
        long start = Stopwatch.GetTimestamp();
        StoreLeaseBatch<BenchObject> batch = await store.BenchObjects.GetManyLeaseAsync(keys, cancellationToken);
        StoreBatch<BenchObject> results = batch.Results;
        batch.Dispose();
        Latency.Add(Stopwatch.GetTimestamp() - start);
        Note(results.FirstError, results.MissingCount, results.FailedCount);
    }

    private BenchObject Make() => new(run, _next++, payload);

    private BenchObjectKey NextKey() => new(run, (int)((uint)_next++ % (uint)stored));

    private BenchObjectKey[] NextKeys() => [.. Enumerable.Range(0, measured.Objects).Select(_ => NextKey())];

    private void Note(StoreError? error, long missing, long failed)
    {
        Error ??= error;
        Missing += missing;
        Failures += failed;
    }
}
