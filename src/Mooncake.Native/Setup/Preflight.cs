using System.Globalization;
using Mooncake.Backends;

namespace Mooncake.Native;

/// <summary>
/// Checks whether a cluster can be joined before <see cref="StoreBackend.Setup"/> is called, which would block for 90 s and then return
/// only -1. The check verifies that the master's port accepts a connection and that an HTTP metadata server responds.
/// </summary>
public static class Preflight
{
    /// <summary>The default time limit of all checks together: 5 s.</summary>
    public static TimeSpan DefaultConnectTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc cref="RunAsync(StoreSetup, TimeSpan, TimeProvider, CancellationToken)"/>
    public static Task<PreflightFailure?> RunAsync(
        StoreSetup setup, TimeSpan connectTimeout, CancellationToken cancellationToken = default) =>
        RunAsync(setup, connectTimeout, TimeProvider.System, cancellationToken);

    /// <summary>
    /// Checks the addresses of a setup over TCP and HTTP. A master address with a scheme (such as <c>etcd://</c>) and a metadata server
    /// other than <c>http(s)://</c> (<c>etcd://</c>, <c>P2PHANDSHAKE</c>) are not checked.
    /// </summary>
    /// <param name="setup">The arguments for <see cref="StoreBackend.Setup"/>.</param>
    /// <param name="connectTimeout">The time limit of all checks together; more than zero, or infinite.</param>
    /// <param name="timeProvider">Measures that time.</param>
    /// <param name="cancellationToken">Cancels the checks.</param>
    /// <returns>Null if all checks succeed, otherwise the first failure.</returns>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is not positive, or longer than timers can be.</exception>
    public static Task<PreflightFailure?> RunAsync(
        StoreSetup setup, TimeSpan connectTimeout, TimeProvider timeProvider, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(timeProvider);
        if (connectTimeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(connectTimeout, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(connectTimeout.TotalMilliseconds, uint.MaxValue - 1, nameof(connectTimeout));
        }

        return CheckAsync(setup, connectTimeout, timeProvider, cancellationToken);
    }

    private static async Task<PreflightFailure?> CheckAsync(
        StoreSetup setup, TimeSpan connectTimeout, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        // A cancelled call never returns a result, not even one that needs no network.
        cancellationToken.ThrowIfCancellationRequested();

        PreflightFailure? invalid = EndpointProbe.Prepare(setup.MasterServerAddress, out HostAddress? master);
        PreflightFailure? invalidMetadata = MetadataProbe.Prepare(setup.MetadataServer, out Uri? metadata);
        if ((invalid ?? invalidMetadata) is { } mistake)
        {
            return mistake;
        }

        using CancellationTokenSource timeout = new(connectTimeout, timeProvider);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        string limit = string.Create(CultureInfo.InvariantCulture, $"within {connectTimeout.TotalSeconds:0.###} s");
        try
        {
            PreflightFailure? failure = master is { } address
                ? await EndpointProbe.RunAsync(
                    setup.MasterServerAddress, address, limit, stop.Token, cancellationToken).ConfigureAwait(false)
                : null;
            if (failure is null && metadata is not null)
            {
                failure = await MetadataProbe.RunAsync(metadata, limit, stop.Token, cancellationToken).ConfigureAwait(false);
            }

            return failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // With the caller's token inside, not the linked one, so that the caller can tell whose cancellation it was.
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
