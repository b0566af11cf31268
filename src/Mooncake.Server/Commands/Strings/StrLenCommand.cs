namespace Mooncake.Server.Commands.Strings;

/// <summary>STRLEN key: an object's size in bytes; 0 if there is none.</summary>
internal static unsafe class StrLenCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (!call.TryKey(1, out byte* key, out int length))
        {
            return;
        }

        long size = call.Engine.Backend.GetSize(key, length);
        if (size < 0 && size != (int)StoreErrorCode.ObjectNotFound)
        {
            call.Fail(size, key, length);
        }
        else
        {
            call.Reply.Integer(Math.Max(size, 0));
        }
    }
}
