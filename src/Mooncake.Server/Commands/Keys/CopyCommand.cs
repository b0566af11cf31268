using Mooncake.Backends;

namespace Mooncake.Server.Commands.Keys;

/// <summary>COPY source destination [DB 0] [REPLACE]: stores the object, with its expiry, under another key too.</summary>
internal static unsafe class CopyCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!TryReadOptions(call, out bool replaces))
        {
            return;
        }

        if (!call.TryKey(1, out byte* key, out int length) || !call.TryKey(2, out byte* target, out int targetLength)
            || !call.RequireWriter())
        {
            return;
        }

        if (call[1].SequenceEqual(call[2]))
        {
            call.Reply.Error("ERR source and destination objects are the same"u8);
            return;
        }

        long size = call.Load(key, length, out ObjectInfo info);
        long answer = size < 0 ? size : Store(call, target, targetLength, (nint)size, info.ExpiresAt, replaces);
        if (answer is 0 or (int)StoreErrorCode.ObjectNotFound or (int)StoreErrorCode.ObjectAlreadyExists)
        {
            call.Reply.Integer(answer == 0 ? 1 : 0);
        }
        else
        {
            call.Fail(answer, key, length);
        }
    }

    /// <summary>Stores what was loaded under another key.</summary>
    internal static int Store(CommandContext call, byte* key, int length, nint size, long expiresAt, bool replaces)
    {
        PutTerms terms = new(replaces ? PutCondition.Always : PutCondition.Absent, 0, expiresAt);
        return call.Engine.Writer!.PutIf(key, length, call.Scratch.Start, (nuint)size, null, in terms, out _);
    }

    private static bool TryReadOptions(CommandContext call, out bool replaces)
    {
        replaces = false;
        for (int i = 3; i < call.Count; i++)
        {
            if (call.Is(i, "replace"u8))
            {
                replaces = true;
            }
            else if (call.Is(i, "db"u8) && i + 1 < call.Count)
            {
                if (!call.TryInteger(++i, out long database))
                {
                    return false;
                }

                if (database != (int)database)
                {
                    call.Reply.Error("ERR value is out of range, value must between -2147483648 and 2147483647"u8);
                    return false;
                }

                if (database != 0)
                {
                    call.Reply.Error("ERR DB index is out of range"u8);
                    return false;
                }
            }
            else
            {
                call.SyntaxError();
                return false;
            }
        }

        return true;
    }
}
