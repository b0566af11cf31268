using Mooncake.Backends;

namespace Mooncake.Server.Commands.Strings;

/// <summary>SETRANGE key offset value: overwrites part of an object; a gap before it becomes zeros.</summary>
internal static unsafe class SetRangeCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryKey(1, out byte* key, out int length) || !call.TryInteger(2, out long offset))
        {
            return;
        }

        if (offset < 0)
        {
            call.Reply.Error("ERR offset is out of range"u8);
            return;
        }

        long total;
        int answer;
        do
        {
            long size = call.Load(key, length, out ObjectInfo info);
            if (size < 0 && size != (int)StoreErrorCode.ObjectNotFound)
            {
                call.Fail(size, key, length);
                return;
            }

            size = Math.Max(size, 0);
            if (call[3].IsEmpty)
            {
                call.Reply.Integer(size);
                return;
            }

            if (offset > call.Server.Options.MaxArgumentBytes - call[3].Length)
            {
                call.Reply.Error("ERR string exceeds maximum allowed size (proto-max-bulk-len)"u8);
                return;
            }

            total = Math.Max(size, offset + call[3].Length);
            Overwrite(call, (nint)size, (nint)offset, (nint)total);
            answer = call.StoreInPlaceOf(key, length, call.Scratch.Start, (nint)total, in info, ObjectExpiry.Keep);
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

    private static void Overwrite(CommandContext call, nint size, nint offset, nint total)
    {
        call.Scratch.Reserve(total - size);
        if (offset > size)
        {
            new Span<byte>(call.Scratch.Start + size, (int)(offset - size)).Clear();
        }

        call[3].CopyTo(new Span<byte>(call.Scratch.Start + offset, call[3].Length));
        call.Scratch.Length = total;
    }
}
