using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Mooncake.Benchmarks.Measurement;
using Mooncake.Embedded;
using Mooncake.Native;

namespace Mooncake.Benchmarks.Embedded;

/// <summary>The embedded engine against a <see cref="ConcurrentDictionary{TKey, TValue}"/> that does the same, with keys made beforehand.</summary>
/// <remarks>
/// The engine has its default options. A round of puts is long enough for the collector to run in it several times: the dictionary
/// pays for its garbage then, not when it makes it, and the best of shorter rounds is one in which it did not pay at all.
/// </remarks>
internal static unsafe class EmbeddedRatios
{
    private const int Size = 256;
    private const int Keys = 100_000;
    private const int Live = 10_000;
    private const int GetRounds = 15;
    private const int GetsPerRound = 1_000_000;
    private const int PutRounds = 5;
    private const int PutsPerRound = 2_500_000;

    /// <summary>Measures and prints.</summary>
    internal static void Run()
    {
        using EmbeddedStoreBackend backend = new(new EmbeddedOptions());
        int answer = backend.Setup(new StoreSetup { SegmentBytes = 256 << 20, LocalBufferBytes = 16 << 20 });
        if (answer != 0)
        {
            throw new InvalidOperationException($"Setup answered {answer}.");
        }

        string[] names = [.. Enumerable.Range(0, Keys).Select(static i => i.ToString("D8", CultureInfo.InvariantCulture).Insert(0, "kv/llama-70b/"))];
        byte[][] texts = [.. names.Select(static name => PinnedUtf8(name))];
        ConcurrentDictionary<string, byte[]> dictionary = new();
        foreach (int threads in (int[])[1, 2])
        {
            Fill(backend, texts, dictionary, names);
            Compare($"embedded get {Size} B over ConcurrentDictionary, {threads} threads", threads, GetRounds, GetsPerRound, GetOurs(backend, texts), GetTheirs(dictionary, names));
            Compare($"embedded put {Size} B over ConcurrentDictionary, {threads} threads", threads, PutRounds, PutsPerRound, PutOurs(backend, texts), PutTheirs(dictionary, names));
        }
    }

    private static void Compare(string name, int threads, int rounds, int operations, Action<int, int> ours, Action<int, int> theirs)
    {
        double bestOurs = double.MaxValue;
        double bestTheirs = double.MaxValue;
        long allocated = 0;
        for (int round = 0; round < rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            bestOurs = Math.Min(bestOurs, Time(threads, ours) / operations);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            bestTheirs = Math.Min(bestTheirs, Time(threads, theirs) / operations);
        }

        new RatioLine(name, bestOurs, bestTheirs, LowerIsBetter: true, 1.0, (double)allocated / operations / threads).Print();
    }

    private static double Time(int threads, Action<int, int> side)
    {
        using Barrier barrier = new(threads + 1);
        Thread[] workers = new Thread[threads];
        for (int t = 0; t < threads; t++)
        {
            int thread = t;
            workers[t] = new Thread(() =>
            {
                barrier.SignalAndWait();
                side(thread, threads);
                barrier.SignalAndWait();
            });
            workers[t].Start();
        }

        barrier.SignalAndWait();
        long start = Stopwatch.GetTimestamp();
        barrier.SignalAndWait();
        double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        return nanoseconds;
    }

    private static void Fill(EmbeddedStoreBackend backend, byte[][] texts, ConcurrentDictionary<string, byte[]> dictionary, string[] names)
    {
        _ = backend.RemoveAll(force: true);
        dictionary.Clear();
        byte* value = stackalloc byte[Size];
        for (int i = 0; i < Live; i++)
        {
            fixed (byte* key = texts[i])
            {
                _ = backend.PutFrom(key, texts[i].Length - 1, value, Size, null);
            }

            dictionary[names[i]] = new byte[Size];
        }
    }

    private static Action<int, int> GetOurs(EmbeddedStoreBackend backend, byte[][] texts) => (thread, threads) =>
    {
        byte* destination = stackalloc byte[Size];
        int at = thread * (Live / threads);
        for (int i = 0; i < GetsPerRound; i++)
        {
            byte[] text = texts[at = at + 1 < Live ? at + 1 : 0];
            fixed (byte* key = text)
            {
                _ = backend.GetInto(key, text.Length - 1, destination, Size);
            }
        }
    };

    private static Action<int, int> GetTheirs(ConcurrentDictionary<string, byte[]> dictionary, string[] names) => (thread, threads) =>
    {
        byte* destination = stackalloc byte[Size];
        int at = thread * (Live / threads);
        for (int i = 0; i < GetsPerRound; i++)
        {
            if (dictionary.TryGetValue(names[at = at + 1 < Live ? at + 1 : 0], out byte[]? value))
            {
                value.AsSpan().CopyTo(new Span<byte>(destination, Size));
            }
        }
    };

    /// <summary>Each thread stores new keys of its own part, and removes the oldest of them.</summary>
    private static Action<int, int> PutOurs(EmbeddedStoreBackend backend, byte[][] texts) => (thread, threads) =>
    {
        byte* source = stackalloc byte[Size];
        int part = Keys / threads;
        for (int i = 0; i < PutsPerRound; i++)
        {
            byte[] added = texts[(thread * part) + ((Live + i) % part)];
            byte[] removed = texts[(thread * part) + (i % part)];
            fixed (byte* key = added, old = removed)
            {
                _ = backend.PutFrom(key, added.Length - 1, source, Size, null);
                _ = backend.Remove(old, removed.Length - 1, force: true);
            }
        }
    };

    private static Action<int, int> PutTheirs(ConcurrentDictionary<string, byte[]> dictionary, string[] names) => (thread, threads) =>
    {
        byte* source = stackalloc byte[Size];
        int part = Keys / threads;
        for (int i = 0; i < PutsPerRound; i++)
        {
            byte[] copy = new byte[Size];
            new Span<byte>(source, Size).CopyTo(copy);
            dictionary[names[(thread * part) + ((Live + i) % part)]] = copy;
            dictionary.TryRemove(names[(thread * part) + (i % part)], out _);
        }
    };

    private static byte[] PinnedUtf8(string text)
    {
        byte[] bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(text) + 1, pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
