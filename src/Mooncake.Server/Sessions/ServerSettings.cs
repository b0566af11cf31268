using Mooncake.Server.Protocol;

namespace Mooncake.Server.Sessions;

/// <summary>Settings that <c>CONFIG GET</c> shows, and those that <c>CONFIG SET</c> changes. Safe from any thread.</summary>
internal sealed class ServerSettings
{
    private readonly RespServerOptions _options;
    private long _slowerThan;
    private long _slowLogLength;

    /// <summary>Takes the values to begin with.</summary>
    internal ServerSettings(RespServerOptions options)
    {
        _options = options;
        _slowerThan = (long)options.SlowCommand.TotalMicroseconds;
        _slowLogLength = options.SlowLogLength;
    }

    /// <summary>Commands that take as many microseconds are slow; negative for none.</summary>
    internal long SlowerThanMicroseconds => Volatile.Read(ref _slowerThan);

    /// <summary>How many slow commands are kept.</summary>
    internal long SlowLogLength => Volatile.Read(ref _slowLogLength);

    /// <summary>All settings, in the names of Redis.</summary>
    internal IEnumerable<KeyValuePair<string, string>> All =>
    [
        new("appendonly", "no"),
        new("bind", _options.Address.ToString()),
        new("client-query-buffer-limit", Text(_options.MaxQueryBytes)),
        new("databases", "1"),
        new("maxclients", Text(_options.MaxClients)),
        new("maxmemory", "0"),
        new("maxmemory-policy", "allkeys-lru"),
        new("proto-max-bulk-len", Text(_options.MaxArgumentBytes)),
        new("save", ""),
        new("slowlog-log-slower-than", Text(SlowerThanMicroseconds)),
        new("slowlog-max-len", Text(SlowLogLength)),
        new("timeout", "0"),
    ];

    /// <summary>Checks whether a setting can be changed.</summary>
    /// <param name="name">Its name in lower case.</param>
    /// <param name="value">The value.</param>
    /// <param name="number">The value as a number.</param>
    /// <returns>Null, or why not; empty if there is no such setting.</returns>
    internal string? Check(string name, ReadOnlySpan<byte> value, out long number)
    {
        number = 0;
        if (name is not ("slowlog-log-slower-than" or "slowlog-max-len"))
        {
            return All.Any(setting => setting.Key == name) ? "can't set immutable config" : "";
        }

        if (!RespNumber.TryParse(value, out number))
        {
            return "argument couldn't be parsed into an integer";
        }

        int least = name == "slowlog-max-len" ? 0 : -1;
        return number < least ? $"argument must be between {least} and 9223372036854775807 inclusive" : null;
    }

    /// <summary>Changes a setting.</summary>
    /// <param name="name">Its name in lower case.</param>
    /// <param name="number">A value that <see cref="Check"/> accepts.</param>
    internal void Set(string name, long number) =>
        Volatile.Write(ref name == "slowlog-max-len" ? ref _slowLogLength : ref _slowerThan, number);

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
