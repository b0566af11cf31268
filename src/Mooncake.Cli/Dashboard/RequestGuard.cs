using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Mooncake.Server.Security;

namespace Mooncake.Cli.Dashboard;

/// <summary>Decides which requests are answered.</summary>
/// <param name="options">The dashboard's options.</param>
internal sealed class RequestGuard(DashboardOptions options)
{
    private const string Scheme = "Bearer ";

    private readonly PasswordCheck? _token = options.Token is { } token ? new PasswordCheck(token) : null;

    /// <summary>Checks what every request must have.</summary>
    /// <returns>The status and the message to answer with, or null if the request is fine.</returns>
    internal (int Status, string Message)? Refuse(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) ? (StatusCodes.Status405MethodNotAllowed, "The dashboard answers GET only.")

        // A page of another site can give its name this machine's address (DNS rebinding). Then the browser sends that site's name.
        : !IsOwnHost(request.Host)
            ? (StatusCodes.Status403Forbidden, "The dashboard does not have this host name. Start it with --http-host.")

        // A page of another site cannot read the answers, but its requests would cost something.
        : request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" && !HasNavigated(request)
            ? (StatusCodes.Status403Forbidden, "The dashboard answers its own page only.")
        : null;

    /// <summary>Whether the request has the token, if one is asked for.</summary>
    internal bool Admits(HttpRequest request)
    {
        if (_token is null)
        {
            return true;
        }

        string header = request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && _token.Accepts(Encoding.UTF8.GetBytes(header[Scheme.Length..]));
    }

    // A link on another site may lead here.
    private static bool HasNavigated(HttpRequest request) => request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Path == "/";

    private bool IsOwnHost(HostString host)
    {
        string name = host.Host.Trim('[', ']');
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            return !IPAddress.IsLoopback(options.EndPoint.Address) || IPAddress.IsLoopback(address);
        }

        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (!IPAddress.IsLoopback(options.EndPoint.Address) && name.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase))
            || options.Hosts?.Contains(name, StringComparer.OrdinalIgnoreCase) is true;
    }
}
