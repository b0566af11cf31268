using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;

namespace Mooncake.Keys;

/// <summary>
/// Takes a key's text apart, from bytes that may be anything. Generated code calls it with the template's literals and the parts'
/// formats, in order, up to the first call that answers false.
/// </summary>
/// <remarks>
/// Only canonical text is taken: every part is formatted again and compared, so that exactly one text stands for a key. Allocates
/// the strings of text parts, nothing else.
/// </remarks>
public ref struct KeyReader
{
    /// <summary>Longer than any integer of the formats that a template can ask for: 99 digits and a sign.</summary>
    private const int MaxIntegerLength = 100;

    /// <summary>The longest Guid: 32 digits, four dashes and two brackets.</summary>
    private const int MaxGuidLength = 38;

    /// <summary>Escaped text parts up to this many bytes are decoded on the stack.</summary>
    private const int StackLimit = 256;

    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads a key's text.</summary>
    /// <param name="text">UTF-8, without a NUL at the end.</param>
    public KeyReader(ReadOnlySpan<byte> text) => _rest = text;

    /// <summary>True if nothing is left.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads literal text of the template.</summary>
    /// <param name="literal">UTF-8.</param>
    /// <returns>False if something else stands there.</returns>
    public bool TryReadLiteral(ReadOnlySpan<byte> literal)
    {
        if (!_rest.StartsWith(literal))
        {
            return false;
        }

        _rest = _rest[literal.Length..];
        return true;
    }

    /// <summary>Reads the bytes of a part up to the literal that follows it, as they stand.</summary>
    /// <param name="separator">The first character of that literal in UTF-8; empty if the part is the last thing in the template.</param>
    /// <param name="token">The bytes; a slice of the key's text.</param>
    /// <returns>False if the separator does not come.</returns>
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

    /// <summary>Reads a text part and takes its percent-encoding off.</summary>
    /// <param name="separator">The first character of the literal that follows, in UTF-8; empty if the part is the last thing in the template.</param>
    /// <param name="escapes">The characters that do not stand raw.</param>
    /// <param name="text">The part.</param>
    /// <returns>False if the bytes are not UTF-8, or not encoded as <see cref="KeyWriter.TryAppendText"/> does.</returns>
    public bool TryReadText(ReadOnlySpan<byte> separator, KeyEscapes escapes, [NotNullWhen(true)] out string? text)
    {
        text = null;
        return TryReadToken(separator, out ReadOnlySpan<byte> token)
            && (token.Contains((byte)'%') ? TryDecode(token, escapes, out text) : TryTakeRaw(token, escapes, out text));
    }

    /// <summary>Reads an integer, as far as its digits go.</summary>
    /// <typeparam name="T">The integer's type.</typeparam>
    /// <param name="format">Empty, or the template's format: <c>D</c>, <c>X</c> or <c>x</c> and how many digits it has at least.</param>
    /// <param name="value">The part.</param>
    /// <returns>False if no such integer in this format stands there, or one that the type cannot hold.</returns>
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
    /// <returns>False if no Guid in this format and in lower case stands there.</returns>
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
    /// <returns>False if something else stands there.</returns>
    public bool TryReadBool(out bool value)
    {
        value = _rest is [(byte)'1', ..];
        return TryReadLiteral(value ? "1"u8 : "0"u8);
    }

    private static bool IsDigit(byte value, bool isHexadecimal, bool isFirst) =>
        isHexadecimal ? char.IsAsciiHexDigit((char)value) : char.IsAsciiDigit((char)value) || (isFirst && value == (byte)'-');

    /// <summary>A token without a percent sign is canonical if it is UTF-8 and holds nothing that has to be escaped.</summary>
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

            // The canonical text of the same part is at most as long as the token if it is the token.
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

    /// <summary>Takes the percent-encoding off; the result is never longer than the token.</summary>
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
