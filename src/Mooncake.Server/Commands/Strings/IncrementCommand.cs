using System.Buffers.Text;
using Mooncake.Backends;
using Mooncake.Server.Protocol;

namespace Mooncake.Server.Commands.Strings;

/// <summary>INCR, DECR, INCRBY and DECRBY: objects that are decimal integers of 64 bits.</summary>
internal static unsafe class IncrementCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call) => Add(call, 1);

    /// <summary>Carries DECR out.</summary>
    internal static void RunDecrement(CommandContext call) => Add(call, -1);

    /// <summary>Carries INCRBY out.</summary>
    internal static void RunBy(CommandContext call)
    {
        if (call.TryInteger(2, out long increment))
        {
            Add(call, increment);
        }
    }

    /// <summary>Carries DECRBY out.</summary>
    internal static void RunDecrementBy(CommandContext call)
    {
        if (!call.TryInteger(2, out long decrement))
        {
            return;
        }

        if (decrement == long.MinValue)
        {
            call.Reply.Error("ERR decrement would overflow"u8);
        }
        else
        {
            Add(call, -decrement);
        }
    }

    private static void Add(CommandContext call, long increment)
    {
        if (!call.TryKey(1, out byte* key, out int length))
        {
            return;
        }

        byte* text = stackalloc byte[RespNumber.MaxBytes];
        long value;
        int answer;
        do
        {
            long size = call.Load(key, length, out ObjectInfo info);
            if (size < 0 && size != (int)StoreErrorCode.ObjectNotFound)
            {
                call.Fail(size, key, length);
                return;
            }

            value = 0;
            if (size >= 0 && (size > RespNumber.MaxBytes || !RespNumber.TryParse(call.Scratch.Bytes, out value)))
            {
                call.Reply.Error("ERR value is not an integer or out of range"u8);
                return;
            }

            if (increment < 0 ? value < long.MinValue - increment : value > long.MaxValue - increment)
            {
                call.Reply.Error("ERR increment or decrement would overflow"u8);
                return;
            }

            value += increment;
            Utf8Formatter.TryFormat(value, new Span<byte>(text, RespNumber.MaxBytes), out int written);
            answer = call.StoreInPlaceOf(key, length, text, written, in info, ObjectExpiry.Keep);
        }
        while (CommandContext.IsRace(answer));
        if (answer == 0)
        {
            call.Reply.Integer(value);
        }
        else
        {
            call.Fail(answer, key, length);
        }
    }
}
