using Mooncake.Errors;
using Mooncake.Native;

namespace Mooncake.Session;

/// <summary>Makes clients of a Mooncake cluster.</summary>
internal static class ClusterOpener
{
    /// <summary>Loads the library, looks whether the cluster answers, and makes a client that is not set up yet.</summary>
    internal static async Task<StoreResult<StoreBackend>> OpenAsync(MooncakeStoreOptions options, StoreSetup setup, CancellationToken cancellationToken)
    {
        if (!StoreLibrary.TryLoad(options.Cluster.LibraryPath, out StoreLibrary? library, out LibraryLoadFailure? failure))
        {
            return StoreResult<StoreBackend>.Failed(new StoreError(failure.Code, StoreOperation.Open, failure.Cause, failure.Remedy));
        }

        if (options.Cluster.Preflight
            && await Preflight.RunAsync(setup, options.Cluster.ConnectTimeout, options.TimeProvider, cancellationToken).ConfigureAwait(false) is { } unreachable)
        {
            return StoreResult<StoreBackend>.Failed(
                new StoreError(unreachable.Code, StoreOperation.Open, unreachable.Cause, unreachable.Remedy) { Retry = RetryClass.WhenReachable });
        }

        StoreBackend? backend = await DedicatedThread.RunWithinAsync(
            "Mooncake create",
            () => NativeStoreBackend.TryCreate(library, out NativeStoreBackend? created) ? created : null,
            static late => _ = late is null ? null : DedicatedThread.Run("Mooncake close", late.Dispose),
            SessionOpener.LimitOf(options),
            options.TimeProvider,
            cancellationToken).ConfigureAwait(false);
        return backend is not null ? StoreResult<StoreBackend>.Found(backend) : StoreResult<StoreBackend>.Failed(OpenErrors.CreateFailed(library.Path));
    }
}
