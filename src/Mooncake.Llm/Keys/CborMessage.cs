using System.Buffers.Binary;
using System.Text;

namespace Mooncake.Llm.Keys;

/// <summary>
/// Writes CBOR (RFC 8949) in its canonical form, each number in its shortest encoding, to memory that is large enough. It covers what
/// engines hash: integers, byte strings, text, arrays of known length, and null.
/// </summary>
/// <param name="destination">
/// Room for everything written: at most <see cref="MaxHead"/> bytes for each item, and the bytes of strings.
/// </param>
internal ref struct CborMessage(Span<byte> destination)
{
    /// <summary>The most bytes of an item's head, which is all of an integer: a type and 64 bits.</summary>
    public const int MaxHead = 9;

    /// <summary>The most bytes of a token: a type and 32 bits.</summary>
    public const int MaxToken = 5;

    private const byte Unsigned = 0 << 5;
    private const byte Negative = 1 << 5;
    private const byte ByteString = 2 << 5;
    private const byte TextString = 3 << 5;
    private const byte Array = 4 << 5;
    private const byte Null = 0xf6;

    // In the head, numbers below 24 are part of the first byte. The others follow it, as big-endian numbers of 1, 2, 4 or 8 bytes.
    private const int Immediate = 24;
    private const byte OneByte = 24;
    private const byte TwoBytes = 25;
    private const byte FourBytes = 26;
    private const byte EightBytes = 27;

    private readonly Span<byte> _destination = destination;
    private int _length;

    /// <summary>The bytes written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _destination[.._length];

    /// <summary>Writes the head of an array; its items follow.</summary>
    /// <param name="count">The number of items.</param>
    public void StartArray(int count) => WriteHead(Array, (uint)count);

    /// <summary>Writes an unsigned integer.</summary>
    /// <param name="value">The integer.</param>
    public void Write(ulong value) => WriteHead(Unsigned, value);

    /// <summary>Writes a signed integer.</summary>
    /// <param name="value">The integer.</param>
    public void Write(int value) => WriteHead(value < 0 ? Negative : Unsigned, (uint)(value ^ (value >> 31)));

    /// <summary>Writes a byte string.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        WriteHead(ByteString, (uint)bytes.Length);
        bytes.CopyTo(_destination[_length..]);
        _length += bytes.Length;
    }

    /// <summary>Writes text as UTF-8.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    public void Write(string text)
    {
        WriteHead(TextString, (uint)Encoding.UTF8.GetByteCount(text));
        _length += Encoding.UTF8.GetBytes(text, _destination[_length..]);
    }

    /// <summary>Writes null.</summary>
    public void WriteNull() => _destination[_length++] = Null;

    /// <summary>Writes an array of tokens.</summary>
    /// <param name="tokens">The tokens.</param>
    public void WriteArray(scoped ReadOnlySpan<int> tokens)
    {
        StartArray(tokens.Length);
        foreach (int token in tokens)
        {
            Write(token);
        }
    }

    private void WriteHead(byte type, ulong value)
    {
        if (value > uint.MaxValue)
        {
            _destination[_length] = (byte)(type | EightBytes);
            BinaryPrimitives.WriteUInt64BigEndian(_destination[(_length + 1)..], value);
            _length += 1 + sizeof(ulong);
            return;
        }

        WriteHead(type, (uint)value);
    }

    private void WriteHead(byte type, uint value)
    {
        Span<byte> head = _destination[_length..];
        if (value < Immediate)
        {
            head[0] = (byte)(type | value);
            _length++;
        }
        else if (value <= byte.MaxValue)
        {
            head[1] = (byte)value;
            head[0] = (byte)(type | OneByte);
            _length += 1 + sizeof(byte);
        }
        else if (value <= ushort.MaxValue)
        {
            head[0] = (byte)(type | TwoBytes);
            BinaryPrimitives.WriteUInt16BigEndian(head[1..], (ushort)value);
            _length += 1 + sizeof(ushort);
        }
        else
        {
            head[0] = (byte)(type | FourBytes);
            BinaryPrimitives.WriteUInt32BigEndian(head[1..], value);
            _length += 1 + sizeof(uint);
        }
    }
}
