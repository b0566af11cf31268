using System.Net.Sockets;

namespace Mooncake.Server.Transports;

/// <summary>
/// When the system looks whether a silent client is still there: after five minutes, and ten minutes in all until its connection ends. The
/// values are those of Redis.
/// </summary>
internal static class KeepAlive
{
    /// <summary>Silence before the first probe, in seconds.</summary>
    internal const int IdleSeconds = 300;

    /// <summary>Between two probes, in seconds.</summary>
    internal const int IntervalSeconds = 100;

    /// <summary>Probes without an answer until the connection ends.</summary>
    internal const int Probes = 3;

    /// <summary>Sets it for a socket.</summary>
    internal static void Set(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, IdleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, IntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
    }
}
