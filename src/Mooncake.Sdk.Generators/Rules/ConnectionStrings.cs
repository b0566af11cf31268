using System.Globalization;
using Mooncake.Errors;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>
/// What the SDK cannot read of a connection string. Says less than the SDK where ranges are concerned, and never more: a test compares
/// both.
/// </summary>
internal static class ConnectionStrings
{
    private const string Cluster = "mooncake";
    private const string Embedded = "embedded";
    private const string Durable = "durable";
    private const string Separator = "://";

    private static readonly string[] Schemes = [Embedded, Cluster, Durable];

    /// <summary>What is wrong with a connection string and what to do, as the end of a sentence; null if nothing is known to be.</summary>
    /// <param name="text">The connection string.</param>
    public static string? FindProblem(string text)
    {
        string trimmed = text.Trim();
        int separator = trimmed.IndexOf(Separator, StringComparison.Ordinal);
        string scheme = separator < 0 ? trimmed : trimmed.Substring(0, separator).ToLowerInvariant();
        if (separator < 0 || !Schemes.Contains(scheme))
        {
            string? meant = NearestName.Find(scheme.TrimEnd(':', '/'), Schemes);

            // Another package may bring an engine with a scheme of its own.
            return separator > 0 && meant is null
                ? null
                : "it does not start with a scheme; " + (meant is null ? "use embedded:// or mooncake://host:port" : $"did you mean {meant}://?");
        }

        string rest = trimmed.Substring(separator + Separator.Length);
        int mark = rest.IndexOf('?');
        string host = Uri.UnescapeDataString((mark < 0 ? rest : rest.Substring(0, mark)).TrimEnd('/'));
        string? problem =
            scheme == Cluster ? FindHostProblem(host)
            : scheme == Durable && host.Trim().Length == 0 ? "it names no folder; write it as in durable://./data"
            : null;
        return problem ?? (mark < 0 ? null : FindOptionProblem(scheme, rest.Substring(mark + 1)));
    }

    private static string? FindHostProblem(string host)
    {
        if (host.Contains(Separator))
        {
            return null;
        }

        int colon = host.LastIndexOf(':');
        string name = colon < 0 ? "" : host.Substring(0, colon);
        bool isName = name.StartsWith("[", StringComparison.Ordinal)
            ? name.EndsWith("]", StringComparison.Ordinal) && Uri.CheckHostName(name.Trim('[', ']')) == UriHostNameType.IPv6
            : Uri.CheckHostName(name) is UriHostNameType.Dns or UriHostNameType.IPv4;
        bool isPort = ushort.TryParse(host.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            && port > 0;
        return isName && isPort ? null : $"'{host}' is not the host:port of a master; write it as in mooncake://master:50051";
    }

    private static string? FindOptionProblem(string scheme, string query)
    {
        HashSet<string> seen = [];
        foreach (string pair in query.Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            string name = (equals < 0 ? pair : pair.Substring(0, equals)).Trim().ToLowerInvariant();
            string value = equals < 0 ? "" : Uri.UnescapeDataString(pair.Substring(equals + 1)).Trim();
            if (ConnectionOption.Find(scheme, name) is not { } option)
            {
                string? meant = NearestName.Find(name, ConnectionOption.NamesFor(scheme));
                return $"{scheme}:// has no key '{name}'; " + (meant is null ? $"it has {string.Join(", ", ConnectionOption.NamesFor(scheme))}" : $"did you mean '{meant}'?");
            }

            if (!seen.Add(name))
            {
                return $"it has the key '{name}' twice; give it once";
            }

            if (!option.Takes(value))
            {
                return $"'{value}' is not a value of '{name}'; give {option.Expected}";
            }
        }

        return null;
    }
}
