using Mooncake.Backends;
using Mooncake.Errors;
using Mooncake.Native;

namespace Mooncake.Session;

/// <summary>Creates clients of a Mooncake cluster.</summary>
internal static class ClusterOpener
{
    /// <summary>Loads the library, checks whether the cluster responds, and creates a client that is not set up.</summary>
    internal static async Task<StoreResult<StoreBackend>> OpenAsync(MooncakeStoreOptions options, StoreSetup setup, CancellationToken cancellationToken)
    {
        StoreResult<StoreLibrary> loaded = await LoadAsync(options, cancellationToken).ConfigureAwait(false);
        if (!loaded.TryGetValue(out StoreLibrary? library, out StoreError? error))
        {
            return StoreResult<StoreBackend>.Failed(error!);
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

    /// <summary>
    /// Loads the library on a thread of its own: that reads files, and runs the constructors of the library and of all that it needs.
    /// </summary>
    private static async Task<StoreResult<StoreLibrary>> LoadAsync(MooncakeStoreOptions options, CancellationToken cancellationToken)
    {
        try
        {
            // A library that is loaded too late stays loaded, as every library does, but no client is created from it.
            return await DedicatedThread.RunWithinAsync(
                "Mooncake load", () => Load(options), static _ => { }, SessionOpener.LimitOf(options), options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return StoreResult<StoreLibrary>.Failed(OpenErrors.LoadTimedOut(options, SessionOpener.LimitOf(options)));
        }
    }

    private static StoreResult<StoreLibrary> Load(MooncakeStoreOptions options) =>
        StoreLibrary.TryLoad(options.Cluster.LibraryPath, out StoreLibrary? library, out LibraryLoadFailure? failure)
            ? StoreResult<StoreLibrary>.Found(library)
            : StoreResult<StoreLibrary>.Failed(new StoreError(failure.Code, StoreOperation.Open, failure.Cause, failure.Remedy)
            {
                Details = [.. failure.Attempts.Select(attempt => attempt.ToString())],
            });
}
