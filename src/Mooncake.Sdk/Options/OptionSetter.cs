using System.Globalization;

namespace Mooncake.Options;

/// <summary>One key of a connection string, and the option that it sets.</summary>
/// <param name="Name">The key, lower case.</param>
/// <param name="Engine">The engine that knows it, or null for all.</param>
/// <param name="Expected">What its value looks like, for error texts.</param>
/// <param name="TrySet">Sets the option; false if the value is not as expected.</param>
internal sealed record OptionSetter(string Name, StoreEngine? Engine, string Expected, Func<MooncakeStoreOptions, string, bool> TrySet)
{
    /// <summary>True if engines of other packages know the key too.</summary>
    internal bool IsForRegistered { get; init; }

    /// <summary>True if an engine knows the key.</summary>
    internal bool IsFor(StoreEngine engine) =>
        Engine is null || Engine == engine || (IsForRegistered && engine == StoreEngine.Registered);

    /// <summary>A key for a size.</summary>
    internal static OptionSetter Size(string name, StoreEngine? engine, Action<MooncakeStoreOptions, long> set) =>
        new(name, engine, ByteSize.Expected, (options, text) => ByteSize.TryParse(text, out long bytes) && Do(() => set(options, bytes)));

    /// <summary>A key for a duration.</summary>
    internal static OptionSetter Duration(
        string name, StoreEngine? engine, Action<MooncakeStoreOptions, TimeSpan> set, string expected = DurationText.Expected) =>
        new(name, engine, expected, (options, text) => DurationText.TryParse(text, out TimeSpan duration) && Do(() => set(options, duration)));

    /// <summary>A key for a switch.</summary>
    internal static OptionSetter Switch(string name, StoreEngine? engine, Action<MooncakeStoreOptions, bool> set) =>
        new(name, engine, "on or off", (options, text) => text.ToLowerInvariant() switch
        {
            "on" or "true" or "1" => Do(() => set(options, true)),
            "off" or "false" or "0" => Do(() => set(options, false)),
            _ => false,
        });

    /// <summary>A key for a text that is not empty.</summary>
    internal static OptionSetter Text(string name, StoreEngine? engine, Action<MooncakeStoreOptions, string> set) =>
        new(name, engine, "a non-empty text", (options, text) => text.Length > 0 && Do(() => set(options, text)));

    /// <summary>A key for an integer.</summary>
    internal static OptionSetter Number(string name, StoreEngine? engine, string range, Action<MooncakeStoreOptions, int> set) =>
        new(name, engine, $"a whole number {range}", (options, text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && Do(() => set(options, number)));

    /// <summary>A key for a share of one.</summary>
    internal static OptionSetter Share(string name, StoreEngine? engine, string expected, Action<MooncakeStoreOptions, double> set) =>
        new(name, engine, expected, (options, text) =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share)
                && Do(() => set(options, share)));

    /// <summary>A key for a member of an enumeration, by its name in lower case.</summary>
    internal static OptionSetter Choice<T>(string name, StoreEngine? engine, Action<MooncakeStoreOptions, T> set)
        where T : struct, Enum =>
        new(name, engine, string.Join(" or ", Enum.GetNames<T>()).ToLowerInvariant(), (options, text) =>
            Array.FindIndex(Enum.GetNames<T>(), member => member.Equals(text, StringComparison.OrdinalIgnoreCase)) is var index and >= 0
                && Do(() => set(options, Enum.GetValues<T>()[index])));

    /// <summary>Sets an option.</summary>
    /// <returns>False if the option does not take the value.</returns>
    private static bool Do(Action set)
    {
        try
        {
            set();
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
