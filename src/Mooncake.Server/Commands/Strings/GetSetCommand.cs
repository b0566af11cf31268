using Mooncake.Backends;

namespace Mooncake.Server.Commands.Strings;

/// <summary>GETSET key value: stores an object, and replies with the one that was there.</summary>
internal static unsafe class GetSetCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryKey(1, out byte* key, out int length) || !call.RequireWriter())
        {
            return;
        }

        byte* value = call.Address(2, out int size);
        if (call.RequireValue(size))
        {
            SetCommand.SetAndGet(call, key, length, value, size, PutCondition.Always, ObjectExpiry.Never);
        }
    }
}
