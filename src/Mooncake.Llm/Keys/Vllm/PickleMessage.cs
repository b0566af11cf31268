using System.Buffers.Binary;
using System.Text;

namespace Mooncake.Llm.Keys.Vllm;

/// <summary>
/// Writes what CPython's <c>pickle.dumps</c> writes in protocol 5 for the values that vLLM hashes: tuples of byte strings, texts, integers
/// and None, which are less than 64 KiB, the size from which the format has several frames.
/// </summary>
/// <remarks>
/// Every byte string, text and tuple is followed by the opcode that gives it a number. A second use of the same Python object would be a
/// reference to that number. Two equal texts can be one object or two, so the caller refuses them.
/// </remarks>
internal ref struct PickleMessage
{
    /// <summary>The most bytes around the items: protocol, frame, and end.</summary>
    public const int MaxEnvelope = FrameEnd + 1;

    /// <summary>The most bytes of an item besides those of its text or bytes.</summary>
    public const int MaxItem = 6;

    /// <summary>The most bytes of a token.</summary>
    public const int MaxToken = 5;

    private const byte Protocol = 0x80;
    private const byte Version = 5;
    private const byte Frame = 0x95;
    private const byte Memoize = 0x94;
    private const byte Stop = (byte)'.';
    private const byte None = (byte)'N';
    private const byte Mark = (byte)'(';
    private const byte Tuple = (byte)'t';
    private const byte Tuple1 = 0x85;
    private const byte ShortBytes = (byte)'C';
    private const byte ShortText = 0x8c;
    private const byte Text = (byte)'X';
    private const byte OneByte = (byte)'K';
    private const byte TwoBytes = (byte)'M';
    private const byte FourBytes = (byte)'J';

    // Protocol and version, then the frame with the number of bytes that follow it.
    private const int FrameStart = 2;
    private const int FrameEnd = FrameStart + 1 + sizeof(ulong);

    // From this size on, pickle can begin another frame.
    private const int FrameLimit = 64 << 10;

    // Tuples of up to three items have an opcode each, and need no mark before them.
    private const int MaxShortTuple = 3;

    private readonly Span<byte> _destination;
    private int _length;

    /// <summary>Begins a message.</summary>
    /// <param name="destination">Room for everything written.</param>
    public PickleMessage(Span<byte> destination)
    {
        _destination = destination;
        destination[0] = Protocol;
        destination[1] = Version;
        destination[FrameStart] = Frame;
        _length = FrameEnd;
    }

    /// <summary>Ends the message.</summary>
    /// <returns>Its bytes.</returns>
    /// <exception cref="ArgumentException">The values have 64 KiB or more, so Python can divide them into several frames.</exception>
    public ReadOnlySpan<byte> End()
    {
        _destination[_length++] = Stop;
        if (_length - FrameEnd >= FrameLimit)
        {
            throw new ArgumentException(
                $"A block has {_length - FrameEnd} bytes, and pickled blocks of {FrameLimit} or more are not supported. Start vLLM with "
                + "--prefix-caching-hash-algo sha256_cbor or with smaller blocks.");
        }

        BinaryPrimitives.WriteUInt64LittleEndian(_destination[(FrameStart + 1)..], (ulong)(_length - FrameEnd));
        return _destination[.._length];
    }

    /// <summary>Begins a tuple; its items follow.</summary>
    /// <param name="count">The number of items; at least 1.</param>
    public void StartTuple(int count)
    {
        if (count > MaxShortTuple)
        {
            _destination[_length++] = Mark;
        }
    }

    /// <summary>Ends a tuple.</summary>
    /// <param name="count">The number of items, as at its beginning.</param>
    public void EndTuple(int count)
    {
        _destination[_length++] = count > MaxShortTuple ? Tuple : (byte)(Tuple1 + count - 1);
        _destination[_length++] = Memoize;
    }

    /// <summary>Writes a byte string.</summary>
    /// <param name="bytes">At most 255 bytes.</param>
    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        _destination[_length++] = ShortBytes;
        _destination[_length++] = (byte)bytes.Length;
        bytes.CopyTo(_destination[_length..]);
        _length += bytes.Length;
        _destination[_length++] = Memoize;
    }

    /// <summary>Writes text.</summary>
    /// <param name="text">Well-formed UTF-16.</param>
    public void Write(string text)
    {
        int size = Encoding.UTF8.GetByteCount(text);
        if (size <= byte.MaxValue)
        {
            _destination[_length++] = ShortText;
            _destination[_length++] = (byte)size;
        }
        else
        {
            _destination[_length++] = Text;
            BinaryPrimitives.WriteInt32LittleEndian(_destination[_length..], size);
            _length += sizeof(int);
        }

        _length += Encoding.UTF8.GetBytes(text, _destination[_length..]);
        _destination[_length++] = Memoize;
    }

    /// <summary>Writes None.</summary>
    public void WriteNone() => _destination[_length++] = None;

    /// <summary>Writes an integer.</summary>
    /// <param name="value">The integer.</param>
    public void Write(int value)
    {
        Span<byte> item = _destination[_length..];
        switch (value)
        {
            case >= 0 and <= byte.MaxValue:
                item[1] = (byte)value;
                item[0] = OneByte;
                _length += 1 + sizeof(byte);
                break;
            case >= 0 and <= ushort.MaxValue:
                item[0] = TwoBytes;
                BinaryPrimitives.WriteUInt16LittleEndian(item[1..], (ushort)value);
                _length += 1 + sizeof(ushort);
                break;
            default:
                item[0] = FourBytes;
                BinaryPrimitives.WriteInt32LittleEndian(item[1..], value);
                _length += 1 + sizeof(int);
                break;
        }
    }

    /// <summary>Writes a tuple of tokens.</summary>
    /// <param name="tokens">At least one token.</param>
    public void WriteTuple(scoped ReadOnlySpan<int> tokens)
    {
        StartTuple(tokens.Length);
        foreach (int token in tokens)
        {
            Write(token);
        }

        EndTuple(tokens.Length);
    }
}
