using Mooncake.Backends;

namespace Mooncake.Server.Commands.Strings;

/// <summary>APPEND key value: adds bytes at an object's end.</summary>
internal static unsafe class AppendCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryKey(1, out byte* key, out int length))
        {
            return;
        }

        byte* value = call.Address(2, out int size);
        long total;
        int answer;
        do
        {
            total = call.Load(key, length, out ObjectInfo info);
            if (total < 0 && total != (int)StoreErrorCode.ObjectNotFound)
            {
                call.Fail(total, key, length);
                return;
            }

            total = Math.Max(total, 0) + size;
            if (total > call.Server.Options.MaxArgumentBytes)
            {
                call.Reply.Error("ERR string exceeds maximum allowed size (proto-max-bulk-len)"u8);
                return;
            }

            if (!call.RequireValue(total))
            {
                return;
            }

            call.Scratch.Append(value, size);
            answer = size == 0 ? 0 : call.StoreInPlaceOf(key, length, call.Scratch.Start, (nint)total, in info, ObjectExpiry.Keep);
        }
        while (CommandContext.IsRace(answer));
        if (answer == 0)
        {
            call.Reply.Integer(total);
        }
        else
        {
            call.Fail(answer, key, length);
        }
    }
}
