namespace Mooncake.Server.Commands.Keys;

/// <summary>DEL key [key ...] and UNLINK key [key ...]: removes objects, whatever leases there are.</summary>
internal static unsafe class DeleteCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        int removed = 0;
        for (int i = 1; i < call.Count; i++)
        {
            if (!call.TryKey(i, out byte* key, out int length))
            {
                return;
            }

            int answer = call.Engine.Backend.Remove(key, length, force: true);
            if (answer is not (0 or (int)StoreErrorCode.ObjectNotFound))
            {
                call.Fail(answer, key, length);
                return;
            }

            removed += answer == 0 ? 1 : 0;
        }

        call.Reply.Integer(removed);
    }
}
