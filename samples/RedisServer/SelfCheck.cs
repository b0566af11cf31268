using System.Net;
using System.Net.Sockets;

namespace RedisServer;

/// <summary>Asks a server whether it answers.</summary>
internal static class SelfCheck
{
    /// <summary>Sends PING.</summary>
    /// <returns>The reply, without its type.</returns>
    internal static async Task<string> PingAsync(IPEndPoint endPoint)
    {
        using TcpClient client = new(endPoint.AddressFamily);
        await client.ConnectAsync(endPoint);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync("PING\r\n"u8.ToArray());
        using StreamReader reader = new(stream);
        return (await reader.ReadLineAsync() ?? "").TrimStart('+');
    }
}
