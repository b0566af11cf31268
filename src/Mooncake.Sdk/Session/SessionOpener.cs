using System.Text;
using Mooncake.Backends;
using Mooncake.Buffers;
using Mooncake.Engines;
using Mooncake.Errors;
using Mooncake.Operations;
using Mooncake.Options;

namespace Mooncake.Session;

/// <summary>Opens sessions: creates the backend, joins the cluster, and sets up the registered buffers.</summary>
internal static class SessionOpener
{
    private const int HostnameCapacity = 1024;

    private static readonly TimeSpan PatienceOnClosing = TimeSpan.FromSeconds(1);

    /// <summary>Opens a session.</summary>
    /// <param name="options">Frozen options.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The session, or an error.</returns>
    /// <exception cref="StoreCanceledException">The caller cancelled; steps in progress are undone when they end.</exception>
    internal static async Task<StoreResult<StoreSession>> OpenAsync(MooncakeStoreOptions options, CancellationToken cancellationToken)
    {
        EngineEntry? engine = EngineEntry.Of(options, out StoreError? invalid);
        invalid ??= OptionsValidation.Check(options);
        if (engine is null || invalid is not null)
        {
            return StoreResult<StoreSession>.Failed(invalid!);
        }

        Cancellation.ThrowIfRequested(StoreOperation.Open, cancellationToken);
        try
        {
            StoreSetup setup = SetupOf(options);
            StoreResult<StoreBackend> made = await engine.CreateAsync(options, setup, cancellationToken).ConfigureAwait(false);
            return made.TryGetValue(out StoreBackend? backend, out StoreError? error)
                ? await JoinAsync(options, Decorate(options, backend), setup, cancellationToken).ConfigureAwait(false)
                : StoreResult<StoreSession>.Failed(error!);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw Cancellation.NothingDone(StoreOperation.Open, cancellationToken);
        }
        catch (TimeoutException)
        {
            return StoreResult<StoreSession>.Failed(OpenErrors.SetupTimedOut(options, LimitOf(options)));
        }
    }

    /// <summary>The time limit of one step of opening.</summary>
    internal static TimeSpan LimitOf(MooncakeStoreOptions options) => options.Cluster.ConnectTimeout + options.OperationTimeout;

    private static StoreBackend Decorate(MooncakeStoreOptions options, StoreBackend backend)
    {
        if (options.DecorateBackend is not { } decorate)
        {
            return backend;
        }

        try
        {
            return decorate(backend) ?? throw new InvalidOperationException(
                $"{nameof(MooncakeStoreOptions.DecorateBackend)} returned null.");
        }
        catch
        {
            _ = DedicatedThread.Run("Mooncake close", backend.Dispose);
            throw;
        }
    }

    private static async Task<StoreResult<StoreSession>> JoinAsync(
        MooncakeStoreOptions options, StoreBackend backend, StoreSetup setup, CancellationToken cancellationToken) =>
        backend.Traits.RoundTripIsFree
            ? Join(options, backend, setup)
            : await DedicatedThread.RunWithinAsync(
                "Mooncake open",
                () => Join(options, backend, setup),
                static late => _ = late.TryGetValue(out StoreSession? session, out _) ? session.CloseAsync() : null,
                LimitOf(options),
                options.TimeProvider,
                cancellationToken).ConfigureAwait(false);

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

    /// <summary>
    /// Joins the cluster, and registers the first buffers. Blocks: the native setup for a minute and a half if nothing responds.
    /// </summary>
    private static StoreResult<StoreSession> Join(MooncakeStoreOptions options, StoreBackend backend, StoreSetup setup)
    {
        StoreSession session;
        try
        {
            int answer = backend.Setup(setup);
            if (answer != 0)
            {
                StoreError refused = OpenErrors.SetupRefused(options, answer, backend.SetupFailure);
                Close(backend);
                return StoreResult<StoreSession>.Failed(refused);
            }

            session = new StoreSession(options, backend, HostnameOf(backend));
        }
        catch
        {
            Close(backend);
            throw;
        }

        if (session.Pipeline is null)
        {
            return StoreResult<StoreSession>.Found(session);
        }

        // Registering is a native call: if it is made here, its failure fails the opening, and the first operation finds a buffer
        // immediately.
        StoreResult<RentedBuffer> first = session.Pool.RentAsync(
            1, new RentalTag(StoreOperation.Open, null), session.DeadlineFromNow).AsTask().GetAwaiter().GetResult();
        if (first.TryGetValue(out RentedBuffer buffer, out StoreError? error))
        {
            buffer.Return();
            return StoreResult<StoreSession>.Found(session);
        }

        WaitForClosing(session.CloseAsync());
        return StoreResult<StoreSession>.Failed(error!);
    }

    private static void Close(StoreBackend backend)
    {
        if (backend.Traits.RoundTripIsFree)
        {
            backend.Dispose();
        }
        else
        {
            // Leaving takes minutes if the master is down: the caller gets its result before.
            WaitForClosing(DedicatedThread.Run("Mooncake close", backend.Dispose));
        }
    }

    /// <summary>Waits a little for the end of a store that was not opened: a folder that is still open cannot be opened again.</summary>
    private static void WaitForClosing(Task closing) => Task.WaitAny([closing], PatienceOnClosing);

    private static string HostnameOf(StoreBackend backend)
    {
        byte[] name = new byte[HostnameCapacity];
        return backend.GetHostname(name) == 0 ? Encoding.UTF8.GetString(name.AsSpan(0, Math.Max(0, name.AsSpan().IndexOf((byte)0)))) : "";
    }
}
