using Mooncake.Keys;

namespace Mooncake.Raw;

/// <summary>A key that is used literally, without a template.</summary>
/// <param name="Text">The text; not null and not empty.</param>
internal readonly record struct RawKey(string Text) : IStoreKey<RawKey>
{
    /// <inheritdoc/>
    public static string Template => "(any key)";

    /// <inheritdoc/>
    public static bool TryFormat(ref KeyWriter writer, in RawKey key) => writer.TryAppendRaw(key.Text);

    /// <inheritdoc/>
    public static bool TryFormatPrefix(ref KeyWriter writer, in RawKey key, int parts) => TryFormat(ref writer, in key);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<byte> text, out RawKey key)
    {
        key = new RawKey(System.Text.Encoding.UTF8.GetString(text));
        return !text.IsEmpty;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Checks a caller's key.</summary>
    /// <exception cref="ArgumentException">It is null or empty.</exception>
    internal static RawKey Of(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new RawKey(key);
    }

    /// <summary>Checks a caller's keys.</summary>
    /// <exception cref="ArgumentException">One is null or empty.</exception>
    internal static RawKey[] Of(IReadOnlyList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        RawKey[] checkedKeys = keys.Count == 0 ? [] : new RawKey[keys.Count];
        for (int i = 0; i < checkedKeys.Length; i++)
        {
            if (string.IsNullOrEmpty(keys[i]))
            {
                throw new ArgumentException($"The key at index {i} is null or empty.", nameof(keys));
            }

            checkedKeys[i] = new RawKey(keys[i]);
        }

        return checkedKeys;
    }
}
