using Mooncake.Backends;

namespace Mooncake.Server.Commands.Keys;

/// <summary>RENAME key newkey: stores the object under another key, then removes the first. A reader may see both.</summary>
internal static unsafe class RenameCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call) => Rename(call, isNx: false);

    /// <summary>Carries RENAMENX out.</summary>
    internal static void RunIfAbsent(CommandContext call) => Rename(call, isNx: true);

    private static void Rename(CommandContext call, bool isNx)
    {
        if (!call.TryKey(1, out byte* key, out int length) || !call.TryKey(2, out byte* target, out int targetLength)
            || !call.RequireWriter())
        {
            return;
        }

        bool isSame = call[1].SequenceEqual(call[2]);
        long removed;
        do
        {
            long size = call.Load(key, length, out ObjectInfo info);
            if (size == (int)StoreErrorCode.ObjectNotFound)
            {
                call.Reply.Error("ERR no such key"u8);
                return;
            }

            int answer = size < 0 ? (int)size
                : isSame ? isNx ? (int)StoreErrorCode.ObjectAlreadyExists : 0
                : CopyCommand.Store(call, target, targetLength, (nint)size, info.ExpiresAt, replaces: !isNx);
            if (isNx && answer == (int)StoreErrorCode.ObjectAlreadyExists)
            {
                call.Reply.Integer(0);
                return;
            }

            if (answer != 0)
            {
                call.Fail(answer, target, targetLength);
                return;
            }

            // Only the object that was copied: if it was replaced meanwhile, the new one is the one to rename.
            removed = isSame ? 0 : call.Engine.Writer!.Take(key, length, null, 0, info.Version, out _);
            isNx &= removed >= 0;
        }
        while (removed == (int)StoreErrorCode.ObjectChanged);
        if (removed < 0 && removed != (int)StoreErrorCode.ObjectNotFound)
        {
            call.Fail(removed, key, length);
        }
        else if (call.Command.Name == "renamenx")
        {
            call.Reply.Integer(1);
        }
        else
        {
            call.Reply.Ok();
        }
    }
}
