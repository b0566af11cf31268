using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mooncake.Native;

/// <summary>A host and a port, as <c>host:port</c>, <c>1.2.3.4:port</c> or <c>[::1]:port</c>.</summary>
/// <param name="Host">A name or an address, an IPv6 one without its brackets.</param>
/// <param name="Port">1 to 65535.</param>
internal readonly record struct HostAddress(string Host, int Port)
{
    /// <summary>Reads an address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address; of use only if the method returns true.</param>
    /// <param name="problem">What is wrong with the text, as the end of a sentence; or null.</param>
    internal static bool TryParse(string text, out HostAddress address, [NotNullWhen(false)] out string? problem)
    {
        address = default;
        int colon = text.LastIndexOf(':');
        if (colon < 0 || text.EndsWith(']'))
        {
            problem = "it has no port";
            return false;
        }

        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
        {
            problem = "its port is not a number from 1 to 65535";
            return false;
        }

        string host = text[..colon];
        bool bracketed = host.StartsWith('[') && host.EndsWith(']');
        if (bracketed)
        {
            host = host[1..^1];
        }
        else if (host.Contains(':', StringComparison.Ordinal))
        {
            problem = "an IPv6 address must be in brackets";
            return false;
        }

        bool valid = bracketed
            ? IPAddress.TryParse(host, out IPAddress? parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6
            : Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4;
        if (!valid)
        {
            problem = bracketed ? "the text in brackets is not an IPv6 address" : "it has no valid host name";
            return false;
        }

        address = new HostAddress(host, port);
        problem = null;
        return true;
    }
}
