using Mooncake.Errors;

namespace Mooncake.Options;

/// <summary>Parses connection strings.</summary>
internal static class ConnectionString
{
    private const string EmbeddedScheme = "embedded://";
    private const string ClusterScheme = "mooncake://";
    private const string Separator = "://";

    /// <summary>True for the scheme of an engine that is part of the SDK.</summary>
    /// <param name="scheme">The scheme, lower case, without what follows it.</param>
    internal static bool IsBuiltIn(string scheme) => scheme + Separator is EmbeddedScheme or ClusterScheme;

    /// <summary>Parses a connection string.</summary>
    /// <param name="connectionString">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connectionString"/> is null.</exception>
    internal static StoreResult<MooncakeStoreOptions> Parse(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        string trimmed = connectionString.Trim();
        if (trimmed.StartsWith(EmbeddedScheme, StringComparison.OrdinalIgnoreCase))
        {
            return ParseRest(trimmed[EmbeddedScheme.Length..], new MooncakeStoreOptions { Engine = StoreEngine.Embedded });
        }

        if (trimmed.StartsWith(ClusterScheme, StringComparison.OrdinalIgnoreCase))
        {
            return ParseRest(trimmed[ClusterScheme.Length..], new MooncakeStoreOptions { Engine = StoreEngine.Cluster });
        }

        string scheme = trimmed[..Math.Max(0, trimmed.IndexOf(Separator, StringComparison.Ordinal))].ToLowerInvariant();
        if (StoreEngines.Find(scheme) is not null)
        {
            MooncakeStoreOptions options = new() { Engine = StoreEngine.Registered };
            options.Registered.Scheme = scheme;
            return ParseRest(trimmed[(scheme.Length + Separator.Length)..], options);
        }

        return StoreEngines.PackageMissing(scheme) is { } missing ? StoreResult<MooncakeStoreOptions>.Failed(missing) : Fail(
            $"The connection string '{ErrorText.Cut(connectionString)}' does not start with a scheme that the SDK knows.",
            $"{DidYouMean.Text(WordOf(trimmed), ["embedded", "mooncake"], "://")}"
                + "Use embedded:// for the in-process engine or mooncake://host:port for a cluster, or register the scheme with StoreEngines.Register.");
    }

    /// <summary>The word that a text begins with.</summary>
    private static string WordOf(string text)
    {
        int length = 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit(text[length]))
        {
            length++;
        }

        return text[..length];
    }

    private static StoreResult<MooncakeStoreOptions> ParseRest(string rest, MooncakeStoreOptions options)
    {
        int mark = rest.IndexOf('?', StringComparison.Ordinal);
        string host = mark < 0 ? rest : rest[..mark];
        string query = mark < 0 ? "" : rest[(mark + 1)..];

        StoreError? error = SetHost(options, Uri.UnescapeDataString(host.TrimEnd('/')));
        HashSet<string> seen = [];
        foreach (string pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            error ??= SetPair(options, pair, seen);
        }

        error ??= OptionsValidation.Check(options);
        return error is null ? StoreResult<MooncakeStoreOptions>.Found(options) : StoreResult<MooncakeStoreOptions>.Failed(error);
    }

    private static StoreError? SetHost(MooncakeStoreOptions options, string host)
    {
        if (options.Engine == StoreEngine.Embedded)
        {
            options.Embedded.ClusterName = host.Length == 0 ? null : host;
            return null;
        }

        if (options.Engine == StoreEngine.Registered)
        {
            options.Registered.Address = host;
            return null;
        }

        options.Cluster.MasterAddress = host;
        return null;
    }

    private static StoreError? SetPair(MooncakeStoreOptions options, string pair, HashSet<string> seen)
    {
        int equals = pair.IndexOf('=', StringComparison.Ordinal);
        string name = (equals < 0 ? pair : pair[..equals]).Trim().ToLowerInvariant();
        string value = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]).Trim();

        OptionSetter? setter = OptionSetters.Find(options.Engine, name);
        IStoreEngine? engine = options.Engine == StoreEngine.Registered ? StoreEngines.Find(options.Registered.Scheme) : null;
        bool isEngines = engine?.Keys.Contains(name) == true;
        if (setter is null && !isEngines)
        {
            return ConfigurationError.Of(
                $"The connection string has the key '{ErrorText.Cut(name)}', which {SchemeOf(options)} does not have.",
                RemedyOf(options.Engine, [.. engine?.Keys ?? [], .. OptionSetters.NamesFor(options.Engine)], name));
        }

        if (!seen.Add(name))
        {
            return ConfigurationError.Of($"The connection string has the key '{name}' twice.", "Give it once.");
        }

        if (isEngines)
        {
            options.Registered.Settings[name] = value;
            return null;
        }

        return setter!.TrySet(options, value)
            ? null
            : ConfigurationError.Of($"The connection string's key '{name}' has the value '{ErrorText.Cut(value)}'.", $"Give {setter.Expected}.");
    }

    private static string RemedyOf(StoreEngine engine, string[] names, string name)
    {
        StoreEngine other = engine == StoreEngine.Embedded ? StoreEngine.Cluster : StoreEngine.Embedded;
        string hint = OptionSetters.Find(other, name) is not null
            ? $"It is a key of {(other == StoreEngine.Embedded ? EmbeddedScheme : ClusterScheme)}. "
            : DidYouMean.Text(name, names);
        return $"{hint}Known keys: {string.Join(", ", names)}.";
    }

    private static string SchemeOf(MooncakeStoreOptions options) => options.Engine switch
    {
        StoreEngine.Embedded => EmbeddedScheme,
        StoreEngine.Cluster => ClusterScheme,
        _ => options.Registered.Scheme + Separator,
    };

    private static StoreResult<MooncakeStoreOptions> Fail(string cause, string remedy) =>
        StoreResult<MooncakeStoreOptions>.Failed(ConfigurationError.Of(cause, remedy));
}
