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

        StoreResult<MooncakeStore> opened = await OpenAsync(settings, requests, cancellationToken);
        if (!opened.TryGetValue(out MooncakeStore? store, out StoreError? error))
        {
            await Console.Error.WriteLineAsync(error!.Message);
            return 1;
        }

        await using (store)
        {
            return await ReplayAsync(store, settings, requests, cancellationToken);
        }
    }

    private static async Task<int> ReplayAsync(MooncakeStore store, ReplaySettings settings, List<TraceRequest> requests, CancellationToken cancellationToken)
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

    private static async Task<StoreResult<MooncakeStore>> OpenAsync(ReplaySettings settings, List<TraceRequest> requests, CancellationToken cancellationToken)
    {
        if (settings.Connect is not null)
        {
            return await MooncakeStore.OpenAsync(settings.Connect, cancellationToken);
        }

        StoreResult<long> objectBytes = await MeasureAsync(settings.BlockBytes, cancellationToken);
        if (!objectBytes.TryGetValue(out long bytes, out StoreError? error))
        {
            return StoreResult<MooncakeStore>.Failed(error!);
        }

        long blocks = settings.CapacityBlocks ?? requests.SelectMany(static request => request.HashIds).Distinct().LongCount();
        return await MooncakeStore.OpenAsync(StoreSizing.For(blocks, bytes, evicts: settings.CapacityBlocks is not null), cancellationToken);
    }

    /// <summary>The size of a stored block, as a store of its own tells it.</summary>
    private static async Task<StoreResult<long>> MeasureAsync(int blockBytes, CancellationToken cancellationToken)
    {
        MooncakeStoreOptions options = new() { SegmentBytes = Math.Max(16L << 20, 2L * blockBytes) };
        StoreResult<MooncakeStore> opened = await MooncakeStore.OpenAsync(options, cancellationToken);
        if (!opened.TryGetValue(out MooncakeStore? store, out StoreError? error))
        {
            return StoreResult<long>.Failed(error!);
        }

        await using (store)
        {
            StoreResult put = await store.KvBlocks.PutAsync(new KvBlock(0, new byte[blockBytes]), cancellationToken);
            return put.IsFailed ? StoreResult<long>.Failed(put.Error) : await store.KvBlocks.SizeOfAsync(0, cancellationToken);
        }
    }
}
