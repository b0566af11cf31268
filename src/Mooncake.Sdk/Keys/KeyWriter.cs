using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text.Unicode;

namespace Mooncake.Keys;

/// <summary>
/// Writes a key's UTF-8 text into a span; never past it. Generated code calls it with the template's literals and the key's parts, in
/// order, up to the first call that answers false. Allocates nothing.
/// </summary>
public ref struct KeyWriter
{
    private readonly Span<byte> _destination;

    /// <summary>Writes into a span.</summary>
    /// <param name="destination">Room for the key, without a NUL.</param>
    public KeyWriter(Span<byte> destination) => _destination = destination;

    /// <summary>The bytes written so far; where <see cref="Error"/> is not Ok, the part of the key that came before the error.</summary>
    public int Written { get; private set; }

    /// <summary>Why a write answered false; <see cref="StoreErrorCode.Ok"/> until then.</summary>
    public StoreErrorCode Error { get; private set; }

    /// <summary>Writes literal text of the template.</summary>
    /// <param name="literal">UTF-8.</param>
    /// <returns>False if it does not fit (<see cref="StoreErrorCode.KeyTooLong"/>).</returns>
    public bool TryAppendLiteral(ReadOnlySpan<byte> literal)
    {
        if (!literal.TryCopyTo(_destination[Written..]))
        {
            return Fail(StoreErrorCode.KeyTooLong);
        }

        Written += literal.Length;
        return true;
    }

    /// <summary>Writes a text part, percent-encoded where the template demands it.</summary>
    /// <param name="text">The part; may be empty.</param>
    /// <param name="escapes">The characters that do not stand raw.</param>
    /// <returns>
    /// False if it does not fit (<see cref="StoreErrorCode.KeyTooLong"/>), or if it is null or holds a lone surrogate, which has no
    /// UTF-8 form (<see cref="StoreErrorCode.KeyNotEncodable"/>).
    /// </returns>
    public bool TryAppendText(string? text, KeyEscapes escapes)
    {
        if (text is null)
        {
            return Fail(StoreErrorCode.KeyNotEncodable);
        }

        ReadOnlySpan<char> rest = text;
        while (true)
        {
            int escaped = rest.IndexOfAny(escapes.Characters);
            ReadOnlySpan<char> raw = escaped < 0 ? rest : rest[..escaped];
            OperationStatus status = Utf8.FromUtf16(raw, _destination[Written..], out _, out int bytes, replaceInvalidSequences: false);
            Written += bytes;
            if (status != OperationStatus.Done)
            {
                return Fail(status == OperationStatus.DestinationTooSmall ? StoreErrorCode.KeyTooLong : StoreErrorCode.KeyNotEncodable);
            }

            if (escaped < 0)
            {
                return true;
            }

            if (!TryAppendEscaped(rest[escaped]))
            {
                return false;
            }

            rest = rest[(escaped + 1)..];
        }
    }

    /// <summary>Writes text as it is, for keys without a template.</summary>
    /// <param name="text">The text.</param>
    /// <returns>
    /// False if it does not fit (<see cref="StoreErrorCode.KeyTooLong"/>), or holds a NUL or a lone surrogate
    /// (<see cref="StoreErrorCode.KeyNotEncodable"/>).
    /// </returns>
    internal bool TryAppendRaw(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
        {
            return Fail(StoreErrorCode.KeyNotEncodable);
        }

        OperationStatus status = Utf8.FromUtf16(text, _destination[Written..], out _, out int bytes, replaceInvalidSequences: false);
        Written += bytes;
        return status == OperationStatus.Done || Fail(status == OperationStatus.DestinationTooSmall ? StoreErrorCode.KeyTooLong : StoreErrorCode.KeyNotEncodable);
    }

    /// <summary>Writes an integer, in the invariant culture.</summary>
    /// <typeparam name="T">The integer's type.</typeparam>
    /// <param name="value">The part.</param>
    /// <param name="format">Empty, or the template's format: <c>D</c>, <c>X</c> or <c>x</c> and how many digits it has at least.</param>
    /// <returns>False if it does not fit (<see cref="StoreErrorCode.KeyTooLong"/>).</returns>
    public bool TryAppendInteger<T>(T value, ReadOnlySpan<char> format)
        where T : struct, IBinaryInteger<T>
    {
        if (!value.TryFormat(_destination[Written..], out int bytes, format, CultureInfo.InvariantCulture))
        {
            return Fail(StoreErrorCode.KeyTooLong);
        }

        Written += bytes;
        return true;
    }

    /// <summary>Writes a Guid, in lower case.</summary>
    /// <param name="value">The part.</param>
    /// <param name="format">The template's format: <c>D</c>, <c>N</c>, <c>B</c> or <c>P</c>.</param>
    /// <returns>False if it does not fit (<see cref="StoreErrorCode.KeyTooLong"/>).</returns>
    public bool TryAppendGuid(Guid value, char format)
    {
        if (!Utf8Formatter.TryFormat(value, _destination[Written..], out int bytes, new StandardFormat(format)))
        {
            return Fail(StoreErrorCode.KeyTooLong);
        }

        Written += bytes;
        return true;
    }

    /// <summary>Writes a bool as 0 or 1.</summary>
    /// <param name="value">The part.</param>
    /// <returns>False if it does not fit (<see cref="StoreErrorCode.KeyTooLong"/>).</returns>
    public bool TryAppendBool(bool value) => TryAppendLiteral(value ? "1"u8 : "0"u8);

    /// <summary>Ends a key that may have come out empty, which no store takes.</summary>
    /// <returns>False if nothing was written (<see cref="StoreErrorCode.InvalidKey"/>).</returns>
    public bool TryEnd() => Written > 0 || Fail(StoreErrorCode.InvalidKey);

    /// <summary>Records why the key cannot be written, and answers false.</summary>
    /// <param name="error">Why.</param>
    public bool Fail(StoreErrorCode error)
    {
        Error = error;
        return false;
    }

    /// <summary>Writes one character as <c>%XX</c> for each byte of its UTF-8 form.</summary>
    private bool TryAppendEscaped(char character)
    {
        Span<byte> utf8 = stackalloc byte[3];
        Utf8.FromUtf16([character], utf8, out _, out int count);
        foreach (byte value in utf8[..count])
        {
            if (!TryAppendLiteral("%"u8) || !TryAppendInteger(value, "X2"))
            {
                return false;
            }
        }

        return true;
    }
}
