using System.Diagnostics;
using Mooncake.Server.Observability;

namespace Mooncake.Cli.Bench;

/// <summary>Makes measurements on a store. What it stores has keys of its own, and is removed at the end.</summary>
/// <param name="store">The store.</param>
/// <param name="duration">How long a measurement takes.</param>
internal sealed class BenchRun(MooncakeStore store, TimeSpan duration)
{
    /// <summary>The most callers of a measurement.</summary>
    internal const int MostCallers = 1024;

    // The objects that are read or stored at a time: more than the processor's caches hold of the larger ones, and not more than a small
    // store has room for.
    private const int Bytes = 16 << 20;
    private const int MostObjects = 4096;

    private readonly string _readRun = $"{Guid.NewGuid():N}";
    private int _stored;
    private int _storedBytes;

    private string PutRun => _readRun + "-put";

    /// <summary>Makes one measurement.</summary>
    /// <param name="measured">What to measure.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    internal async Task<BenchResult> MeasureAsync(BenchCase measured, CancellationToken cancellationToken)
    {
        byte[] payload = new byte[measured.Bytes];
        Random.Shared.NextBytes(payload);
        StoreError? error = await StoreAsync(payload, cancellationToken);
        bool puts = measured.Operation == BenchOperation.Put;
        BenchCaller[] callers =
        [
            .. Enumerable.Range(0, measured.Concurrency).Select(number => new BenchCaller(
                store, puts ? PutRun : _readRun, measured, payload, _stored, number * (int.MaxValue / MostCallers))),
        ];
        TimeSpan elapsed = TimeSpan.Zero;
        if (error is null)
        {
            await RunAsync(callers, measured, duration / 5, cancellationToken);
            Array.ForEach(callers, static caller => caller.Reset());
            elapsed = await RunAsync(callers, measured, duration, cancellationToken);
        }

        LatencyHistogram latency = new();
        Array.ForEach(callers, caller => latency.Add(caller.Latency));
        double objects = elapsed == TimeSpan.Zero ? 0 : latency.Count * measured.Objects / elapsed.TotalSeconds;
        return new BenchResult(
            measured.Operation.ToString().ToLowerInvariant(), measured.Bytes, measured.Objects, measured.Concurrency, latency.Count,
            objects, objects * measured.Bytes / (1 << 20), latency.Percentile(0.5) ?? 0, latency.Percentile(0.9) ?? 0,
            latency.Percentile(0.99) ?? 0, latency.Percentile(0.999) ?? 0, callers.Sum(static caller => caller.Missing),
            callers.Sum(static caller => caller.Failures) + (error is null ? 0 : 1),
            (error ?? callers.Select(static caller => caller.Error).FirstOrDefault(static first => first is not null))?.Message);
    }

    /// <summary>Removes what the measurements have stored.</summary>
    /// <returns>Why some of it is left, or null.</returns>
    internal Task<StoreError?> RemoveAsync() => RemoveAsync(_readRun);

    /// <summary>
    /// Lets the callers make their calls, in rounds after which the objects of puts are removed, so that every put stores a new object and
    /// the store does not fill.
    /// </summary>
    /// <returns>The length of the rounds, without the removals.</returns>
    private async Task<TimeSpan> RunAsync(BenchCaller[] callers, BenchCase measured, TimeSpan atLeast, CancellationToken cancellationToken)
    {
        bool puts = measured.Operation == BenchOperation.Put;
        long bytesOfACall = (long)measured.Bytes * measured.Objects * callers.Length;
        long calls = puts ? Math.Clamp(Bytes / bytesOfACall, 1, Math.Max(1, MostObjects / measured.Objects)) : long.MaxValue;
        TimeSpan elapsed = TimeSpan.Zero;
        while (elapsed < atLeast)
        {
            long start = Stopwatch.GetTimestamp();
            TimeSpan left = atLeast - elapsed;

            // Each caller on a thread: calls of an engine in this process complete without ever giving up their thread.
            await Task.WhenAll(callers.Select(caller =>
                Task.Run(() => caller.RunAsync(calls, left, cancellationToken), cancellationToken)));
            elapsed += Stopwatch.GetElapsedTime(start);
            if (puts)
            {
                await RemoveAsync(PutRun);
            }
        }

        return elapsed;
    }

    private async Task<StoreError?> RemoveAsync(string run) =>
        (await store.Raw.RemoveByPrefixAsync(BenchObject.Prefix + run, RemoveOptions.Forced, CancellationToken.None)).Error;

    private async Task<StoreError?> StoreAsync(byte[] payload, CancellationToken cancellationToken)
    {
        if (_storedBytes == payload.Length)
        {
            return null;
        }

        if (await RemoveAsync() is { } error)
        {
            return error;
        }

        _storedBytes = payload.Length;
        _stored = Math.Clamp(Bytes / payload.Length, 1, MostObjects);
        BenchObject[] objects = [.. Enumerable.Range(0, _stored).Select(number => new BenchObject(_readRun, number, payload))];
        return (await store.BenchObjects.PutManyAsync(objects, cancellationToken: cancellationToken)).FirstError;
    }
}
