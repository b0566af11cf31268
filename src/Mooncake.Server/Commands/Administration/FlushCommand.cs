namespace Mooncake.Server.Commands.Administration;

/// <summary>FLUSHDB and FLUSHALL [ASYNC | SYNC]: removes all objects, whatever leases there are.</summary>
internal static unsafe class FlushCommand
{
    /// <summary>Carries the command out.</summary>
    internal static void Run(CommandContext call)
    {
        if (call.Count > 2 || (call.Count == 2 && !call.Is(1, "async"u8) && !call.Is(1, "sync"u8)))
        {
            call.SyntaxError();
            return;
        }

        long removed = call.Engine.Backend.RemoveAll(force: true);
        if (removed < 0)
        {
            call.Fail(removed, null, 0);
        }
        else
        {
            call.Reply.Ok();
        }
    }
}
