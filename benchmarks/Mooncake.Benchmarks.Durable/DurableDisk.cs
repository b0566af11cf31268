using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Mooncake.Backends;
using Mooncake.Durable;

namespace Mooncake.Benchmarks.Durable;

/// <summary>What depends on the disk: its sync rate, the space of a store under churn, and opening after a crash.</summary>
/// <param name="folders">Where the stores lie.</param>
internal sealed partial class DurableDisk(DurableFolders folders)
{
    private const int Appends = 500;

    /// <summary>Appends and syncs records of the size of a put's, one by one.</summary>
    internal void RunSyncRate(int size)
    {
        string path = Path.Combine(folders.Root, $"append-{size}");
        double[] rates = new double[5];
        using (SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            byte[] record = new byte[size + 150];
            long length = 0;
            for (int round = 0; round < rates.Length; round++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < Appends; i++, length += record.Length)
                {
                    RandomAccess.Write(file, record, length);
                    Sync(file);
                }

                rates[round] = Appends / Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }

        File.Delete(path);
        new DurableRow("the disk: append and fdatasync", size, DurableRounds.Median(rates), 0, "ops/s", null, null, "").Print();
    }

    /// <summary>
    /// Writes several times what the store may hold, and sets the bytes of its files against those of the live objects, at every step.
    /// </summary>
    internal void RunChurn(int size, long capacity)
    {
        DurableOptions options = folders.New(DurableSync.Process) with { CapacityBytes = capacity };
        using OurSide side = new(options, size);
        using DurableWorker worker = side.NewWorker();
        long next = 0;
        Write(worker, ref next, capacity * 3 / 2, size);
        List<double> ratios = [];
        for (int step = 0; step < 20; step++)
        {
            Write(worker, ref next, capacity / 10, size);
            ratios.Add(FileBytes(options.Folder) / (double)Statistics(side).UsedBytes);
        }

        double mean = ratios.Average();
        new DurableRow("disk bytes over live bytes under churn, mean and most", size, mean, ratios.Max(), "", mean, null, "<= 1.20").Print();
    }

    /// <summary>Opens a store whose process has ended without closing it: a copy of the files of an open one.</summary>
    internal void RunOpening(int size, int objects)
    {
        DurableOptions options = folders.New(DurableSync.Process);
        DurableOptions crashed = folders.New(DurableSync.Process);
        using (OurSide side = new(options, size))
        {
            using DurableWorker worker = side.NewWorker();
            for (long first = 0; first < objects; first += DurableWorker.BatchLength)
            {
                worker.PutMany(first);
            }

            Directory.CreateDirectory(crashed.Folder);
            foreach (string file in Directory.EnumerateFiles(options.Folder).Where(static file => Path.GetFileName(file) != "LOCK"))
            {
                File.Copy(file, Path.Combine(crashed.Folder, Path.GetFileName(file)));
            }
        }

        long start = Stopwatch.GetTimestamp();
        using OurSide opened = new(crashed, size);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        new DurableRow($"opening after a crash, {Statistics(opened).Objects:N0} objects", size, seconds, 0, "s", null, null, "< 2").Print();
    }

    private static void Write(DurableWorker worker, ref long next, long bytes, int size)
    {
        for (long written = 0; written < bytes; written += (long)size * DurableWorker.BatchLength, next += DurableWorker.BatchLength)
        {
            worker.PutMany(next);
        }
    }

    private static StoreStatistics Statistics(OurSide side)
    {
        _ = side.Backend.GetCapability<IStatisticsSource>()!.GetStatistics(out StoreStatistics statistics);
        return statistics;
    }

    private static long FileBytes(string folder)
    {
        long bytes = 0;
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles())
        {
            try
            {
                bytes += file.Length;
            }
            catch (FileNotFoundException)
            {
                // Compacted away since it was listed.
            }
        }

        return bytes;
    }

    private static void Sync(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (SyncData(file) != 0)
        {
            throw new IOException($"fdatasync failed with error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int SyncData(SafeFileHandle file);
}
