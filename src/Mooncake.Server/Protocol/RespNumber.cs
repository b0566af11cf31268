namespace Mooncake.Server.Protocol;

/// <summary>Integers as Redis reads them: decimal digits with an optional minus, no leading zeros, no plus, no spaces.</summary>
internal static class RespNumber
{
    /// <summary>The most bytes of a 64-bit integer in decimal.</summary>
    internal const int MaxBytes = 20;

    /// <summary>Parses a number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number.</param>
    /// <returns>False if the text is no 64-bit integer, or is not written as Redis would write it.</returns>
    internal static bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        bool isNegative = !text.IsEmpty && text[0] == (byte)'-';
        ReadOnlySpan<byte> digits = isNegative ? text[1..] : text;
        if (digits.IsEmpty || digits.Length > 19 || (digits[0] == (byte)'0' && text.Length > 1))
        {
            return false;
        }

        ulong magnitude = 0;
        foreach (byte character in digits)
        {
            uint digit = (uint)(character - '0');
            if (digit > 9)
            {
                return false;
            }

            magnitude = (magnitude * 10) + digit;
        }

        if (magnitude > (ulong)long.MaxValue + (isNegative ? 1u : 0u))
        {
            return false;
        }

        value = isNegative ? (long)(0 - magnitude) : (long)magnitude;
        return true;
    }

    /// <summary>Parses an unsigned 64-bit number, such as a cursor.</summary>
    internal static bool TryParseUnsigned(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > MaxBytes)
        {
            return false;
        }

        foreach (byte character in text)
        {
            uint digit = (uint)(character - '0');
            UInt128 next = ((UInt128)value * 10) + digit;
            if (digit > 9 || next > ulong.MaxValue)
            {
                return false;
            }

            value = (ulong)next;
        }

        return true;
    }
}
