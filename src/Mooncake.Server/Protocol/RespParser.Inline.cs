namespace Mooncake.Server.Protocol;

/// <content>Lines of words, as a person types them. Quotes and escapes are those of Redis.</content>
internal sealed unsafe partial class RespParser
{
    private ParseStatus ParseInline(byte* frame, int available)
    {
        int newline = new ReadOnlySpan<byte>(frame + Position, available - Position).IndexOf((byte)'\n');
        if (newline < 0)
        {
            // What was looked at has no end of line; a carriage return at its end may get one.
            Position = available;
            return available > MaxLine ? Malformed("too big inline request") : ParseStatus.Incomplete;
        }

        int end = Position + newline;
        Position = end + 1;
        _missing = 0;
        if (end > 0 && frame[end - 1] == (byte)'\r')
        {
            end--;
        }

        return SplitWords(frame, end) ? ParseStatus.Complete : Malformed("unbalanced quotes in request");
    }

    // A word without its quotes and escapes is never longer than with them, so it is written where it was read.
    private bool SplitWords(byte* frame, int end)
    {
        int at = 0;
        while (true)
        {
            while (at < end && IsSpace(frame[at]))
            {
                at++;
            }

            if (at >= end || frame[at] == 0)
            {
                return true;
            }

            int start = at;
            int written = at;
            if (!ReadWord(frame, end, ref at, ref written))
            {
                return false;
            }

            // The separator is overwritten by the word's NUL.
            at = Math.Max(at, written + 1);
            Add(frame, start, written - start);
        }
    }

    private static bool ReadWord(byte* frame, int end, ref int at, ref int written)
    {
        while (at < end && frame[at] != 0 && !IsSpace(frame[at]))
        {
            byte character = frame[at++];
            if (character is not ((byte)'"' or (byte)'\''))
            {
                frame[written++] = character;
                continue;
            }

            // Nothing but a separator may follow the closing quote.
            bool isClosed = character == (byte)'"' ? ReadQuoted(frame, end, ref at, ref written)
                : ReadSingleQuoted(frame, end, ref at, ref written);
            return isClosed && (at >= end || frame[at] == 0 || IsSpace(frame[at]));
        }

        return true;
    }

    private static bool ReadQuoted(byte* frame, int end, ref int at, ref int written)
    {
        while (at < end && frame[at] != 0)
        {
            byte character = frame[at++];
            if (character == (byte)'"')
            {
                return true;
            }

            if (character == (byte)'\\' && at + 2 < end && frame[at] == (byte)'x' && IsHex(frame[at + 1]) && IsHex(frame[at + 2]))
            {
                character = (byte)((HexValue(frame[at + 1]) << 4) | HexValue(frame[at + 2]));
                at += 3;
            }
            else if (character == (byte)'\\' && at < end)
            {
                character = Unescaped(frame[at++]);
            }

            frame[written++] = character;
        }

        return false;
    }

    private static bool ReadSingleQuoted(byte* frame, int end, ref int at, ref int written)
    {
        while (at < end && frame[at] != 0)
        {
            byte character = frame[at++];
            if (character == (byte)'\'')
            {
                return true;
            }

            if (character == (byte)'\\' && at < end && frame[at] == (byte)'\'')
            {
                character = frame[at++];
            }

            frame[written++] = character;
        }

        return false;
    }

    private static bool IsSpace(byte character) => character is (byte)' ' or (>= 9 and <= 13);

    private static bool IsHex(byte character) => char.IsAsciiHexDigit((char)character);

    private static int HexValue(byte character) => (character & 0xF) + (character > (byte)'9' ? 9 : 0);

    private static byte Unescaped(byte character) => character switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'b' => (byte)'\b',
        (byte)'a' => (byte)'\a',
        _ => character,
    };
}
