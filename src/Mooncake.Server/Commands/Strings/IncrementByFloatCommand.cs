using System.Text;
using Mooncake.Backends;

namespace Mooncake.Server.Commands.Strings;

/// <summary>INCRBYFLOAT key increment: objects that are decimal numbers.</summary>
internal static unsafe class IncrementByFloatCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryKey(1, out byte* key, out int length))
        {
            return;
        }

        byte[] text;
        int answer;
        do
        {
            long size = call.Load(key, length, out ObjectInfo info);
            if (size < 0 && size != (int)StoreErrorCode.ObjectNotFound)
            {
                call.Fail(size, key, length);
                return;
            }

            if (!TryAdd(size < 0 ? "0"u8 : call.Scratch.Bytes, call[2], out text, out ReadOnlySpan<byte> fault))
            {
                call.Reply.Error(fault);
                return;
            }

            fixed (byte* bytes = text)
            {
                answer = call.StoreInPlaceOf(key, length, bytes, text.Length, in info, ObjectExpiry.Keep);
            }
        }
        while (CommandContext.IsRace(answer));
        if (answer == 0)
        {
            call.Reply.Bulk(text);
        }
        else
        {
            call.Fail(answer, key, length);
        }
    }

    private static bool TryAdd(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, out byte[] sum, out ReadOnlySpan<byte> fault)
    {
        bool isFinite = ExtendedNumber.TryParse(left, out ExtendedNumber leftValue)
            & ExtendedNumber.TryParse(right, out ExtendedNumber rightValue);
        ExtendedNumber total = isFinite ? leftValue + rightValue : default;
        if (isFinite && total.IsFinite)
        {
            sum = Encoding.ASCII.GetBytes(total.ToText());
            fault = default;
            return true;
        }

        // Infinity is a number, but no sum may be infinite.
        bool isNumber = (IsInfinity(left) || ExtendedNumber.TryParse(left, out _))
            && (IsInfinity(right) || ExtendedNumber.TryParse(right, out _));
        sum = [];
        fault = isNumber ? "ERR increment would produce NaN or Infinity"u8 : "ERR value is not a valid float"u8;
        return false;
    }

    private static bool IsInfinity(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> word = !text.IsEmpty && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        return Ascii.EqualsIgnoreCase(word, "inf"u8) || Ascii.EqualsIgnoreCase(word, "infinity"u8);
    }
}
