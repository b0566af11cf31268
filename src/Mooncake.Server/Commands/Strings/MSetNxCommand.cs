using Mooncake.Backends;
using Mooncake.Server.PubSub;

namespace Mooncake.Server.Commands.Strings;

/// <summary>
/// MSETNX key value [key value ...]: stores all, or none if a key has an object. What was stored before such a key is removed again.
/// </summary>
internal static unsafe class MSetNxCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (call.Count % 2 == 0)
        {
            call.WrongArity();
            return;
        }

        if (!call.RequireWriter() || !MSetCommand.RequirePairs(call))
        {
            return;
        }

        int answer = FindAny(call);
        HashSet<byte[]>? stored = null;
        for (int i = 1; i < call.Count && answer == 0; i += 2)
        {
            answer = Put(call, i, PutCondition.Absent);
            if (answer == (int)StoreErrorCode.ObjectAlreadyExists && (stored ??= KeysBefore(call, i)).Contains(call[i].ToArray()))
            {
                // A key that stands twice in the command gets its last value, as in Redis.
                answer = Put(call, i, PutCondition.Always);
            }

            stored?.Add(call[i].ToArray());
            if (answer == 0)
            {
                continue;
            }

            Undo(call, i);
            if (answer != (int)StoreErrorCode.ObjectAlreadyExists)
            {
                byte* key = call.Address(i, out int length);
                call.Fail(answer, key, length);
                return;
            }
        }

        call.Reply.Integer(answer == 0 ? 1 : 0);
    }

    private static int FindAny(CommandContext call)
    {
        for (int i = 1; i < call.Count; i += 2)
        {
            byte* key = call.Address(i, out int length);
            if (call.Engine.Backend.IsExist(key, length) == 1)
            {
                return (int)StoreErrorCode.ObjectAlreadyExists;
            }
        }

        return 0;
    }

    private static int Put(CommandContext call, int index, PutCondition condition)
    {
        byte* key = call.Address(index, out int length);
        byte* value = call.Address(index + 1, out int size);
        return call.Engine.Writer!.PutIf(key, length, value, (nuint)size, null, new PutTerms(condition), out _);
    }

    private static HashSet<byte[]> KeysBefore(CommandContext call, int index)
    {
        HashSet<byte[]> keys = new(BytesComparer.Instance);
        for (int i = 1; i < index; i += 2)
        {
            keys.Add(call[i].ToArray());
        }

        return keys;
    }

    private static void Undo(CommandContext call, int end)
    {
        for (int i = 1; i < end; i += 2)
        {
            byte* key = call.Address(i, out int length);
            _ = call.Engine.Backend.Remove(key, length, force: true);
        }
    }
}
