using Mooncake.Pipeline;
using Mooncake.Session;
using Mooncake.Testing;

#pragma warning disable xUnit1031 // On a thread of its own, which waits for what has ended.

namespace Mooncake.Opening;

/// <summary>
/// A library that takes long to load: its constructor waits for the test. The system's loader is locked meanwhile, and with it every thread of
/// the process that starts, loads something or looks a function up for the first time. So the test runs alone, on a thread of its own, and has
/// done once before all that it does then.
/// </summary>
[Collection(nameof(ProcessWideTests))]
public sealed class SlowLibraryTests
{
    [Fact]
    public async Task Open_LibraryThatTakesLongToLoad_IsAnsweredInTimeAndMakesNoClientLater()
    {
        ManualTimeProvider clock = new();
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse(
            $"mooncake://127.0.0.1:1?preflight=off&segment=0&library={Uri.EscapeDataString(StubLibrary.SlowOrSkip())}").GetValueOrThrow();
        options.TimeProvider = clock;
        TimeSpan limit = options.OperationTimeout + options.Cluster.ConnectTimeout;
        StoreResult<MooncakeStore> late = await DedicatedThread.Run("test", () =>
        {
            WarmUp(clock, limit);
            return OpenLate(options, clock, limit);
        });
        Assert.Equal((StoreErrorCode.Timeout, StoreOperation.Open), (late.Error!.Code, late.Error.Operation));
        Assert.Contains("slow.so", late.Error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(StubLibrary.Created));

        // Waits until it is loaded, and makes the first client of it.
        StoreError created = (await MooncakeStore.TryOpenAsync(options, TestContext.Current.CancellationToken)).Error!;
        Assert.Contains("could not create a client", created.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(StubLibrary.Created));
    }

    private static StoreResult<MooncakeStore> OpenLate(MooncakeStoreOptions options, ManualTimeProvider clock, TimeSpan limit)
    {
        Task<StoreResult<MooncakeStore>> opening = MooncakeStore.TryOpenAsync(options, CancellationToken.None);
        try
        {
            PipelineStore.WaitUntil(() => File.Exists(StubLibrary.Loading) && clock.ArmedTimers == 1);
            clock.Advance(limit);
            PipelineStore.WaitUntil(() => opening.IsCompleted);
        }
        finally
        {
            OpenToWrite(StubLibrary.Loading);
        }

        return opening.Result;
    }

    /// <summary>The same, of work that is no loading.</summary>
    private static void WarmUp(ManualTimeProvider clock, TimeSpan limit)
    {
        using ManualResetEventSlim end = new();
        string file = Path.GetTempFileName();
        Task<int> late = DedicatedThread.RunWithinAsync(
            "test",
            () =>
            {
                end.Wait();
                return 0;
            },
            static _ => { },
            limit,
            clock,
            CancellationToken.None);
        int looks = 0;
        PipelineStore.WaitUntil(() => File.Exists(file) && clock.ArmedTimers == 1 && ++looks > 200);
        clock.Advance(limit);
        Assert.Throws<TimeoutException>(() => late.GetAwaiter().GetResult());
        end.Set();
        OpenToWrite(file);
        File.Delete(file);
    }

    private static void OpenToWrite(string path) => new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0).Dispose();
}
