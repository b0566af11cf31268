using Mooncake.Backends;
using Mooncake.Testing;

namespace Mooncake.Pipeline;

/// <summary>Waiting does not free a disk, so puts that meet a full one are not tried again.</summary>
public sealed class FullDiskTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_OnAFullDisk_FailsAtOnceAlsoWithRetries()
    {
        CountingBackend? calls = null;
        MooncakeStoreOptions options = MooncakeStoreOptions.Parse("embedded://?segment=16MiB").GetValueOrThrow();
        options.Pipeline.RetryWhenFull = true;
        options.DecorateBackend = inner => new LatencyBackend(calls = new CountingBackend(new FullDisk(inner)), TimeSpan.Zero);
        await using MooncakeStore store = await MooncakeStore.OpenAsync(options, Stop);
        StoreError error = (await store.Raw.PutAsync("key", new byte[10], cancellationToken: Stop)).Error!;
        Assert.Equal((StoreErrorCode.NoAvailableHandle, RetryClass.Never), (error.Code, error.Retry));
        Assert.Equal(1, calls!.Count(StoreCalls.Batches).Calls);
    }

    /// <summary>Refuses every put, and says that the disk is full.</summary>
    private sealed unsafe class FullDisk(StoreBackend inner) : DecoratingStoreBackend(inner, leaveInnerOpen: false), ISpaceReporter
    {
        OutOfSpaceReport ISpaceReporter.ReportOutOfSpace(nuint size, int keyLength) =>
            new(OutOfSpaceCause.DiskFull, LargestObjectBytes: 1L << 30, CapacityBytes: 0, PinnedBytes: 0, LeasedBytes: 0);

        protected override int BatchPutFromCore(
            ReadOnlySpan<nint> keys,
            ReadOnlySpan<int> keyLengths,
            ReadOnlySpan<nint> buffers,
            ReadOnlySpan<nuint> sizes,
            ReplicateConfig* config,
            Span<int> results)
        {
            results.Fill((int)StoreErrorCode.NoAvailableHandle);
            return 0;
        }
    }
}
