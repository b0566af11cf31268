namespace Mooncake.Embedded.Clusters;

/// <summary>
/// Names clients like the reference does, <c>host:port</c>; here the port is a number that no other client of the process has.
/// </summary>
internal static class ClientName
{
    private const int FirstPort = 12345;

    private static int _lastPort = FirstPort - 1;

    /// <summary>A new name on the host of a configured one, without its port.</summary>
    internal static string Create(string localHostname)
    {
        string host = HostOf(localHostname);
        return $"{(host.Length == 0 ? "localhost" : host)}:{(uint)Interlocked.Increment(ref _lastPort)}";
    }

    /// <summary>The host without its port; an IPv6 address is in brackets.</summary>
    internal static string HostOf(string localHostname)
    {
        if (localHostname.StartsWith('['))
        {
            int end = localHostname.IndexOf(']', StringComparison.Ordinal);
            return end < 0 ? localHostname : localHostname[..(end + 1)];
        }

        int colon = localHostname.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return localHostname;
        }

        return localHostname.IndexOf(':', colon + 1) < 0 ? localHostname[..colon] : $"[{localHostname}]";
    }
}
