using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Mooncake.Cli.Dashboard;

/// <summary>Where the dashboard listens, and whom it answers.</summary>
/// <param name="EndPoint">The address and port; port 0 for any. Any but a loopback address needs a token.</param>
/// <param name="Token">What callers must send; null to answer everybody who reaches the address.</param>
/// <param name="Hosts">Names of this machine that browsers may use, beside <c>localhost</c>, the machine's name and addresses.</param>
/// <param name="Certificate">The certificate with its key, for HTTPS; null for HTTP.</param>
internal sealed record DashboardOptions(
    IPEndPoint EndPoint, string? Token = null, IReadOnlyList<string>? Hosts = null, X509Certificate2? Certificate = null)
{
    /// <summary>The fewest characters of a token. A request costs about a millisecond, so shorter ones could be guessed.</summary>
    internal const int ShortestToken = 16;

    /// <summary>Why the dashboard must not be started with these options, or null.</summary>
    internal string? Refusal =>
        Token is null && !IPAddress.IsLoopback(EndPoint.Address)
            ? $"The dashboard cannot listen on {EndPoint.Address} without a token: other machines can reach it, and it shows keys and "
                + "values. Give a token, or listen on 127.0.0.1."
        : Token is { Length: < ShortestToken }
            ? $"The dashboard's token has {Token.Length} characters, but must have at least {ShortestToken}."
        : Token?.Any(static c => c is <= ' ' or > '~') is true
            ? "The dashboard's token must consist of visible ASCII characters, without spaces."
        : null;
}
