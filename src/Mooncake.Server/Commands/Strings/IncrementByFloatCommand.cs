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

            ReadOnlySpan<byte> value = size < 0 ? "0"u8 : call.Scratch.Bytes[..(int)Math.Min(size, DecimalText.MaxBytes + 1)];
            if (!DecimalText.TryAdd(value, call[2], out text, out bool isNumber))
            {
                call.Reply.Error(isNumber ? "ERR increment would produce NaN or Infinity"u8 : "ERR value is not a valid float"u8);
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
}
