using System.Runtime.CompilerServices;

namespace Mooncake.Server.Protocol;

/// <summary>
/// Parses the frames of one connection where they lie. It resumes where the bytes ended, so that a frame that arrives in many pieces is
/// looked at once, and allocates nothing for lengths that a client only claims.
/// </summary>
/// <remarks>
/// Accepts and refuses what Redis does: arrays of bulk strings, and lines of words ("inline commands"). The byte behind each argument, part
/// of the protocol, becomes a NUL: engines take keys that end with one.
/// </remarks>
internal sealed unsafe partial class RespParser
{
    /// <summary>The most bytes of a line without its end.</summary>
    private const int MaxLine = 64 << 10;

    private const int NoLength = -1;

    /// <summary>Arguments that are kept room for between frames.</summary>
    private const int UsualArguments = 64;

    private Argument[] _arguments = new Argument[4];
    private int _missing = NoLength;
    private int _bulkLength = NoLength;

    /// <summary>The arguments of a complete frame; the first <see cref="Count"/> elements.</summary>
    internal Argument[] Arguments => _arguments;

    /// <summary>The number of arguments.</summary>
    internal int Count { get; private set; }

    /// <summary>The bytes that have been looked at; of a complete frame, its length.</summary>
    internal int Position { get; private set; }

    /// <summary>What the frame is malformed by, as Redis says it; without the code.</summary>
    internal string? Fault { get; private set; }

    /// <summary>Goes on to the next frame.</summary>
    internal void Next()
    {
        Position = 0;
        Count = 0;
        _missing = NoLength;
        if (_arguments.Length > UsualArguments)
        {
            _arguments = new Argument[4];
        }
    }

    /// <summary>Parses a frame, from where the last call for it ended.</summary>
    /// <param name="frame">The frame's first byte, which may have moved since the last call.</param>
    /// <param name="available">The bytes there are, those looked at before included.</param>
    /// <param name="limits">What the client may send.</param>
    internal ParseStatus Parse(byte* frame, int available, in ParseLimits limits)
    {
        if (_missing == NoLength)
        {
            if (available == 0)
            {
                return ParseStatus.Incomplete;
            }

            if (*frame != (byte)'*')
            {
                return ParseInline(frame, available);
            }

            ParseStatus header = ReadLength(frame, available, "too big mbulk count string", "invalid multibulk length", out long count);
            if (header != ParseStatus.Complete)
            {
                return header;
            }

            if (count > limits.Arguments)
            {
                return Malformed(
                    limits.IsAuthenticated || count > int.MaxValue ? "invalid multibulk length" : "unauthenticated multibulk length");
            }

            _missing = (int)Math.Max(count, 0);
        }

        while (_missing > 0)
        {
            ParseStatus status = ParseBulk(frame, available, in limits);
            if (status != ParseStatus.Complete)
            {
                return status;
            }
        }

        return ParseStatus.Complete;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ParseStatus ParseBulk(byte* frame, int available, in ParseLimits limits)
    {
        if (_bulkLength == NoLength)
        {
            if (Position >= available)
            {
                return ParseStatus.Incomplete;
            }

            if (frame[Position] != (byte)'$')
            {
                return ExpectedBulk(frame, available);
            }

            ParseStatus header = ReadLength(frame, available, "too big bulk count string", "invalid bulk length", out long length);
            if (header != ParseStatus.Complete)
            {
                return header;
            }

            if ((ulong)length > (ulong)limits.ArgumentBytes)
            {
                return Malformed(limits.IsAuthenticated || length < 0 ? "invalid bulk length" : "unauthenticated bulk length");
            }

            _bulkLength = (int)length;
        }

        if (available - Position - 2 < _bulkLength)
        {
            return ParseStatus.Incomplete;
        }

        Add(frame, Position, _bulkLength);
        Position += _bulkLength + 2;
        _bulkLength = NoLength;
        _missing--;
        return ParseStatus.Complete;
    }

    /// <summary>Reads a line of a type's character and a number, at the position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ParseStatus ReadLength(byte* frame, int available, string tooBig, string invalid, out long value)
    {
        byte* at = frame + Position + 1;
        byte* end = frame + available;
        long number = 0;
        byte* digits = at;
        while (at < end && (uint)(*at - '0') <= 9 && at - digits < 10)
        {
            number = (number * 10) + (*at - '0');
            at++;
        }

        if (end - at >= 2 && *at == (byte)'\r' && at > digits && (*digits != (byte)'0' || at == digits + 1))
        {
            Position = (int)(at + 2 - frame);
            value = number;
            return ParseStatus.Complete;
        }

        return ReadUnusualLength(frame, available, tooBig, invalid, out value);
    }

    // A number that is negative, very long or none, or a line that has not arrived whole.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ParseStatus ReadUnusualLength(byte* frame, int available, string tooBig, string invalid, out long value)
    {
        value = 0;
        ReadOnlySpan<byte> line = new(frame + Position + 1, available - Position - 1);
        int end = line.IndexOf((byte)'\r');
        if (end < 0)
        {
            return line.Length >= MaxLine ? Malformed(tooBig) : ParseStatus.Incomplete;
        }

        if (end + 1 == line.Length)
        {
            return ParseStatus.Incomplete;
        }

        if (!RespNumber.TryParse(line[..end], out value))
        {
            return Malformed(invalid);
        }

        Position += end + 3;
        return ParseStatus.Complete;
    }

    // Redis looks at the character only when the line is there.
    private ParseStatus ExpectedBulk(byte* frame, int available)
    {
        ReadOnlySpan<byte> line = new(frame + Position, available - Position);
        int end = line.IndexOf((byte)'\r');
        return end < 0
            ? line.Length > MaxLine ? Malformed("too big bulk count string") : ParseStatus.Incomplete
            : Malformed($"expected '$', got '{(char)frame[Position]}'");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(byte* frame, int offset, int length)
    {
        frame[offset + length] = 0;
        if (Count == _arguments.Length)
        {
            Array.Resize(ref _arguments, Count * 2);
        }

        _arguments[Count++] = new Argument(offset, length);
    }

    private ParseStatus Malformed(string fault)
    {
        Fault = fault;
        return ParseStatus.Malformed;
    }
}
