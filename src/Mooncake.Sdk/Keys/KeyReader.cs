using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;

namespace Mooncake.Keys;

/// <summary>
/// Parses a key's text, from arbitrary bytes. Generated code calls it with the template's literals and the parts' formats, in order, up to
/// the first call that returns false.
/// </summary>
/// <remarks>
/// Only canonical text is accepted: every part is formatted again and compared, so each key has exactly one text. Allocates only the
/// strings of text parts.
/// </remarks>
public ref struct KeyReader
{
    /// <summary>Longer than any integer of the formats that a template can use: 99 digits and a sign.</summary>
    private const int MaxIntegerLength = 100;

    /// <summary>The longest Guid: 32 digits, four dashes and two brackets.</summary>
    private const int MaxGuidLength = 38;

    /// <summary>Escaped text parts up to this many bytes are decoded on the stack.</summary>
    private const int StackLimit = 256;

    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads a key's text.</summary>
    /// <param name="text">UTF-8, without a NUL at the end.</param>
    public KeyReader(ReadOnlySpan<byte> text) => _rest = text;

    /// <summary>True if no text is left.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads literal text of the template.</summary>
    /// <param name="literal">UTF-8.</param>
    /// <returns>False if the text differs.</returns>
    public bool TryReadLiteral(ReadOnlySpan<byte> literal)
    {
        if (!_rest.StartsWith(literal))
        {
            return false;
        }

        _rest = _rest[literal.Length..];
        return true;
    }

    /// <summary>Reads the raw bytes of a part up to the literal that follows it.</summary>
    /// <param name="separator">The first character of that literal in UTF-8; empty if the part is the last element of the template.</param>
    /// <param name="token">The bytes; a slice of the key's text.</param>
    /// <returns>False if there is no separator.</returns>
    public bool TryReadToken(ReadOnlySpan<byte> separator, out ReadOnlySpan<byte> token)
    {
        int length = separator.IsEmpty ? _rest.Length : _rest.IndexOf(separator);
        if (length < 0)
        {
            token = default;
            return false;
        }

        token = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    /// <summary>Reads a text part and removes its percent-encoding.</summary>
    /// <param name="separator">
    /// The first character of the literal that follows, in UTF-8; empty if the part is the last element of the template.
    /// </param>
    /// <param name="escapes">The characters that must be escaped.</param>
    /// <param name="text">The part.</param>
    /// <returns>False if the bytes are not UTF-8, or not encoded as by <see cref="KeyWriter.TryAppendText"/>.</returns>
    public bool TryReadText(ReadOnlySpan<byte> separator, KeyEscapes escapes, [NotNullWhen(true)] out string? text)
    {
        text = null;
        return TryReadToken(separator, out ReadOnlySpan<byte> token)
            && (token.Contains((byte)'%') ? TryDecode(token, escapes, out text) : TryTakeRaw(token, escapes, out text));
    }

    /// <summary>Reads an integer, up to its last digit.</summary>
    /// <typeparam name="T">The integer's type.</typeparam>
    /// <param name="format">Empty, or the template's format: <c>D</c>, <c>X</c> or <c>x</c> with the minimum number of digits.</param>
    /// <param name="value">The part.</param>
    /// <returns>False if the text is not an integer in this format, or the type cannot represent it.</returns>
    public bool TryReadInteger<T>(ReadOnlySpan<char> format, out T value)
        where T : struct, IBinaryInteger<T>
    {
        bool isHexadecimal = format is ['X' or 'x', ..];
        int length = 0;
        while (length < _rest.Length && IsDigit(_rest[length], isHexadecimal, isFirst: length == 0))
        {
            length++;
        }

        ReadOnlySpan<byte> token = _rest[..length];
        Span<byte> canonical = stackalloc byte[MaxIntegerLength];
        if (length <= MaxIntegerLength
            && T.TryParse(token, isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            && value.TryFormat(canonical, out int written, format, CultureInfo.InvariantCulture)
            && token.SequenceEqual(canonical[..written]))
        {
            _rest = _rest[length..];
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Reads a Guid.</summary>
    /// <param name="format">The template's format: <c>D</c>, <c>N</c>, <c>B</c> or <c>P</c>.</param>
    /// <param name="value">The part.</param>
    /// <returns>False if the text is not a Guid in this format and in lower case.</returns>
    public bool TryReadGuid(char format, out Guid value)
    {
        Span<byte> canonical = stackalloc byte[MaxGuidLength];
        if (Utf8Parser.TryParse(_rest, out value, out int length, format)
            && Utf8Formatter.TryFormat(value, canonical, out int written, new StandardFormat(format))
            && _rest[..length].SequenceEqual(canonical[..written]))
        {
            _rest = _rest[length..];
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Reads a bool, 0 or 1.</summary>
    /// <param name="value">The part.</param>
    /// <returns>False if the text is not a bool.</returns>
    public bool TryReadBool(out bool value)
    {
        value = _rest is [(byte)'1', ..];
        return TryReadLiteral(value ? "1"u8 : "0"u8);
    }

    private static bool IsDigit(byte value, bool isHexadecimal, bool isFirst) =>
        isHexadecimal ? char.IsAsciiHexDigit((char)value) : char.IsAsciiDigit((char)value) || (isFirst && value == (byte)'-');

    /// <summary>A token without a percent sign is canonical if it is UTF-8 and contains nothing that must be escaped.</summary>
    private static bool TryTakeRaw(ReadOnlySpan<byte> token, KeyEscapes escapes, [NotNullWhen(true)] out string? text)
    {
        text = Utf8.IsValid(token) ? Encoding.UTF8.GetString(token) : null;
        if (text is not null && text.AsSpan().ContainsAny(escapes.Characters))
        {
            text = null;
        }

        return text is not null;
    }

    private static bool TryDecode(ReadOnlySpan<byte> token, KeyEscapes escapes, [NotNullWhen(true)] out string? text)
    {
        byte[]? rented = token.Length > StackLimit ? ArrayPool<byte>.Shared.Rent(token.Length) : null;
        Span<byte> buffer = (rented ?? stackalloc byte[StackLimit])[..token.Length];
        text = null;
        if (TryUnescape(token, buffer, out int count) && Utf8.IsValid(buffer[..count]))
        {
            string candidate = Encoding.UTF8.GetString(buffer[..count]);

            // If the token is canonical, the canonical text of the same part is not longer than the token.
            KeyWriter writer = new(buffer);
            if (writer.TryAppendText(candidate, escapes) && token.SequenceEqual(buffer[..writer.Written]))
            {
                text = candidate;
            }
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return text is not null;
    }

    /// <summary>Removes the percent-encoding; the result is never longer than the token.</summary>
    private static bool TryUnescape(ReadOnlySpan<byte> token, Span<byte> destination, out int count)
    {
        count = 0;
        for (int i = 0; i < token.Length; i++)
        {
            byte value = token[i];
            if (value == (byte)'%')
            {
                if (i + 2 >= token.Length || !char.IsAsciiHexDigit((char)token[i + 1]) || !char.IsAsciiHexDigit((char)token[i + 2]))
                {
                    return false;
                }

                value = byte.Parse(token.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 2;
            }

            destination[count++] = value;
        }

        return true;
    }
}
