using System.Net;

namespace Mooncake.Server.Transports;

/// <summary>Makes the errors of listening.</summary>
internal static class ListenErrors
{
    /// <summary>The system refused an address.</summary>
    /// <param name="endPoint">The address and port.</param>
    /// <param name="reason">What the system says.</param>
    internal static StoreError Refused(IPEndPoint endPoint, string reason) => new(
        StoreErrorCode.SetupFailed,
        StoreOperation.Open,
        $"The server cannot listen on {endPoint}: {reason}.",
        "Stop the program that uses the port, or choose another address or port.");
}
