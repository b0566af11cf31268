using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Mooncake.Llm;

/// <summary>The hash of a block of tokens and of all tokens before it: up to 32 bytes, a value without allocations.</summary>
/// <remarks>
/// Its text is lower-case hexadecimal digits, two for each byte. As a key part of a <see cref="StoreKeyAttribute"/> template, use
/// <see cref="ToString()"/> in a <c>string</c> member, or <see cref="Prefix128"/> in a <see cref="UInt128"/> member with the format
/// <c>x32</c>. The default value has no bytes; as a parent it stands for the beginning of the prompt.
/// </remarks>
public readonly struct BlockHash : IEquatable<BlockHash>, ISpanFormattable, IUtf8SpanFormattable
{
    /// <summary>The most bytes that a hash has.</summary>
    public const int MaxLength = 32;

    private readonly Content _content;
    private readonly byte _length;

    /// <summary>Copies a hash.</summary>
    /// <param name="bytes">At most <see cref="MaxLength"/> bytes; empty for the default value.</param>
    /// <exception cref="ArgumentException">There are more bytes.</exception>
    public BlockHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxLength)
        {
            throw new ArgumentException($"A block hash has at most {MaxLength} bytes; {bytes.Length} were given.", nameof(bytes));
        }

        bytes.CopyTo(_content);
        _length = (byte)bytes.Length;
    }

    /// <summary>The bytes.</summary>
    /// <value>As many as the scheme's <see cref="TokenBlockKeys.HashLength"/>; none for the default value.</value>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => ((ReadOnlySpan<byte>)_content)[.._length];

    /// <summary>The number of bytes.</summary>
    public int Length => _length;

    /// <summary>
    /// The first 16 bytes as a big-endian number; in the format <c>x32</c> it has the first 32 digits of the text. Enough to tell the
    /// blocks of a store apart, and a key part that needs no allocation.
    /// </summary>
    /// <value>A shorter hash is filled up with zero bytes behind.</value>
    public UInt128 Prefix128 => BinaryPrimitives.ReadUInt128BigEndian(_content);

    /// <summary>True if two hashes have the same bytes.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    public static bool operator ==(BlockHash left, BlockHash right) => left.Equals(right);

    /// <summary>True if two hashes have different bytes.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    public static bool operator !=(BlockHash left, BlockHash right) => !left.Equals(right);

    /// <summary>Parses hexadecimal digits, lower-case or upper-case.</summary>
    /// <param name="text">An even number of digits, at most 64.</param>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static BlockHash Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out BlockHash hash)
            ? hash
            : throw new FormatException($"A block hash is an even number of hexadecimal digits, at most {2 * MaxLength}.");

    /// <summary>Parses hexadecimal digits, lower-case or upper-case.</summary>
    /// <param name="text">The digits.</param>
    /// <param name="hash">The hash; the default value if the text is none.</param>
    /// <returns>False unless the text is an even number of digits, at most 64.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out BlockHash hash)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        hash = default;
        if (Convert.FromHexString(text, bytes, out _, out int written) != OperationStatus.Done)
        {
            return false;
        }

        hash = new BlockHash(bytes[..written]);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(BlockHash other) => Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is BlockHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BinaryPrimitives.ReadInt32LittleEndian(_content);

    /// <summary>The hexadecimal digits in lower case.</summary>
    public override string ToString() => Convert.ToHexStringLower(Bytes);

    /// <summary>The hexadecimal digits.</summary>
    /// <param name="format">Null, empty or <c>x</c> for lower case, <c>X</c> for upper case.</param>
    /// <param name="formatProvider">Not used.</param>
    /// <exception cref="FormatException">The format is another.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider = null) =>
        IsUpper(format) ? Convert.ToHexString(Bytes) : ToString();

    /// <summary>Writes the hexadecimal digits.</summary>
    /// <param name="destination">Room for two characters a byte.</param>
    /// <param name="charsWritten">The number of characters written.</param>
    /// <param name="format">Empty or <c>x</c> for lower case, <c>X</c> for upper case.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>False if the destination is too short.</returns>
    /// <exception cref="FormatException">The format is another.</exception>
    public bool TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        IsUpper(format)
            ? Convert.TryToHexString(Bytes, destination, out charsWritten)
            : Convert.TryToHexStringLower(Bytes, destination, out charsWritten);

    /// <summary>Writes the hexadecimal digits as UTF-8.</summary>
    /// <param name="utf8Destination">Room for two bytes for each byte of the hash.</param>
    /// <param name="bytesWritten">The number of bytes written.</param>
    /// <param name="format">Empty or <c>x</c> for lower case, <c>X</c> for upper case.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>False if the destination is too short.</returns>
    /// <exception cref="FormatException">The format is another.</exception>
    public bool TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null) =>
        IsUpper(format)
            ? Convert.TryToHexString(Bytes, utf8Destination, out bytesWritten)
            : Convert.TryToHexStringLower(Bytes, utf8Destination, out bytesWritten);

    private static bool IsUpper(ReadOnlySpan<char> format) => format switch
    {
        "" or "x" => false,
        "X" => true,
        _ => throw new FormatException($"'{format}' is not a format of block hashes; 'x' and 'X' are."),
    };

    [InlineArray(MaxLength)]
    private struct Content
    {
        private byte _first;
    }
}
