using System.Diagnostics;
using Mooncake.Durable;

namespace Mooncake.Benchmarks.Durable;

/// <summary>Scans of values in the order of their keys, through the SDK.</summary>
/// <param name="folders">Where the stores lie.</param>
internal sealed class DurableScans(DurableFolders folders)
{
    private const int BatchLength = 500;
    private const int Rounds = 5;

    // Odd: different numbers give different keys, in no order.
    private const uint Mixer = 2654435761;

    /// <summary>Measures and prints.</summary>
    internal void Run(int size)
    {
        StoreEngines.Register(new DurableStoreEngine());
        int objects = size > 1000 ? 40_000 : 300_000;
        Measure(size, objects, isInOrder: true);
        Measure(size, objects, isInOrder: false);
    }

    private void Measure(int size, int objects, bool isInOrder)
    {
        string folder = folders.New(DurableSync.None).Folder;
        string connection = $"durable://{folder}?sync=none&cache=0&table-cache=512MiB";
        double rate = MeasureAsync(connection, size, objects, isInOrder).GetAwaiter().GetResult();
        string order = isInOrder ? "in key order" : "in no order";
        new DurableRow($"scan of values that were written {order}", size, rate, 0, "values/s", null, null, ">= 300,000 (256 B)").Print();
    }

    private static async Task<double> MeasureAsync(string connection, int size, int objects, bool isInOrder)
    {
        await using (MooncakeStore filled = await MooncakeStore.OpenAsync(connection).ConfigureAwait(false))
        {
            byte[] value = new byte[size];
            for (int first = 0; first < objects; first += BatchLength)
            {
                StoreBatch put = await filled.Raw.PutManyAsync(
                    [.. Enumerable.Range(first, BatchLength).Select(number => new KeyValuePair<string, ReadOnlyMemory<byte>>(
                        $"scan/{(isInOrder ? (uint)number : (uint)number * Mixer):x8}", value))]).ConfigureAwait(false);
                put.ThrowIfFailed();
            }
        }

        // Opened again: what was closed lies in table files.
        await using MooncakeStore store = await MooncakeStore.OpenAsync(connection).ConfigureAwait(false);
        double[] rates = new double[Rounds];
        for (int round = -1; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            int found = 0;
            await foreach (KeyValuePair<string, StoreResult<byte[]>> item in store.Raw.ScanAsync().ConfigureAwait(false))
            {
                found += item.Value.IsFound ? 1 : 0;
            }

            if (found != objects)
            {
                throw new InvalidOperationException($"{found} objects were found, not {objects}.");
            }

            rates[Math.Max(round, 0)] = found / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return DurableRounds.Median(rates);
    }
}
