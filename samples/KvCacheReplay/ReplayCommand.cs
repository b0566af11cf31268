using System.Diagnostics;
using Mooncake;

namespace KvCacheReplay;

/// <summary>Reads or makes a trace, opens a store, replays, and reports.</summary>
internal static class ReplayCommand
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    /// <summary>Runs the replay.</summary>
    /// <returns>The process's exit code: 0 if every byte read was right and nothing failed.</returns>
    internal static async Task<int> RunAsync(ReplaySettings settings, CancellationToken cancellationToken)
    {
        if (settings.Trace is { Exists: false })
        {
            await Console.Error.WriteLineAsync($"There is no trace at '{settings.Trace.FullName}'.");
            return 2;
        }

        List<TraceRequest> requests;
        try
        {
            requests = settings.Trace is null ? RequestTrace.Make() : RequestTrace.Read(settings.Trace);
        }
        catch (InvalidDataException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }

        try
        {
            await using MooncakeStore store = await OpenAsync(settings, requests, cancellationToken);
            return await ReplayAsync(store, settings, requests, cancellationToken);
        }
        catch (StoreException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static async Task<int> ReplayAsync(
        MooncakeStore store, ReplaySettings settings, List<TraceRequest> requests, CancellationToken cancellationToken)
    {
        Replayer replayer = new(store, settings.BlockBytes);
        Stopwatch watch = Stopwatch.StartNew();
        TimeSpan lastProgress = TimeSpan.Zero;
        foreach (TraceRequest request in requests)
        {
            await replayer.ReplayAsync(request, cancellationToken);
            if (watch.Elapsed - lastProgress >= ProgressInterval)
            {
                lastProgress = watch.Elapsed;
                await Console.Error.WriteLineAsync(replayer.Figures.Progress(requests.Count));
            }
        }

        Console.WriteLine(replayer.Figures.Report(watch.Elapsed));
        if (replayer.FirstError is not null)
        {
            await Console.Error.WriteLineAsync($"The first failure: {replayer.FirstError.Message}");
        }

        return replayer.Figures.Mismatches == 0 && replayer.Figures.Failures == 0 ? 0 : 1;
    }

    private static async Task<MooncakeStore> OpenAsync(
        ReplaySettings settings, List<TraceRequest> requests, CancellationToken cancellationToken)
    {
        if (settings.Connect is not null)
        {
            return await MooncakeStore.OpenAsync(settings.Connect, cancellationToken);
        }

        long objectBytes = await MeasureAsync(settings.BlockBytes, cancellationToken);
        long blocks = settings.CapacityBlocks ?? requests.SelectMany(static request => request.HashIds).Distinct().LongCount();
        return await MooncakeStore.OpenAsync(
            StoreSizing.For(blocks, objectBytes, evicts: settings.CapacityBlocks is not null), cancellationToken);
    }

    /// <summary>The size of a stored block in bytes, asked of a store of its own.</summary>
    private static async Task<long> MeasureAsync(int blockBytes, CancellationToken cancellationToken)
    {
        MooncakeStoreOptions options = new() { SegmentBytes = Math.Max(16L << 20, 2L * blockBytes) };
        await using MooncakeStore store = await MooncakeStore.OpenAsync(options, cancellationToken);
        (await store.KvBlocks.PutAsync(new KvBlock(0, new byte[blockBytes]), cancellationToken: cancellationToken)).ThrowIfFailed();
        return (await store.KvBlocks.SizeOfAsync(0, cancellationToken)).GetValueOrThrow();
    }
}
