using Mooncake.Testing;

namespace Mooncake.Capabilities;

/// <summary>Opens stores on the embedded engine with all its capabilities, reached in different ways.</summary>
internal static class CapabilityStore
{
    /// <summary>Every way, for theories.</summary>
    internal static TheoryData<StorePath> Paths => [StorePath.InPlace, StorePath.Buffers, StorePath.Pipeline];

    /// <summary>A store of its own on a clock of the test's.</summary>
    /// <param name="path">The way.</param>
    /// <param name="clock">The clock of store and engine; null for the system's.</param>
    /// <param name="change">Changes the options; null for none.</param>
    internal static Task<MooncakeStore> OpenAsync(
        StorePath path, TimeProvider? clock = null, Action<MooncakeStoreOptions>? change = null) => Stores.OpenAsync(options =>
    {
        change?.Invoke(options);
        options.TimeProvider = clock ?? TimeProvider.System;
        options.DecorateBackend = path switch
        {
            StorePath.Buffers => static inner => new CountingBackend(inner),
            StorePath.Pipeline => static inner => new LatencyBackend(inner, TimeSpan.Zero, TimeProvider.System),
            _ => null,
        };
    });

    /// <summary>Sees that all buffers come back: a lane may hold one for a moment after the caller was answered.</summary>
    internal static void AssertNothingRented(MooncakeStore store) =>
        Assert.True(SpinWait.SpinUntil(() => store.Session.Pool.Statistics.RentedBuffers == 0, TimeSpan.FromMinutes(1)));

    /// <summary>A store whose engine has no capability, as a cluster's.</summary>
    /// <param name="hasLatency">True for one that is reached through the pipeline.</param>
    internal static Task<MooncakeStore> OpenPlainAsync(bool hasLatency) => Stores.OpenAsync(options => options.DecorateBackend = hasLatency
        ? static inner => new LatencyBackend(new PlainBackend(inner), TimeSpan.Zero, TimeProvider.System)
        : static inner => new PlainBackend(inner));
}
