using System.Globalization;
using System.Numerics;
using System.Text;

namespace Mooncake.Server.Commands.Strings;

/// <summary>
/// A binary number with 64 bits of mantissa, as the <c>long double</c> that Redis calculates with on x64: the same sums, in the same text.
/// </summary>
/// <param name="Mantissa">The mantissa with the sign, at most 64 bits.</param>
/// <param name="Exponent">The power of two that it is multiplied with.</param>
internal readonly record struct ExtendedNumber(BigInteger Mantissa, int Exponent)
{
    /// <summary>The longest text that is taken for a number, as in Redis.</summary>
    internal const int MaxTextBytes = 5 * 1024 - 1;

    private const int MantissaBits = 64;

    /// <summary>Digits behind the point.</summary>
    private const int Decimals = 17;

    /// <summary>Numbers of more digits before the point are too large.</summary>
    private const int MostDigits = 4933;

    /// <summary>Numbers with more zeros after the point are too small.</summary>
    private const int MostZeros = 4950;

    /// <summary>All numbers are below this power of two.</summary>
    private const int HighestBit = 16_384;

    /// <summary>Numbers that round to zero are below this power of two.</summary>
    private const int LowestBit = -16_445;

    /// <summary>Parses decimal notation with an optional exponent.</summary>
    /// <returns>False if the text is no number, or one beyond the range.</returns>
    internal static bool TryParse(ReadOnlySpan<byte> text, out ExtendedNumber number)
    {
        number = default;
        if (text.Length > MaxTextBytes)
        {
            return false;
        }

        bool isNegative = !text.IsEmpty && text[0] == (byte)'-';
        ReadOnlySpan<byte> rest = !text.IsEmpty && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        int mark = rest.IndexOfAny((byte)'e', (byte)'E');
        int power = 0;
        if (mark >= 0 && !TryParseExponent(rest[(mark + 1)..], out power))
        {
            return false;
        }

        ReadOnlySpan<byte> digits = mark >= 0 ? rest[..mark] : rest;
        int point = digits.IndexOf((byte)'.');
        string plain = Encoding.Latin1.GetString(point < 0 ? digits : [.. digits[..point], .. digits[(point + 1)..]]);
        if (plain.Length == 0
            || plain.AsSpan().ContainsAnyExceptInRange('0', '9')
            || !BigInteger.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger value))
        {
            return false;
        }

        power -= point < 0 ? 0 : digits.Length - point - 1;
        int magnitude = value.IsZero ? 0 : power + plain.TrimStart('0').Length;
        if (magnitude is > MostDigits or < -MostZeros)
        {
            return false;
        }

        power = value.IsZero ? 0 : power;
        number = power >= 0
            ? Round(value * BigInteger.Pow(10, power), BigInteger.One, 0)
            : Round(value, BigInteger.Pow(10, -power), 0);
        bool isInRange = number.IsFinite && (value.IsZero || number.TopBit >= LowestBit);
        number = isNegative ? number with { Mantissa = -number.Mantissa } : number;
        return isInRange;
    }

    /// <summary>False if the number exceeds the range, as a sum may.</summary>
    internal bool IsFinite => Mantissa.IsZero || TopBit <= HighestBit;

    private long TopBit => BigInteger.Abs(Mantissa).GetBitLength() + Exponent;

    /// <summary>Adds two numbers, and rounds the sum.</summary>
    public static ExtendedNumber operator +(ExtendedNumber left, ExtendedNumber right)
    {
        int exponent = Math.Min(left.Exponent, right.Exponent);
        BigInteger sum = (left.Mantissa << (left.Exponent - exponent)) + (right.Mantissa << (right.Exponent - exponent));
        ExtendedNumber rounded = Round(BigInteger.Abs(sum), BigInteger.One, exponent);
        return sum.Sign < 0 ? rounded with { Mantissa = -rounded.Mantissa } : rounded;
    }

    /// <summary>The number with up to 17 digits behind the point, without zeros at the end.</summary>
    internal string ToText()
    {
        BigInteger scaled = BigInteger.Abs(Mantissa) * BigInteger.Pow(10, Decimals);
        BigInteger shifted = Exponent >= 0 ? scaled << Exponent : DivideToEven(scaled, BigInteger.One << -Exponent);
        string digits = shifted.ToString(CultureInfo.InvariantCulture).PadLeft(Decimals + 1, '0');
        string text = $"{digits[..^Decimals]}.{digits[^Decimals..]}".TrimEnd('0').TrimEnd('.');
        return Mantissa.Sign < 0 && text != "0" ? "-" + text : text;
    }

    // By hand: the parsers of .NET take NULs behind a number.
    private static bool TryParseExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        bool isNegative = !text.IsEmpty && text[0] == (byte)'-';
        ReadOnlySpan<byte> digits = !text.IsEmpty && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        exponent = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            exponent = Math.Min((exponent * 10) + (digit - '0'), 100_000);
        }

        exponent = isNegative ? -exponent : exponent;
        return !digits.IsEmpty;
    }

    // The quotient with 64 bits, the last of them rounded to even.
    private static ExtendedNumber Round(BigInteger numerator, BigInteger denominator, int exponent)
    {
        if (numerator.IsZero)
        {
            return default;
        }

        int shift = MantissaBits - (int)(numerator.GetBitLength() - denominator.GetBitLength());
        BigInteger mantissa = Shifted(numerator, denominator, shift);
        if (mantissa.GetBitLength() > MantissaBits)
        {
            // One bit too many, or rounded up to a power of two.
            shift--;
            mantissa = Shifted(numerator, denominator, shift);
        }

        return new ExtendedNumber(mantissa, exponent - shift);
    }

    private static BigInteger Shifted(BigInteger numerator, BigInteger denominator, int shift) =>
        shift >= 0 ? DivideToEven(numerator << shift, denominator) : DivideToEven(numerator, denominator << -shift);

    private static BigInteger DivideToEven(BigInteger numerator, BigInteger denominator)
    {
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger remainder);
        int half = (remainder * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
