using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Mooncake.Keys;

/// <summary>
/// Writes a key's UTF-8 text into a span; never past its end. Generated code calls it with the template's literals and the key's parts, in
/// order, up to the first call that returns false. Allocates nothing.
/// </summary>
public ref struct KeyWriter
{
    private readonly Span<byte> _destination;

    /// <summary>10 to the power of the index, up to the nine digits of the fast path.</summary>
    private static ReadOnlySpan<uint> PowersOfTen =>
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    /// <summary>Writes into a span.</summary>
    /// <param name="destination">The buffer for the key, without a NUL.</param>
    public KeyWriter(Span<byte> destination) => _destination = destination;

    /// <summary>The bytes written so far; if <see cref="Error"/> is not Ok, the part of the key before the error.</summary>
    public int Written { get; private set; }

    /// <summary>Why a write returned false; <see cref="StoreErrorCode.Ok"/> until then.</summary>
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

    /// <summary>Writes a text part, percent-encoded where the template requires it.</summary>
    /// <param name="text">The part; may be empty.</param>
    /// <param name="escapes">The characters that must be escaped.</param>
    /// <returns>
    /// False if it does not fit (<see cref="StoreErrorCode.KeyTooLong"/>), or if it is null or contains a lone surrogate, which has no
    /// UTF-8 form (<see cref="StoreErrorCode.KeyNotEncodable"/>).
    /// </returns>
    public bool TryAppendText(string? text, KeyEscapes escapes)
    {
        if (text is null)
        {
            return Fail(StoreErrorCode.KeyNotEncodable);
        }

        // Nearly every part is plain ASCII: one pass checks that nothing must be escaped, one narrows it.
        if (!text.AsSpan().ContainsAny(escapes.AsciiCharacters)
            && Ascii.FromUtf16(text, _destination[Written..], out int bytes) == OperationStatus.Done)
        {
            Written += bytes;
            return true;
        }

        return TryAppendMixed(text, escapes);
    }

    /// <summary>Writes text without escapes: for keys without a template, whose text the caller provides.</summary>
    /// <param name="text">The text.</param>
    /// <returns>
    /// False if it does not fit (<see cref="StoreErrorCode.KeyTooLong"/>), or if it is null or contains a lone surrogate or a NUL, at which
    /// the store would truncate the key (<see cref="StoreErrorCode.KeyNotEncodable"/>).
    /// </returns>
    public bool TryAppendRaw(string? text) =>
        text is null || text.Contains('\0') ? Fail(StoreErrorCode.KeyNotEncodable) : TryAppendUnescaped(text);

    /// <summary>Writes an integer, in the invariant culture.</summary>
    /// <typeparam name="T">The integer's type.</typeparam>
    /// <param name="value">The part.</param>
    /// <param name="format">Empty, or the template's format: <c>D</c>, <c>X</c> or <c>x</c> with the minimum number of digits.</param>
    /// <returns>False if it does not fit (<see cref="StoreErrorCode.KeyTooLong"/>).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // The format is a literal at every call: all that asks about it is decided when compiled.
    public bool TryAppendInteger<T>(T value, ReadOnlySpan<char> format)
        where T : struct, IBinaryInteger<T>
    {
        if (format is "x16" && typeof(T) == typeof(ulong))
        {
            return TryAppendSixteenDigits(Unsafe.BitCast<T, ulong>(value));
        }

        if (format is ['D', >= '1' and <= '9'] && !T.IsNegative(value))
        {
            int digits = format[1] - '0';
            ulong magnitude = MagnitudeOf(value);
            if (magnitude < PowersOfTen[digits])
            {
                return TryAppendPadded((uint)magnitude, digits);
            }
        }

        return TryAppendFormatted(value, format);
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

    /// <summary>Completes a key that may be empty, which no store accepts.</summary>
    /// <returns>False if nothing was written (<see cref="StoreErrorCode.InvalidKey"/>).</returns>
    public bool TryEnd() => Written > 0 || Fail(StoreErrorCode.InvalidKey);

    /// <summary>Records why the key cannot be written, and returns false.</summary>
    /// <param name="error">The reason.</param>
    public bool Fail(StoreErrorCode error)
    {
        Error = error;
        return false;
    }

    /// <summary>A non-negative number of up to 64 bits. The general conversion tests for every type, and is not compiled away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MagnitudeOf<T>(T value)
        where T : struct => Unsafe.SizeOf<T>() switch
        {
            sizeof(byte) => Unsafe.BitCast<T, byte>(value),
            sizeof(ushort) => Unsafe.BitCast<T, ushort>(value),
            sizeof(uint) => Unsafe.BitCast<T, uint>(value),
            sizeof(ulong) => Unsafe.BitCast<T, ulong>(value),
            _ => ulong.MaxValue,
        };

    // Neither this nor the next rare path is inlined: the inlining budget of callers is limited, and the common path needs it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryAppendFormatted<T>(T value, ReadOnlySpan<char> format)
        where T : struct, IBinaryInteger<T>
    {
        if (!value.TryFormat(_destination[Written..], out int bytes, format, CultureInfo.InvariantCulture))
        {
            return Fail(StoreErrorCode.KeyTooLong);
        }

        Written += bytes;
        return true;
    }

    /// <summary>The common form of hashes and block numbers, faster than general formatting.</summary>
    private bool TryAppendSixteenDigits(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        if (!Convert.TryToHexStringLower(bytes, _destination[Written..], out int digits))
        {
            return Fail(StoreErrorCode.KeyTooLong);
        }

        Written += digits;
        return true;
    }

    /// <summary>The common form of small numbers, faster than general formatting.</summary>
    private bool TryAppendPadded(uint value, int digits)
    {
        Span<byte> destination = _destination[Written..];
        if (destination.Length < digits)
        {
            return Fail(StoreErrorCode.KeyTooLong);
        }

        for (int i = digits - 1; i >= 0; i--)
        {
            (value, uint digit) = Math.DivRem(value, 10);
            destination[i] = (byte)('0' + digit);
        }

        Written += digits;
        return true;
    }

    /// <summary>Writes runs of unescaped characters, and the escaped ones between them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryAppendMixed(ReadOnlySpan<char> text, KeyEscapes escapes)
    {
        ReadOnlySpan<char> rest = text;
        while (true)
        {
            int escaped = rest.IndexOfAny(escapes.Characters);
            if (!TryAppendUnescaped(escaped < 0 ? rest : rest[..escaped]))
            {
                return false;
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

    private bool TryAppendUnescaped(ReadOnlySpan<char> text)
    {
        OperationStatus status = Utf8.FromUtf16(text, _destination[Written..], out _, out int bytes, replaceInvalidSequences: false);
        Written += bytes;
        return status switch
        {
            OperationStatus.Done => true,
            OperationStatus.DestinationTooSmall => Fail(StoreErrorCode.KeyTooLong),
            _ => Fail(StoreErrorCode.KeyNotEncodable),
        };
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
