using Mooncake.Engines;
using Mooncake.Errors;

namespace Mooncake.Options;

/// <summary>Parses connection strings.</summary>
internal static class ConnectionString
{
    /// <summary>Reads a connection string.</summary>
    /// <param name="connectionString">The text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connectionString"/> is null.</exception>
    internal static StoreResult<MooncakeStoreOptions> Parse(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        string trimmed = connectionString.Trim();
        int separator = Math.Max(0, trimmed.IndexOf(EngineEntry.Separator, StringComparison.Ordinal));
        string scheme = trimmed[..separator].ToLowerInvariant();
        if (EngineEntry.Find(scheme) is { } engine)
        {
            return ParseRest(trimmed[(separator + EngineEntry.Separator.Length)..], engine);
        }

        return StoreEngines.PackageMissing(scheme) is { } missing ? StoreResult<MooncakeStoreOptions>.Failed(missing) : Fail(
            $"The connection string '{ErrorText.Cut(connectionString)}' does not start with a scheme that the SDK knows.",
            $"{DidYouMean.Text(WordOf(trimmed), EngineEntry.Schemes, "://")}"
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

    private static StoreResult<MooncakeStoreOptions> ParseRest(string rest, EngineEntry engine)
    {
        MooncakeStoreOptions options = new() { Engine = engine.Kind };
        int mark = rest.IndexOf('?', StringComparison.Ordinal);
        string host = mark < 0 ? rest : rest[..mark];
        string query = mark < 0 ? "" : rest[(mark + 1)..];

        StoreError? error = engine.SetAddress(options, Uri.UnescapeDataString(host.TrimEnd('/')));
        HashSet<string> seen = [];
        foreach (string pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            error ??= SetPair(options, engine, pair, seen);
        }

        error ??= OptionsValidation.Check(options);
        return error is null ? StoreResult<MooncakeStoreOptions>.Found(options) : StoreResult<MooncakeStoreOptions>.Failed(error);
    }

    private static StoreError? SetPair(MooncakeStoreOptions options, EngineEntry engine, string pair, HashSet<string> seen)
    {
        int equals = pair.IndexOf('=', StringComparison.Ordinal);
        string name = (equals < 0 ? pair : pair[..equals]).Trim().ToLowerInvariant();
        string value = equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]).Trim();

        OptionSetter? setter = OptionSetters.Find(engine.Kind, name);
        bool isEngines = engine.OwnKeys.Contains(name);
        if (setter is null && !isEngines)
        {
            return ConfigurationError.Of(
                $"The connection string has the key '{ErrorText.Cut(name)}', which {engine.Scheme}{EngineEntry.Separator} does not have.",
                RemedyOf(engine, name));
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
            : ConfigurationError.Of(
                $"The connection string's key '{name}' has the value '{ErrorText.Cut(value)}'.", $"Give {setter.Expected}.");
    }

    private static string RemedyOf(EngineEntry engine, string name)
    {
        string[] names = [.. engine.OwnKeys, .. OptionSetters.NamesFor(engine.Kind)];
        string hint = EngineEntry.OtherWith(name) is { } other
            ? $"It is a key of {other.Scheme}{EngineEntry.Separator}. "
            : DidYouMean.Text(name, names);
        return $"{hint}Known keys: {string.Join(", ", names)}.";
    }

    private static StoreResult<MooncakeStoreOptions> Fail(string cause, string remedy) =>
        StoreResult<MooncakeStoreOptions>.Failed(ConfigurationError.Of(cause, remedy));
}
