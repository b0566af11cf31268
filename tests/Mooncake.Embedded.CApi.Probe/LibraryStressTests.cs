using System.Globalization;
using Mooncake.Backends;
using Mooncake.Embedded.Tests.Stress;
using Mooncake.Native;

namespace Mooncake.Embedded.CApi.Probe;

/// <summary>
/// The engine's own stress run through the library, while both runtimes collect garbage and other clients come and go.
/// MOONCAKE_STRESS_SECONDS lengthens it (5 by default). That it finds planted damage is shown by the engine's own tests.
/// </summary>
public sealed class LibraryStressTests
{
    private const int Seed = 20260901;
    private const ulong SegmentBytes = 16 << 20;

    private static TimeSpan Duration => TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("MOONCAKE_STRESS_SECONDS") ?? "5", CultureInfo.InvariantCulture));

    [Fact]
    public void EverythingAtOnce_DamagesNoByte()
    {
        Assert.True(StoreLibrary.TryLoad(LibraryUnderTest.Require(), out StoreLibrary? library, out LibraryLoadFailure? failure), failure?.ToString());
        using NativeStoreBackend backend = Open(library);
        StressRun run = new(backend, Seed);
        using CancellationTokenSource over = new();
        long comings = 0;
        Thread collector = Start(static () =>
        {
            // Stopping the threads of this runtime is done by a signal, which finds many of them inside the library.
            GC.Collect();
            Thread.Sleep(1);
        });
        Thread visitor = Start(() =>
        {
            using NativeStoreBackend guest = Open(library);
            Assert.Equal(0, guest.HealthCheck());
            Interlocked.Increment(ref comings);
        });

        run.Run(Duration, readers: 4, writers: 4);
        over.Cancel();
        collector.Join();
        visitor.Join();

        Assert.Null(run.Damage);
        Assert.True(run.Hits > 1000, $"Only {run.Hits} reads found their object: the run proves nothing.");
        Assert.True(comings > 1, $"{comings} clients came and went: the run proves nothing.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{run.Hits} reads, {comings} clients came and went.");

        Thread Start(Action action)
        {
            Thread thread = new(() =>
            {
                while (!over.IsCancellationRequested)
                {
                    action();
                }
            });
            thread.Start();
            return thread;
        }
    }

    private static NativeStoreBackend Open(StoreLibrary library)
    {
        Assert.True(NativeStoreBackend.TryCreate(library, out NativeStoreBackend? backend));
        Assert.Equal(0, backend.Setup(new StoreSetup { MasterServerAddress = "stress:1", SegmentBytes = SegmentBytes, LocalBufferBytes = SegmentBytes }));
        return backend;
    }
}
