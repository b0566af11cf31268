using System.Globalization;

namespace Mooncake.Sdk.Generators.Rules;

/// <summary>A key of connection strings.</summary>
/// <param name="Name">The key, lower case.</param>
/// <param name="Scheme">The scheme of the engine that has it, or null for all.</param>
/// <param name="Expected">What its value looks like, for messages.</param>
/// <param name="Takes">Whether a text is such a value; ranges are not looked at.</param>
internal sealed record ConnectionOption(string Name, string? Scheme, string Expected, Func<string, bool> Takes)
{
    private const string Cluster = "mooncake";
    private const string Embedded = "embedded";
    private const string Durable = "durable";

    private static readonly string[] SizeUnits = ["kib", "mib", "gib", "tib", "kb", "mb", "gb", "tb", "k", "m", "g", "t", "b"];
    private static readonly string[] DurationUnits = ["ms", "s", "m", "h"];

    private static readonly ConnectionOption[] All =
    [
        .. Of("a text", static text => text.Length > 0, Cluster, "metadata", "protocol", "device", "library", "admin"),
        .. Of("on or off", IsSwitch, Cluster, "preflight"),
        .. Of("a duration such as 250ms, 5s, 1.5m or 1h", IsDuration, Cluster, "connect-timeout", "wait"),
        .. Of("error, warning or info", static text => IsOneOf(text, "error", "warning", "info"), Cluster, "native-log"),
        .. Of("a duration such as 250ms, 5s, 1.5m or 1h", IsDuration, Embedded, "lease", "soft-pin"),
        .. Of("a number above 0 and at most 1", IsShareAboveZero, Embedded, "watermark"),
        .. Of("a number from 0 to 1", IsShare, Embedded, "eviction-ratio"),
        .. Of("a size such as 4096, 512MiB or 1.5GiB", IsSize, null, "segment", "local-buffer", "pool", "pool-slab"),
        .. Of("a text", static text => text.Length > 0, null, "hostname"),
        .. Of("a duration such as 250ms, 5s, 1.5m or 1h", IsDuration, null, "timeout", "close-timeout"),
        .. Of("a whole number", IsNumber, null, "max-key"),
        .. Of("on or off", IsSwitch, null, "huge-pages"),
        .. Of("lane or caller", static text => IsOneOf(text, "lane", "caller"), null, "dispatch"),
        .. OfPipeline(Cluster),
        .. OfPipeline(Durable),
        .. Of("a size such as 4096, 512MiB or 1.5GiB", IsSize, Durable, "capacity", "cache", "table-cache"),
        .. Of("a number above 0 and at most 1", IsShareAboveZero, Durable, "watermark"),
        .. Of("commit, process or none", static text => IsOneOf(text, "commit", "process", "none"), Durable, "sync"),
        .. Of("none, lz4 or zstd", static text => IsOneOf(text, "none", "lz4", "zstd"), Durable, "compression"),
        .. Of("strict or to-damage", static text => IsOneOf(text, "strict", "to-damage"), Durable, "recovery"),
        .. Of("a whole number", IsNumber, Durable, "open-files", "checkpoint-keep"),
        .. Of("a duration such as 250ms, 5s, 1.5m or 1h", IsDuration, Durable, "lease", "soft-pin", "checkpoint-every"),
        .. Of("on or off", IsSwitch, Durable, "read-only"),
        .. Of("a text", static text => text.Length > 0, Durable, "checkpoint-folder"),
    ];

    /// <summary>The key of a name that an engine has, or null.</summary>
    /// <param name="scheme">The engine's scheme.</param>
    /// <param name="name">The key's name in lower case.</param>
    public static ConnectionOption? Find(string scheme, string name) =>
        Array.Find(All, option => option.Name == name && (option.Scheme is null || option.Scheme == scheme));

    /// <summary>The names of the keys that an engine has.</summary>
    /// <param name="scheme">The engine's scheme.</param>
    public static string[] NamesFor(string scheme) =>
        [.. All.Where(option => option.Scheme is null || option.Scheme == scheme).Select(static option => option.Name)];

    private static IEnumerable<ConnectionOption> Of(string expected, Func<string, bool> takes, string? scheme, params string[] names) =>
        names.Select(name => new ConnectionOption(name, scheme, expected, takes));

    private static IEnumerable<ConnectionOption> OfPipeline(string scheme) =>
    [
        .. Of("a whole number", IsNumber, scheme, "lanes", "large-lanes", "batch", "queue"),
        .. Of("a size such as 4096, 512MiB or 1.5GiB", IsSize, scheme, "large-object"),
        .. Of("on or off", IsSwitch, scheme, "retry-when-full"),
    ];

    private static bool IsSwitch(string text) => text.ToLowerInvariant() is "on" or "true" or "1" or "off" or "false" or "0";

    private static bool IsOneOf(string text, params string[] values) => values.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static bool IsShare(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number is >= 0 and <= 1;

    private static bool IsShareAboveZero(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number is > 0 and <= 1;

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsSize(string text) => IsQuantity(text, SizeUnits, isUnitRequired: false);

    private static bool IsDuration(string text) => IsQuantity(text, DurationUnits, isUnitRequired: true);

    private static bool IsQuantity(string text, string[] units, bool isUnitRequired)
    {
        string? unit = Array.Find(units, unit => text.EndsWith(unit, StringComparison.OrdinalIgnoreCase));
        string number = text.Substring(0, text.Length - (unit?.Length ?? 0)).TrimEnd();
        return (unit is not null || !isUnitRequired)
            && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
    }
}
