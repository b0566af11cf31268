using System.Text;
using Mooncake.Errors;
using Mooncake.Native;
using Mooncake.Options;

namespace Mooncake.Session;

/// <summary>Opens sessions: makes the backend, joins the cluster, and sets up the registered buffers.</summary>
internal static class SessionOpener
{
    private const int HostnameRoom = 1024;

    /// <summary>Opens a session.</summary>
    /// <param name="options">Frozen options.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The session, or an error.</returns>
    internal static async Task<StoreResult<StoreSession>> OpenAsync(MooncakeStoreOptions options, CancellationToken cancellationToken)
    {
        if (OptionsValidation.Check(options) is { } invalid)
        {
            return StoreResult<StoreSession>.Failed(invalid);
        }

        cancellationToken.ThrowIfCancellationRequested();
        StoreSetup setup = SetupOf(options);
        StoreResult<StoreBackend> made = options.Engine == StoreEngine.Embedded
            ? EmbeddedOpener.Open(options)
            : await ClusterOpener.OpenAsync(options, setup, cancellationToken).ConfigureAwait(false);
        if (!made.TryGetValue(out StoreBackend? backend, out StoreError? error))
        {
            return StoreResult<StoreSession>.Failed(error!);
        }

        if (options.DecorateBackend is { } decorate)
        {
            backend = decorate(backend) ?? throw new InvalidOperationException($"{nameof(MooncakeStoreOptions.DecorateBackend)} answered null.");
        }

        error = await SetUpAsync(options, backend, setup, cancellationToken).ConfigureAwait(false);
        return error is null
            ? StoreResult<StoreSession>.Found(new StoreSession(options, backend, HostnameOf(backend)))
            : StoreResult<StoreSession>.Failed(error);
    }

    private static StoreSetup SetupOf(MooncakeStoreOptions options) => new()
    {
        LocalHostname = options.LocalHostname,
        MetadataServer = options.Cluster.MetadataServer,
        SegmentBytes = (ulong)options.SegmentBytes,
        LocalBufferBytes = (ulong)options.LocalBufferBytes,
        Protocol = options.Cluster.Protocol,
        DeviceName = options.Cluster.DeviceName,
        MasterServerAddress = options.Cluster.MasterAddress,
    };

    private static async Task<StoreError?> SetUpAsync(MooncakeStoreOptions options, StoreBackend backend, StoreSetup setup, CancellationToken cancellationToken)
    {
        if (backend.Traits.RoundTripIsFree)
        {
            return Conclude(options, backend, backend.Setup(setup));
        }

        // The native setup can block for a minute and a half; the caller is answered in time, and who comes late is cleaned up after.
        Task<int> setting = DedicatedThread.Run("Mooncake setup", () => backend.Setup(setup));
        TimeSpan limit = options.Cluster.ConnectTimeout + options.OperationTimeout;
        try
        {
            return Conclude(options, backend, await setting.WaitAsync(limit, options.TimeProvider, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            _ = setting.ContinueWith(static (_, state) => DedicatedThread.Run("Mooncake close", ((StoreBackend)state!).Dispose), backend, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (exception is OperationCanceledException)
            {
                throw;
            }

            return OpenErrors.SetupTimedOut(options, limit);
        }
    }

    private static StoreError? Conclude(MooncakeStoreOptions options, StoreBackend backend, int answer)
    {
        if (answer == 0)
        {
            return null;
        }

        if (backend.Traits.RoundTripIsFree)
        {
            backend.Dispose();
        }
        else
        {
            _ = DedicatedThread.Run("Mooncake close", backend.Dispose);
        }

        return OpenErrors.SetupRefused(options, answer);
    }

    private static string HostnameOf(StoreBackend backend)
    {
        byte[] name = new byte[HostnameRoom];
        return backend.GetHostname(name) == 0 ? Encoding.UTF8.GetString(name.AsSpan(0, Math.Max(0, name.AsSpan().IndexOf((byte)0)))) : "";
    }
}
