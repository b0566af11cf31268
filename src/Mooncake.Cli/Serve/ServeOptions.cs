using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mooncake.Cli.Dashboard;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Output;
using Mooncake.Server;

namespace Mooncake.Cli.Serve;

/// <summary>The options of <c>serve</c>.</summary>
internal sealed class ServeOptions
{
    /// <summary>The variable with the password, which the list of processes does not show.</summary>
    internal const string PasswordVariable = "MOONCAKE_PASSWORD";

    /// <summary>The variable with the dashboard's token.</summary>
    internal const string TokenVariable = "MOONCAKE_HTTP_TOKEN";

    private readonly Option<IPAddress> _bind = new("--bind")
    {
        Description = "The address to listen on. Any but a loopback address needs a password or a certificate.",
        HelpName = "address",
        DefaultValueFactory = static _ => IPAddress.Loopback,
        CustomParser = static result =>
        {
            string text = result.Tokens[0].Value;
            if (!IPAddress.TryParse(text, out IPAddress? address))
            {
                result.AddError($"--bind is '{Printable.Of(text)}', which is not an IP address. 0.0.0.0 stands for all of this machine.");
            }

            return address ?? IPAddress.Loopback;
        },
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "The port of the Redis protocol; 0 for any.",
        HelpName = "port",
        DefaultValueFactory = static _ => 6380,
    };

    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads that serve connections; 0 for one per core.",
        HelpName = "number",
    };

    private readonly Option<string?> _password = new("--requirepass")
    {
        Description = $"The password that clients give. Without it, the variable {PasswordVariable}, if set.",
        HelpName = "password",
    };

    private readonly Option<FileInfo?> _certificate = new("--tls-cert")
    {
        Description = "A certificate in PEM. Redis connections and the dashboard then use TLS.",
        HelpName = "file",
    };

    private readonly Option<FileInfo?> _key = new("--tls-key") { Description = "The certificate's private key in PEM.", HelpName = "file" };

    private readonly Option<int> _maxClients = new("--max-clients")
    {
        Description = "The maximum number of Redis connections.",
        HelpName = "number",
        DefaultValueFactory = static _ => 10_000,
    };

    private readonly Option<IPEndPoint?> _http = new("--http")
    {
        Description = "Serve the dashboard at this address and port, such as 127.0.0.1:8790. Any but a loopback address needs a token.",
        HelpName = "address:port",
        CustomParser = ParseEndPoint,
    };

    private readonly Option<string?> _token = new("--http-token")
    {
        Description = $"The token that browsers must send: {DashboardOptions.ShortestToken} characters or more. Without it, the variable "
            + $"{TokenVariable}, if set.",
        HelpName = "token",
    };

    private readonly Option<string[]> _hosts = new("--http-host")
    {
        Description = "A name under which browsers may use the dashboard, besides localhost and this machine's name and addresses. Can be "
            + "repeated.",
        HelpName = "name",
    };

    private readonly Option<TimeSpan?> _interval = ToolOptions.Duration(
        "--interval",
        "How often the dashboard reads the store's counters, at least 100ms: 1s if not given. A reading takes microseconds on an engine in "
        + "this process, and is one HTTP request to the master of a cluster.");

    /// <summary>How often the dashboard takes figures.</summary>
    internal static TimeSpan ShortestInterval { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            _bind, _port, _threads, _password, _certificate, _key, _maxClients, _http, _token, _hosts, _interval,
        })
        {
            command.Options.Add(option);
        }

        _interval.Validators.Add(static result => RequireInterval(result, result.GetValueOrDefault<TimeSpan?>()));
    }

    /// <summary>The options of the Redis server.</summary>
    /// <exception cref="ToolException">The certificate cannot be read.</exception>
    internal RespServerOptions RedisOptions(ToolRun run) => new()
    {
        Address = run.Get(_bind)!,
        Port = run.Get(_port),
        Threads = run.Get(_threads),
        Password = run.Get(_password) ?? run.Host.Variable(PasswordVariable),
        MaxClients = run.Get(_maxClients),
        Certificate = ReadCertificate(run),
    };

    /// <summary>The options of the dashboard; null if none is asked for.</summary>
    /// <param name="run">The command's run.</param>
    /// <param name="certificate">The certificate of the Redis server, or null.</param>
    /// <exception cref="ToolException">Options of the dashboard are given without <c>--http</c>.</exception>
    internal DashboardOptions? HttpOptions(ToolRun run, X509Certificate2? certificate)
    {
        if (run.Get(_http) is { } endPoint)
        {
            string? token = run.Get(_token) ?? run.Host.Variable(TokenVariable);
            return new DashboardOptions(endPoint, token, run.Get(_hosts), certificate);
        }

        return new Option[] { _token, _hosts, _interval }.FirstOrDefault(run.Has) is { } unused
            ? throw new ToolException(
                ExitCode.Usage, $"{unused.Name} is for the dashboard. Give --http as well, such as --http 127.0.0.1:8790.")
            : null;
    }

    /// <summary>How often the dashboard takes figures.</summary>
    internal TimeSpan Interval(ToolRun run) => run.Get(_interval) ?? TimeSpan.FromSeconds(1);

    /// <summary>Refuses intervals that would cost more than they show.</summary>
    internal static void RequireInterval(SymbolResult result, TimeSpan? interval)
    {
        if (interval < ShortestInterval || interval > TimeSpan.FromHours(1))
        {
            result.AddError("--interval must be from 100ms to 1h.");
        }
    }

    private X509Certificate2? ReadCertificate(ToolRun run)
    {
        if (run.Get(_certificate) is not { } file)
        {
            return run.Get(_key) is null
                ? null
                : throw new ToolException(ExitCode.Usage, "--tls-key is the key of --tls-cert, which is not given.");
        }

        try
        {
            return X509Certificate2.CreateFromPemFile(file.FullName, run.Get(_key)?.FullName);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Failed, $"The certificate of --tls-cert cannot be read: {exception.Message}");
        }
    }

    private static IPEndPoint? ParseEndPoint(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string address = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase)
            ? $"{IPAddress.Loopback}{text["localhost".Length..]}"
            : text;
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            return new IPEndPoint(IPAddress.Loopback, port);
        }

        // Without a colon, IPEndPoint takes a port of 0, which is not what anybody means.
        if (!address.Contains(':', StringComparison.Ordinal) || !IPEndPoint.TryParse(address, out IPEndPoint? endPoint)
            || (endPoint.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && !address.StartsWith('[')))
        {
            result.AddError(
                $"--http is '{Printable.Of(text)}', but must be an IP address and a port, such as 127.0.0.1:8790 or [::1]:8790.");
            return null;
        }

        return endPoint;
    }
}
