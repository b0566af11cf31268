using System.ComponentModel;
using System.Globalization;

namespace Mooncake.Serialization.Codecs;

/// <summary>What is written as a string: <c>Uri</c>, <c>CultureInfo</c>, <c>TimeZoneInfo</c>.</summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TextWire<T> : IMemoryPackWire
{
    /// <inheritdoc/>
    public static int MinSize => sizeof(int);

    /// <inheritdoc/>
    public static string WireType =>
        typeof(T) == typeof(Uri) ? "uri" : typeof(T) == typeof(CultureInfo) ? "culture" : typeof(T) == typeof(TimeZoneInfo) ? "zone" : "s";

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader) => reader.TrySkipString();
}
