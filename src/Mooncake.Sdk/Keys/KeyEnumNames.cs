using System.Collections.Concurrent;
using System.ComponentModel;
using System.Text;

namespace Mooncake.Keys;

/// <summary>
/// The names of an enum in keys, for parts with format <c>G</c>. Templates share one table, so a project with many templates over a large
/// enum compiles no table at all. Immutable. Called by generated code.
/// </summary>
/// <typeparam name="TEnum">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class KeyEnumNames<TEnum>
    where TEnum : struct, Enum
{
    /// <summary>Names up to this many characters are compared on the stack.</summary>
    private const int StackLimit = 256;

    private static readonly ConcurrentDictionary<string, KeyEnumNames<TEnum>> Tables = new(StringComparer.Ordinal);

    private readonly Dictionary<TEnum, byte[]> _texts = [];
    private readonly Dictionary<string, TEnum> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TEnum>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _longest;

    private KeyEnumNames(string separators, ReadOnlySpan<string> aliases)
    {
        KeyEscapes escapes = new(separators);
        string[] names = Enum.GetNames<TEnum>();
        TEnum[] values = Enum.GetValues<TEnum>();
        for (int i = 0; i < names.Length; i++)
        {
            if (!aliases.Contains(names[i]))
            {
                byte[] text = Encode(names[i], escapes);
                string escaped = Encoding.UTF8.GetString(text);
                _texts[values[i]] = text;
                _values[escaped] = values[i];
                _longest = Math.Max(_longest, text.Length);
            }
        }

        _lookup = _values.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Returns the names in the form in which the template's keys contain them.</summary>
    /// <param name="separators">The first character of each literal that follows a part; no surrogates.</param>
    /// <param name="aliases">Names that keys do not contain, because a name declared before them has the same value.</param>
    /// <returns>A table shared by all templates whose separators occur in the same names.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="separators"/> contains a surrogate.</exception>
    public static KeyEnumNames<TEnum> For(string separators, params string[] aliases)
    {
        ArgumentNullException.ThrowIfNull(separators);
        ArgumentNullException.ThrowIfNull(aliases);
        string relevant = string.Concat(separators.Distinct().Where(static separator =>
            Enum.GetNames<TEnum>().Any(name => name.Contains(separator, StringComparison.Ordinal))).Order());
        return Tables.GetOrAdd(relevant, static (key, others) => new KeyEnumNames<TEnum>(key, others), aliases);
    }

    /// <summary>Writes the name of a value.</summary>
    /// <param name="writer">The key's writer.</param>
    /// <param name="value">The value.</param>
    /// <returns>
    /// False if the value has no name (<see cref="StoreErrorCode.KeyPartUnnamed"/>) or the name does not fit
    /// (<see cref="StoreErrorCode.KeyTooLong"/>).
    /// </returns>
    public bool TryAppend(ref KeyWriter writer, TEnum value) =>
        _texts.TryGetValue(value, out byte[]? text) ? writer.TryAppendLiteral(text) : writer.Fail(StoreErrorCode.KeyPartUnnamed);

    /// <summary>Reads a name.</summary>
    /// <param name="reader">The key's reader.</param>
    /// <param name="separator">
    /// The first character of the literal that follows, in UTF-8; empty if the part is the last element of the template.
    /// </param>
    /// <param name="value">The value.</param>
    /// <returns>False if the text is not a name in its canonical form.</returns>
    public bool TryRead(ref KeyReader reader, ReadOnlySpan<byte> separator, out TEnum value)
    {
        value = default;
        return reader.TryReadToken(separator, out ReadOnlySpan<byte> token) && token.Length <= _longest && TryFind(token, out value);
    }

    private bool TryFind(ReadOnlySpan<byte> token, out TEnum value)
    {
        // Bytes that are not UTF-8 decode to U+FFFD, which no name can contain.
        Span<char> characters = token.Length <= StackLimit ? stackalloc char[StackLimit] : new char[token.Length];
        return _lookup.TryGetValue(characters[..Encoding.UTF8.GetChars(token, characters)], out value);
    }

    private static byte[] Encode(string name, KeyEscapes escapes)
    {
        // An escaped character takes at most nine bytes.
        byte[] room = new byte[9 * name.Length];
        KeyWriter writer = new(room);
        return writer.TryAppendText(name, escapes)
            ? room[..writer.Written]
            : throw new InvalidOperationException($"'{name}' of {typeof(TEnum)} cannot be written to a key.");
    }
}
