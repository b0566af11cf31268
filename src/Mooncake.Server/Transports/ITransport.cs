using System.Net;

namespace Mooncake.Server.Transports;

/// <summary>Accepts connections and moves bytes between them and their sessions.</summary>
internal interface ITransport
{
    /// <summary>The address and port that are listened on.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>Accepts no more connections, answers what has arrived, and closes all.</summary>
    /// <param name="timeout">How long replies may take to be sent.</param>
    /// <returns>How many connections were cut off before their replies were sent.</returns>
    Task<int> StopAsync(TimeSpan timeout);
}
