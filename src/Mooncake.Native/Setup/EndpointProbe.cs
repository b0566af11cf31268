using System.Net.Sockets;

namespace Mooncake.Native;

/// <summary>Checks whether something accepts connections at the master's address.</summary>
internal static class EndpointProbe
{
    private const string AddressRemedy = "Write the master's address as host:port, such as 10.0.0.1:50051 or [::1]:50051.";

    /// <summary>Parses the address.</summary>
    /// <param name="text">The address as configured.</param>
    /// <param name="address">Host and port, or null if the address has a scheme, so that the library locates the master itself.</param>
    /// <returns>Null, or what is wrong with the address.</returns>
    internal static PreflightFailure? Prepare(string text, out HostAddress? address)
    {
        address = null;
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        if (!HostAddress.TryParse(text, out HostAddress parsed, out string? problem))
        {
            return new PreflightFailure(
                StoreErrorCode.InvalidConfiguration, text, $"The master's address '{text}' is not valid: {problem}.", AddressRemedy);
        }

        address = parsed;
        return null;
    }

    /// <summary>Connects and disconnects.</summary>
    /// <param name="text">The address as configured, for the failure's text.</param>
    /// <param name="address">The address.</param>
    /// <param name="limit">The time limit, for the failure's text.</param>
    /// <param name="stop">Fires at the time limit, and with <paramref name="callersToken"/>.</param>
    /// <param name="callersToken">The caller's own token.</param>
    /// <returns>Null, or why there is no connection.</returns>
    internal static async Task<PreflightFailure?> RunAsync(
        string text, HostAddress address, string limit, CancellationToken stop, CancellationToken callersToken)
    {
        try
        {
            using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);

            // A name lookup cannot be cancelled on every system, so it is abandoned rather than awaited.
            await socket.ConnectAsync(address.Host, address.Port, stop).AsTask().WaitAsync(stop).ConfigureAwait(false);
            return null;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain)
        {
            return Unreachable(text, $"The host name of the master's address {text} could not be resolved: {exception.Message}.");
        }
        catch (SocketException exception)
        {
            return Unreachable(text, $"No master accepts connections at {text}: {exception.Message}.");
        }
        catch (OperationCanceledException) when (!callersToken.IsCancellationRequested)
        {
            return Unreachable(text, $"The master at {text} did not accept a connection {limit}.");
        }
    }

    private static PreflightFailure Unreachable(string text, string cause) => new(
        StoreErrorCode.MasterUnreachable,
        text,
        cause,
        "Start mooncake_master there, or correct the address; preflight=off skips this check.");
}
