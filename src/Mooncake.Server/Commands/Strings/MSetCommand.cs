using Mooncake.Backends;

namespace Mooncake.Server.Commands.Strings;

/// <summary>MSET key value [key value ...]: one replacement after the other. A reader may see some of them before the others.</summary>
internal static unsafe class MSetCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (call.Count % 2 == 0)
        {
            call.WrongArity();
            return;
        }

        if (!call.RequireWriter() || !RequirePairs(call))
        {
            return;
        }

        for (int i = 1; i < call.Count; i += 2)
        {
            byte* key = call.Address(i, out int length);
            byte* value = call.Address(i + 1, out int size);
            int answer = call.Engine.Writer!.PutIf(key, length, value, (nuint)size, null, new PutTerms(PutCondition.Always), out _);
            if (answer != 0)
            {
                call.Fail(answer, key, length);
                return;
            }
        }

        call.Reply.Ok();
    }

    /// <summary>True if all keys and values can be stored; else the reply says why not, and nothing was.</summary>
    internal static bool RequirePairs(CommandContext call)
    {
        for (int i = 1; i < call.Count; i += 2)
        {
            if (!call.TryKey(i, out _, out _) || !call.RequireValue(call[i + 1].Length))
            {
                return false;
            }
        }

        return true;
    }
}
