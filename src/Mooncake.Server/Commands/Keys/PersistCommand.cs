using Mooncake.Backends;

namespace Mooncake.Server.Commands.Keys;

/// <summary>PERSIST key: the object stays.</summary>
internal static unsafe class PersistCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryKey(1, out byte* key, out int length) || !call.RequireExpiry())
        {
            return;
        }

        long answer = call.Engine.Expiry!.GetExpiry(key, length);
        bool expires = answer > 0;
        answer = expires ? call.Engine.Expiry.SetExpiry(key, length, ObjectExpiry.Never) : answer;
        if (answer is 0 or (int)StoreErrorCode.ObjectNotFound)
        {
            call.Reply.Integer(expires && answer == 0 ? 1 : 0);
        }
        else
        {
            call.Fail(answer, key, length);
        }
    }
}
