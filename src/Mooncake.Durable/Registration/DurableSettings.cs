using System.Globalization;
using Mooncake.Options;

namespace Mooncake.Durable;

/// <summary>
/// Parses the address and the keys of <c>durable://</c> connection strings. <c>docs/connection-strings.md</c> explains them.
/// </summary>
internal static class DurableSettings
{
    private const string Duration = $"a duration of 0 to 365 days: {DurationText.Expected}";

    private static readonly Dictionary<string, DurableSetting> All = new(StringComparer.Ordinal)
    {
        ["capacity"] = DurableSetting.Of<long>(ByteSize.Expected, ReadSize, static (o, v) => o with { CapacityBytes = v }),
        ["watermark"] = DurableSetting.Of<double>(
            "a number above 0 and at most 1", ReadShare, static (o, v) => o with { EvictionWatermark = v }),
        ["sync"] = DurableSetting.Of<DurableSync>("commit, process or none", ReadName, static (o, v) => o with { Sync = v }),
        ["compression"] = DurableSetting.Of<DurableCompression>("none, lz4 or zstd", ReadName, static (o, v) => o with { Compression = v }),
        ["recovery"] = DurableSetting.Of<DurableRecovery>("strict or to-damage", ReadName, static (o, v) => o with { Recovery = v }),
        ["cache"] = DurableSetting.Of<long>(
            $"0, or at least 16 MiB: {ByteSize.Expected}", ReadSize, static (o, v) => o with { CacheBytes = v }),
        ["table-cache"] = DurableSetting.Of<long>(
            $"at least 1 MiB: {ByteSize.Expected}", ReadSize, static (o, v) => o with { TableCacheBytes = v }),
        ["open-files"] = DurableSetting.Of<int>(
            "0 for no limit, or a whole number from 16 on", ReadNumber, static (o, v) => o with { OpenFiles = v }),
        ["lease"] = DurableSetting.Of<TimeSpan>(Duration, ReadDuration, static (o, v) => o with { LeaseDuration = v }),
        ["read-only"] = DurableSetting.Of<bool>("on or off", ReadSwitch, static (o, v) => o with { IsReadOnly = v }),
        ["checkpoint-every"] = DurableSetting.Of<TimeSpan>(
            $"0 for never, or 1 second to 45 days: {DurationText.Expected}",
            ReadDuration,
            static (o, v) => o with { CheckpointInterval = v }),
        ["checkpoint-keep"] = DurableSetting.Of<int>(
            "a whole number from 1 to 10000", ReadNumber, static (o, v) => o with { CheckpointsKept = v }),
        ["checkpoint-folder"] = DurableSetting.Of<string>(
            "the path of a folder", ReadPath, static (o, v) => o with { CheckpointFolder = v }),
        ["soft-pin"] = DurableSetting.Of<TimeSpan>(Duration, ReadDuration, static (o, v) => o with { SoftPinDuration = v }),
    };

    /// <summary>The keys, in the order in which errors list them.</summary>
    internal static IReadOnlyCollection<string> Keys => All.Keys;

    /// <summary>Reads the options of a store.</summary>
    /// <param name="settings">The address and the settings of a connection string.</param>
    /// <returns>The options, or an error that names the setting.</returns>
    internal static StoreResult<DurableOptions> Read(RegisteredEngineOptions settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Address) || settings.Address.Contains('\0', StringComparison.Ordinal))
        {
            return Fail("The connection string names no folder.", "Name one, as in durable://./data or durable:///var/lib/cache.");
        }

        DurableOptions options = new() { Folder = settings.Address };
        foreach ((string key, string value) in settings.Settings)
        {
            if (All[key].TrySet(options, value) is not { } changed)
            {
                return Fail($"The key '{key}' of durable:// has the value '{(value.Length <= 100 ? value : value[..100] + "...")}'.", $"Give {All[key].Expected}.");
            }

            options = changed;
        }

        return StoreResult<DurableOptions>.Found(options);
    }

    private static bool ReadSize(string text, out long value) => ByteSize.TryParse(text, out value);

    private static bool ReadDuration(string text, out TimeSpan value) => DurationText.TryParse(text, out value);

    private static bool ReadShare(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    private static bool ReadNumber(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool ReadSwitch(string text, out bool value)
    {
        value = text.ToLowerInvariant() is "on" or "true" or "1";
        return value || text.ToLowerInvariant() is "off" or "false" or "0";
    }

    private static bool ReadPath(string text, out string value)
    {
        value = text;
        return !string.IsNullOrWhiteSpace(text) && !text.Contains('\0', StringComparison.Ordinal);
    }

    // Enum.TryParse alone would take numbers too.
    private static bool ReadName<T>(string text, out T value)
        where T : struct, Enum
    {
        string name = text.Replace("-", "", StringComparison.Ordinal);
        return Enum.TryParse(name, ignoreCase: true, out value) && !char.IsAsciiDigit(name[0]);
    }

    private static StoreResult<DurableOptions> Fail(string cause, string remedy) =>
        StoreResult<DurableOptions>.Failed(new StoreError(StoreErrorCode.InvalidConfiguration, StoreOperation.Open, cause, remedy));
}
