using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis;

namespace Mooncake.Sdk.Generators.Rules.Overlap;

/// <summary>Adds the texts of an integer type in a format to a machine: exactly those of the numbers that the type holds.</summary>
internal sealed class NumberLanguage
{
    private readonly KeyAutomaton _automaton;
    private readonly int _end;
    private readonly string _alphabet;
    private readonly int[] _limit;
    private readonly bool _allowsZero;
    private readonly Dictionary<(int Remaining, bool IsTight, bool IsZero), int> _states = [];

    private NumberLanguage(KeyAutomaton automaton, int end, string alphabet, string limit, bool allowsZero)
    {
        _automaton = automaton;
        _end = end;
        _alphabet = alphabet;
        _limit = [.. limit.Select(digit => alphabet.IndexOf(digit))];
        _allowsZero = allowsZero;
    }

    /// <summary>Adds the numbers of a type in decimal.</summary>
    /// <param name="automaton">The machine.</param>
    /// <param name="from">The state before the number.</param>
    /// <param name="type">An integer type.</param>
    /// <param name="digits">How many digits there are at least.</param>
    /// <returns>The state behind the number.</returns>
    public static int AddDecimal(KeyAutomaton automaton, int from, ITypeSymbol type, int digits)
    {
        int end = automaton.AddState();
        int bits = BitsOf(type);
        bool isSigned = IsSigned(type);
        BigInteger span = BigInteger.Pow(2, isSigned ? bits - 1 : bits);
        new NumberLanguage(
            automaton, end, "0123456789", (span - 1).ToString(CultureInfo.InvariantCulture), allowsZero: true).AddFrom(from, digits);
        if (isSigned)
        {
            int behindSign = automaton.AddState();
            automaton.AddEdge(from, '-', '-', behindSign);
            new NumberLanguage(
                automaton, end, "0123456789", span.ToString(CultureInfo.InvariantCulture), allowsZero: false).AddFrom(behindSign, digits);
        }

        return end;
    }

    /// <summary>Adds the numbers of a type in hexadecimal: two's complement where they are negative.</summary>
    /// <param name="automaton">The machine.</param>
    /// <param name="from">The state before the number.</param>
    /// <param name="type">An integer type.</param>
    /// <param name="digits">How many digits there are at least.</param>
    /// <param name="isUpper">True for capitals.</param>
    /// <returns>The state behind the number.</returns>
    public static int AddHexadecimal(KeyAutomaton automaton, int from, ITypeSymbol type, int digits, bool isUpper)
    {
        int end = automaton.AddState();
        string alphabet = isUpper ? "0123456789ABCDEF" : "0123456789abcdef";
        string limit = new(alphabet[15], BitsOf(type) / 4);
        new NumberLanguage(automaton, end, alphabet, limit, allowsZero: true).AddFrom(from, digits);
        return end;
    }

    /// <summary>Adds each width that a number can have; only the least width has leading zeros.</summary>
    private void AddFrom(int from, int digits)
    {
        int least = Math.Max(digits, 1);
        int state = from;
        bool isPadded = least > _limit.Length;
        for (int i = _limit.Length; i < least; i++)
        {
            int next = _automaton.AddState();
            _automaton.AddEdge(state, _alphabet[0], _alphabet[0], next);
            state = next;
        }

        for (int width = isPadded ? _limit.Length : least; width <= _limit.Length; width++)
        {
            AddDigits(state, width, isTight: width == _limit.Length, isZero: true, first: isPadded || width == least ? 0 : 1);
        }
    }

    /// <summary>Adds ways for the next digit.</summary>
    /// <param name="state">The state before the digit.</param>
    /// <param name="remaining">How many digits are to come, this one included.</param>
    /// <param name="isTight">True if the digits so far are those of the limit.</param>
    /// <param name="isZero">True if the digits so far are all zero.</param>
    /// <param name="first">The least digit that may stand here.</param>
    private void AddDigits(int state, int remaining, bool isTight, bool isZero, int first)
    {
        int last = isTight ? _limit[_limit.Length - remaining] : _alphabet.Length - 1;
        for (int digit = first; digit <= last; digit++)
        {
            int? next = Find(remaining - 1, isTight && digit == last, isZero && digit == 0);
            if (next is not null)
            {
                _automaton.AddEdge(state, _alphabet[digit], _alphabet[digit], next.Value);
            }
        }
    }

    /// <summary>The state from which so many digits are to come; null if there is no way from there to the end.</summary>
    private int? Find(int remaining, bool isTight, bool isZero)
    {
        if (remaining == 0)
        {
            return isZero && !_allowsZero ? null : _end;
        }

        if (!_states.TryGetValue((remaining, isTight, isZero), out int state))
        {
            state = _automaton.AddState();
            _states.Add((remaining, isTight, isZero), state);
            AddDigits(state, remaining, isTight, isZero, first: 0);
        }

        return state;
    }

    private static bool IsSigned(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64
        || type.Name == "Int128";

    private static int BitsOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte or SpecialType.System_Byte => 8,
        SpecialType.System_Int16 or SpecialType.System_UInt16 => 16,
        SpecialType.System_Int32 or SpecialType.System_UInt32 => 32,
        SpecialType.System_Int64 or SpecialType.System_UInt64 => 64,
        _ => 128,
    };
}
