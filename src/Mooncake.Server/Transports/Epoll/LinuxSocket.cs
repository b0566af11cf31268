using System.Net;
using System.Runtime.InteropServices;
using static Mooncake.Server.Transports.Epoll.LinuxConstants;

namespace Mooncake.Server.Transports.Epoll;

/// <summary>Listening sockets and addresses of Linux.</summary>
internal static unsafe class LinuxSocket
{
    /// <summary>Room for an address of IPv4 or IPv6.</summary>
    internal const int AddressBytes = 28;

    private const int Backlog = 511;

    /// <summary>Listens on an address that the sockets of several threads share.</summary>
    /// <param name="endPoint">The address.</param>
    /// <param name="descriptor">The socket.</param>
    /// <returns>Null, or why not.</returns>
    internal static string? Listen(IPEndPoint endPoint, out int descriptor)
    {
        string? error = Bind(endPoint, sharesPort: true, out descriptor);
        if (error is null && NativeMethods.Listen(descriptor, Backlog) != 0)
        {
            error = LastError();
            _ = NativeMethods.Close(descriptor);
            descriptor = -1;
        }

        return error;
    }

    /// <summary>Binds a socket to an address. No client can connect to it yet.</summary>
    /// <param name="endPoint">The address; with port 0 the system chooses one.</param>
    /// <param name="sharesPort">True if several sockets are bound to it.</param>
    /// <param name="descriptor">The socket.</param>
    /// <returns>Null, or why not.</returns>
    internal static string? Bind(IPEndPoint endPoint, bool sharesPort, out int descriptor)
    {
        SocketAddress address = endPoint.Serialize();
        descriptor = NativeMethods.Socket(
            endPoint.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? AF_INET6 : AF_INET,
            SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
            0);
        if (descriptor < 0)
        {
            return LastError();
        }

        SetOption(descriptor, SOL_SOCKET, SO_REUSEADDR);
        if (sharesPort)
        {
            SetOption(descriptor, SOL_SOCKET, SO_REUSEPORT);
        }

        fixed (byte* bytes = address.Buffer.Span)
        {
            if (NativeMethods.Bind(descriptor, bytes, (uint)address.Size) == 0)
            {
                return null;
            }
        }

        string error = LastError();
        _ = NativeMethods.Close(descriptor);
        descriptor = -1;
        return error;
    }

    /// <summary>Sets an option. One that the system lacks costs speed alone.</summary>
    internal static void SetOption(int descriptor, int level, int name, int value = 1) =>
        _ = NativeMethods.SetSocketOption(descriptor, level, name, &value, sizeof(int));

    /// <summary>Lets the system probe a client that is silent, and end the connection of one that is gone.</summary>
    internal static void SetKeepAlive(int descriptor)
    {
        SetOption(descriptor, SOL_SOCKET, SO_KEEPALIVE);
        SetOption(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, KeepAlive.IdleSeconds);
        SetOption(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, KeepAlive.IntervalSeconds);
        SetOption(descriptor, IPPROTO_TCP, TCP_KEEPCNT, KeepAlive.Probes);
    }

    /// <summary>The address that a socket is bound to.</summary>
    internal static IPEndPoint LocalEndPoint(int descriptor)
    {
        byte* address = stackalloc byte[AddressBytes];
        uint size = AddressBytes;
        return NativeMethods.GetSocketName(descriptor, address, &size) == 0 ? EndPointOf(address, size) : new IPEndPoint(IPAddress.None, 0);
    }

    /// <summary>An address as the system writes it.</summary>
    internal static IPEndPoint EndPointOf(byte* address, uint size)
    {
        bool isIPv6 = *(ushort*)address == AF_INET6;
        SocketAddress copy = new(
            isIPv6 ? System.Net.Sockets.AddressFamily.InterNetworkV6 : System.Net.Sockets.AddressFamily.InterNetwork, AddressBytes);
        new ReadOnlySpan<byte>(address, (int)Math.Min(size, AddressBytes)).CopyTo(copy.Buffer.Span);
        IPEndPoint any = new(isIPv6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        copy.Size = any.Serialize().Size;
        return (IPEndPoint)any.Create(copy);
    }

    /// <summary>What the system says about the last failure.</summary>
    internal static string LastError() => Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
}
