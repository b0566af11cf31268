using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>
/// The runtime's types with their own notation. <c>Uri</c>, <c>CultureInfo</c> and <c>TimeZoneInfo</c> are strings; <c>Version</c> is byte
/// 4 and four 32-bit numbers, or <c>FF</c> for null; <c>StringBuilder</c> is the number of UTF-16 units, or -1 for null, and the units.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
/// <typeparam name="TText">How strings are encoded.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RuntimeTypeWire<T, TText> : IStoreWire
    where T : class
    where TText : struct, IStoreCodec<string?>
{
    private const byte VersionParts = 4;

    /// <inheritdoc/>
    public static int MinSize => typeof(T) == typeof(Version) ? 1 : sizeof(int);

    /// <inheritdoc/>
    public static string WireType =>
        typeof(T) == typeof(Uri) ? "uri"
        : typeof(T) == typeof(CultureInfo) ? "culture"
        : typeof(T) == typeof(TimeZoneInfo) ? "zone"
        : typeof(T) == typeof(Version) ? "version"
        : typeof(T) == typeof(StringBuilder) ? "builder"
        : throw new NotSupportedException($"The type '{typeof(T)}' has no notation.");

    /// <inheritdoc/>
    public static bool IsUtf16 => TText.IsUtf16;

    /// <inheritdoc/>
    public static bool TrySkip(ref StoreReader reader)
    {
        if (typeof(T) == typeof(Version))
        {
            return reader.TryReadExactHeader(VersionParts, out bool isNull) && (isNull || reader.TrySkip(VersionParts * sizeof(int)));
        }

        if (typeof(T) == typeof(StringBuilder))
        {
            return reader.TryReadLength(sizeof(char), out int length) && reader.TrySkip(Math.Max(length, 0) * sizeof(char));
        }

        return reader.TrySkipString();
    }
}
