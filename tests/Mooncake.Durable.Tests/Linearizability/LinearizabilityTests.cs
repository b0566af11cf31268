using System.Globalization;
using Mooncake.Durable.Tests.Support;

namespace Mooncake.Durable.Tests.Linearizability;

/// <summary>
/// Histories of threads that put, get, replace, remove and take a few keys, with a restart in the middle: every answer is one that a store
/// with one call at a time could have given. <c>MOONCAKE_HISTORIES</c> sets how many histories each case has (3 by default).
/// </summary>
public sealed class LinearizabilityTests
{
    private const int Threads = 4;
    private const int CallsOfThread = 300;
    private const int FillerBytes = 500_000;
    private const int Fillers = 50;

    private static int Histories =>
        int.TryParse(Environment.GetEnvironmentVariable("MOONCAKE_HISTORIES"), CultureInfo.InvariantCulture, out int count) ? count : 3;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void History_OfConcurrentCalls_IsLinearizable(bool hasTier, bool expires)
    {
        long cache = hasTier ? DurableOptions.SmallestCache : 0;
        DurableOptions options = new() { Folder = ".", Sync = DurableSync.Process, CacheBytes = cache };
        Check(options, expires ? Vanishing.Expired : Vanishing.Never, filler: null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void History_WhileObjectsAreEvicted_IsLinearizable(bool hasTier)
    {
        DurableOptions options = new()
        {
            Folder = ".",
            Sync = DurableSync.Process,
            CapacityBytes = 100_000,
            LeaseDuration = TimeSpan.Zero,
            CacheBytes = hasTier ? DurableOptions.SmallestCache : 0,
        };
        Check(options, Vanishing.Evicted, static (store, i) => store.Replace($"filler/{i % 100}", new byte[5000]));
    }

    [Fact]
    public void History_WhileTheMemoryTierEvicts_IsLinearizable()
    {
        DurableOptions options = new() { Folder = ".", Sync = DurableSync.Process, CacheBytes = DurableOptions.SmallestCache };
        Check(options, Vanishing.Never, static (store, i) =>
        {
            // The tier has room for 32 of them.
            byte[] value = i < Fillers ? new byte[FillerBytes] : [];
            _ = i < Fillers ? store.Put($"filler/{i}", value) : store.Get($"filler/{i % Fillers}", FillerBytes, out _);
        });
    }

    private static void Check(DurableOptions options, Vanishing vanishing, Action<TestStore, int>? filler)
    {
        for (int i = 0; i < Histories; i++)
        {
            int seed = Histories > 3 ? Random.Shared.Next(1, 500) * Threads : (i + 1) * Threads;
            string[] keys = [.. Enumerable.Range(0, 1 + (seed / Threads % 3)).Select(static key => $"k{key}")];
            bool expires = vanishing == Vanishing.Expired;
            HistoryRecorder[] recorders = [.. Enumerable.Range(seed, Threads).Select(each => new HistoryRecorder(each, keys, expires))];
            using TestFolder folder = new();
            for (int part = 0; part < 2; part++)
            {
                using TestStore store = new(options with { Folder = folder.Path });
                Assert.Equal(0, store.SetupAnswer);
                Run(store, recorders, filler);
            }

            for (int key = 0; key < keys.Length; key++)
            {
                RecordedCall[][] calls = [.. recorders.Select(recorder => recorder.Calls[key].ToArray())];
                string? wrong = HistoryChecker.Explain(calls, vanishing);
                Assert.True(wrong is null, $"Seed {seed}, key {keys[key]}, {options}: {wrong}");
            }
        }
    }

    private static void Run(TestStore store, HistoryRecorder[] recorders, Action<TestStore, int>? filler)
    {
        bool isOver = false;
        Exception? failure = null;
        using Barrier start = new(recorders.Length);
        Thread[] threads = [.. recorders.Select(recorder => new Thread(() => Try(() =>
        {
            start.SignalAndWait();
            recorder.Run(store, CallsOfThread);
        })))];
        Thread filling = new(() => Try(() =>
        {
            for (int i = 0; !Volatile.Read(ref isOver) && filler is not null; i++)
            {
                filler(store, i);
            }
        }));
        filling.Start();
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        Volatile.Write(ref isOver, true);
        filling.Join();
        Assert.Null(failure);

        void Try(Action action)
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }
    }
}
