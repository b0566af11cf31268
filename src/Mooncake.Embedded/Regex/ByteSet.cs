namespace Mooncake.Embedded.Regex;

/// <summary>A set of byte values.</summary>
internal sealed class ByteSet
{
    private readonly ulong[] _bits = new ulong[4];

    /// <summary>ECMAScript's <c>\d</c>.</summary>
    internal static ByteSet Digits { get; } = Of(c => c is >= '0' and <= '9');

    /// <summary>ECMAScript's <c>\w</c>, in the C locale.</summary>
    internal static ByteSet WordBytes { get; } = Of(c => c is '_' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'));

    /// <summary>ECMAScript's <c>\s</c>, in the C locale.</summary>
    internal static ByteSet Spaces { get; } = Of(c => c is ' ' or (>= '\t' and <= '\r'));

    /// <summary>The bytes that <c>.</c> matches: all except the line ends.</summary>
    internal static ByteSet AnyButLineEnds { get; } = Of(c => c is not ('\n' or '\r'));

    /// <summary>The bytes for which a condition holds.</summary>
    internal static ByteSet Of(Func<char, bool> condition)
    {
        ByteSet set = new();
        for (int value = 0; value <= byte.MaxValue; value++)
        {
            if (condition((char)value))
            {
                set.Add((byte)value);
            }
        }

        return set;
    }

    /// <summary>True if the byte is in the set.</summary>
    internal bool Contains(byte value) => (_bits[value >> 6] >> (value & 63) & 1) != 0;

    /// <summary>Adds one byte.</summary>
    internal void Add(byte value) => _bits[value >> 6] |= 1UL << (value & 63);

    /// <summary>Adds another set, or its complement.</summary>
    internal void Add(ByteSet other, bool complement = false)
    {
        for (int i = 0; i < _bits.Length; i++)
        {
            _bits[i] |= complement ? ~other._bits[i] : other._bits[i];
        }
    }

    /// <summary>All bytes that are not in the set.</summary>
    internal ByteSet Complement()
    {
        ByteSet set = new();
        set.Add(this, complement: true);
        return set;
    }
}
