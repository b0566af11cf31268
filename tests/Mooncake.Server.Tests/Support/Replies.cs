using System.Globalization;
using System.Text;

namespace Mooncake.Server.Tests.Support;

/// <summary>Takes replies apart.</summary>
internal static class Replies
{
    /// <summary>The length of the first reply in bytes; 0 if it has not arrived whole.</summary>
    internal static int LengthOfFirst(ReadOnlySpan<byte> bytes)
    {
        int line = bytes.IndexOf("\r\n"u8);
        if (line < 0)
        {
            return 0;
        }

        int at = line + 2;
        switch ((char)bytes[0])
        {
            case '+' or '-' or ':' or '_' or ',' or '#' or '(':
                return at;
            case '$' or '=' or '!':
                int length = Number(bytes[1..line]);
                return length < 0 ? at : bytes.Length >= at + length + 2 ? at + length + 2 : 0;
            case '*' or '~' or '>' or '%':
                int count = Number(bytes[1..line]) * (bytes[0] == '%' ? 2 : 1);
                for (int i = 0; i < count; i++)
                {
                    int element = LengthOfFirst(bytes[at..]);
                    if (element == 0)
                    {
                        return 0;
                    }

                    at += element;
                }

                return at;
            default:
                throw new FormatException($"No reply begins with '{(char)bytes[0]}'.");
        }
    }

    /// <summary>Splits bytes into whole replies.</summary>
    internal static List<string> Split(ReadOnlySpan<byte> bytes)
    {
        List<string> replies = [];
        while (!bytes.IsEmpty)
        {
            int length = LengthOfFirst(bytes);
            Assert.NotEqual(0, length);
            replies.Add(Encoding.Latin1.GetString(bytes[..length]));
            bytes = bytes[length..];
        }

        return replies;
    }

    private static int Number(ReadOnlySpan<byte> digits) => int.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
