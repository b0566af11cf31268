using Mooncake.Backends;

namespace Mooncake.Server.Commands.Strings;

/// <summary>SETNX key value: the store's own put, which keeps an object that is there.</summary>
internal static unsafe class SetNxCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryKey(1, out byte* key, out int length) || !call.RequireWriter())
        {
            return;
        }

        byte* value = call.Address(2, out int size);
        if (!call.RequireValue(size))
        {
            return;
        }

        int answer = call.Engine.Writer!.PutIf(key, length, value, (nuint)size, null, new PutTerms(PutCondition.Absent), out _);
        if (answer is 0 or (int)StoreErrorCode.ObjectAlreadyExists)
        {
            call.Reply.Integer(answer == 0 ? 1 : 0);
        }
        else
        {
            call.Fail(answer, key, length);
        }
    }
}
