using System.Globalization;
using System.Text;

namespace Mooncake.Server.Commands.Strings;

/// <summary>Adds numbers in decimal notation.</summary>
/// <remarks>
/// Redis uses binary numbers with 64 bits of mantissa and prints 17 digits behind the point. Decimal arithmetic gives the same text for
/// numbers of usual size; larger ones are added as doubles.
/// </remarks>
internal static class DecimalText
{
    /// <summary>The longest text that is taken for a number, as in Redis.</summary>
    internal const int MaxBytes = 5 * 1024;

    private const string Digits = "0.#################";

    /// <summary>Adds two numbers.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <param name="sum">The sum as text.</param>
    /// <param name="isNumber">False if one of both is no number.</param>
    /// <returns>False if there is no finite sum.</returns>
    internal static bool TryAdd(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, out byte[] sum, out bool isNumber)
    {
        sum = [];
        isNumber = TryParse(left, out double leftValue) & TryParse(right, out double rightValue);
        if (!isNumber)
        {
            return false;
        }

        if (TryParseExactly(left, leftValue, out decimal leftExact) && TryParseExactly(right, rightValue, out decimal rightExact))
        {
            sum = Encoding.ASCII.GetBytes(Math.Round(leftExact + rightExact, 17).ToString(Digits, CultureInfo.InvariantCulture));
            return true;
        }

        double total = leftValue + rightValue;
        if (!double.IsFinite(total))
        {
            return false;
        }

        string text = total.ToString("F17", CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.');
        sum = Encoding.ASCII.GetBytes(text == "-0" ? "0" : text);
        return true;
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > MaxBytes)
        {
            return false;
        }

        ReadOnlySpan<byte> word = text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
        if (Ascii.EqualsIgnoreCase(word, "inf"u8) || Ascii.EqualsIgnoreCase(word, "infinity"u8))
        {
            value = text[0] == (byte)'-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return !word.IsEmpty
            && word[0] is (>= (byte)'0' and <= (byte)'9') or (byte)'.'
            && double.TryParse(text, Style, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    // Beyond these limits a decimal would round where a binary number does not.
    private static bool TryParseExactly(ReadOnlySpan<byte> text, double value, out decimal exact)
    {
        exact = 0;
        return Math.Abs(value) < 1e10
            && (value == 0 || Math.Abs(value) > 1e-17)
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out exact);
    }
}
