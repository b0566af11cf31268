using Mooncake.Administration;
using Mooncake.Backends;
using Mooncake.Errors;
using Mooncake.Native;
using Mooncake.Options;
using Mooncake.Session;

namespace Mooncake.Engines;

/// <summary>A Mooncake cluster, through its native library: <c>mooncake://host:port</c>.</summary>
internal sealed class ClusterEngine : EngineEntry
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    internal override StoreEngine Kind => StoreEngine.Cluster;

    /// <inheritdoc/>
    internal override string Scheme => "mooncake";

    /// <inheritdoc/>
    internal override StoreError? SetAddress(MooncakeStoreOptions options, string address)
    {
        options.Cluster.MasterAddress = address;
        return null;
    }

    /// <inheritdoc/>
    internal override StoreError? Check(MooncakeStoreOptions options) => Check(options.Cluster);

    /// <summary>Loads the library, checks that the cluster answers, and creates a client that is not set up yet.</summary>
    internal override async ValueTask<StoreResult<StoreBackend>> CreateAsync(
        MooncakeStoreOptions options, StoreSetup setup, CancellationToken cancellationToken)
    {
        StoreResult<StoreLibrary> loaded = await LoadAsync(options, cancellationToken).ConfigureAwait(false);
        if (!loaded.TryGetValue(out StoreLibrary? library, out StoreError? error))
        {
            return StoreResult<StoreBackend>.Failed(error!);
        }

        if (await FindProblemAsync(options, setup, cancellationToken).ConfigureAwait(false) is { } unreachable)
        {
            return StoreResult<StoreBackend>.Failed(
                new StoreError(
                    unreachable.Code, StoreOperation.Open, unreachable.Cause, unreachable.Remedy)
                { Retry = RetryClass.WhenReachable });
        }

        StoreBackend? backend = await DedicatedThread.RunWithinAsync(
            "Mooncake create",
            () => NativeStoreBackend.TryCreate(library, out NativeStoreBackend? created) ? created : null,
            static late => _ = late is null ? null : DedicatedThread.Run("Mooncake close", late.Dispose),
            SessionOpener.LimitOf(options),
            options.TimeProvider,
            cancellationToken).ConfigureAwait(false);
        return backend is not null
            ? StoreResult<StoreBackend>.Found(backend)
            : StoreResult<StoreBackend>.Failed(OpenErrors.CreateFailed(library.Path));
    }

    /// <summary>Checks that master and metadata server accept connections, again and again for as long as the options wait.</summary>
    /// <returns>Why the last check failed, or null.</returns>
    internal static async ValueTask<PreflightFailure?> FindProblemAsync(
        MooncakeStoreOptions options, StoreSetup setup, CancellationToken cancellationToken)
    {
        ClusterOptions cluster = options.Cluster;
        if (!cluster.Preflight && cluster.WaitForMaster == TimeSpan.Zero)
        {
            return null;
        }

        long start = options.TimeProvider.GetTimestamp();
        while (true)
        {
            PreflightFailure? failure = await Preflight.RunAsync(
                setup, cluster.ConnectTimeout, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            if (failure is null || options.TimeProvider.GetElapsedTime(start) >= cluster.WaitForMaster)
            {
                return failure;
            }

            await Task.Delay(BetweenChecks, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Loads the library on a thread of its own: that reads files, and runs the constructors of the library and of all that it needs.
    /// </summary>
    private static async Task<StoreResult<StoreLibrary>> LoadAsync(MooncakeStoreOptions options, CancellationToken cancellationToken)
    {
        try
        {
            // One that comes late stays loaded, as every library does, and no client is made of it.
            return await DedicatedThread.RunWithinAsync(
                "Mooncake load", () => Load(options), static _ => { }, SessionOpener.LimitOf(options), options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return StoreResult<StoreLibrary>.Failed(OpenErrors.LoadTimedOut(options, SessionOpener.LimitOf(options)));
        }
    }

    private static StoreResult<StoreLibrary> Load(MooncakeStoreOptions options)
    {
        NativeLog.SetLevel(options.Cluster.NativeLog.ToString().ToUpperInvariant());
        return StoreLibrary.TryLoad(options.Cluster.LibraryPath, out StoreLibrary? library, out LibraryLoadFailure? failure)
            ? StoreResult<StoreLibrary>.Found(library)
            : StoreResult<StoreLibrary>.Failed(new StoreError(failure.Code, StoreOperation.Open, failure.Cause, failure.Remedy)
            {
                Details = [.. failure.Attempts.Select(attempt => attempt.ToString())],
            });
    }

    private static StoreError? Check(ClusterOptions options)
    {
        if (!IsMasterAddress(options.MasterAddress))
        {
            return ConfigurationError.OutOfRange("master address", options.MasterAddress, "host:port, such as mooncake://master:50051");
        }

        if (!IsMetadataServer(options.MetadataServer))
        {
            return ConfigurationError.OutOfRange("metadata (MetadataServer)", options.MetadataServer, "P2PHANDSHAKE, or the address of a metadata server such as http://host:8080/metadata or etcd://host:2379");
        }

        if (!OptionsValidation.IsWord(options.Protocol))
        {
            return ConfigurationError.OutOfRange("protocol (Protocol)", options.Protocol, "a transport such as tcp or rdma");
        }

        if (options.DeviceName is null || options.DeviceName.Any(char.IsControl))
        {
            return ConfigurationError.OutOfRange("device (DeviceName)", options.DeviceName, "empty, or device names separated by commas");
        }

        if (options.LibraryPath is { } library && !OptionsValidation.IsText(library))
        {
            return ConfigurationError.OutOfRange("library (LibraryPath)", library, "null or the path of a file");
        }

        if (options.AdminAddress is not null && AdminPort.AddressOf(options) is null)
        {
            return ConfigurationError.OutOfRange(
                "admin (AdminAddress)", options.AdminAddress, "host:port, http://host:port, or auto if the master's address is host:port");
        }

        return null;
    }

    /// <summary>
    /// One master's host and port; or where several are found through a service, such as <c>etcd://...</c>, which only the library reads.
    /// </summary>
    private static bool IsMasterAddress(string? text) =>
        OptionsValidation.IsWord(text) && (text!.Contains("://", StringComparison.Ordinal) || HostAddress.TryParse(text, out _, out _));

    private static bool IsMetadataServer(string? text) =>
        text == "P2PHANDSHAKE" || (OptionsValidation.IsWord(text) && text!.Contains(':', StringComparison.Ordinal));
}
